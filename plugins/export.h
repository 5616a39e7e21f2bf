/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The picture as a file, with all that is known of its making in it and beside it.
 */
#pragma once

#include "method.h"

extern const RetextureErrand retexture_export;
