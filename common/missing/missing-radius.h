/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Up to where an edit lost its texture, from the spectra of the two pictures. Called by
 * missing.c only.
 */
#pragma once

#include "missing.h"

/* The band in whose cells places are told apart. */
#define RETEXTURE_RADIUS_PLACE 3

/* The radius, a standard deviation in pixels, of the blur that takes from the bands what the edit
 * has lost of them in most of what lost any; 0 where it lost nothing. The same of each place, for
 * the cells of that band, is written to `radii`, to be freed; NULL where there are no such bands.
 */
gdouble retexture_missing_find_radius (RetextureMissing *self, RetextureLattice **radii);
