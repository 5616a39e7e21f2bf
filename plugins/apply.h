/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any method by its name, with its settings by theirs: what scripts are written against, for it
 * stays as it is when methods learn more.
 */
#pragma once

#include "method.h"

extern const RetextureErrand retexture_apply;
