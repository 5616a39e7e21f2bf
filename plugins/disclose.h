/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is disclosed of an image: the user's answers, and what the image and its layers tell.
 */
#pragma once

#include <libgimp/gimp.h>

#include "disclosure.h"
#include "method.h"

extern const RetextureErrand retexture_disclose;
