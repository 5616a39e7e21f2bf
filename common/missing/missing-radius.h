/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Up to where an edit lost its texture, from the spectra of the two pictures.
 */
#pragma once

#include "missing.h"

/* The radius, a standard deviation in pixels, of the blur that takes from the bands what the edit
 * has lost of them where it lost most; 0 where it lost nothing. */
gdouble retexture_missing_find_radius (RetextureMissing *self);
