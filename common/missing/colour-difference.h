/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How far original and edit differ in colour apart from luma, band by band from a coarse level on.
 * Called by missing.c only.
 */
#pragma once

#include "lattice.h"
#include "pyramid.h"

typedef struct
{
  RetextureLattice *planes[2]; /* of red and blue less luma, at the level that is next */
} RetextureColourDifference;

/* `coarse`: R', G' and B' of both pictures at that level. */
void retexture_colour_difference_init (RetextureColourDifference *self,
                                       RetextureLattice *const coarse[2][3]);
void retexture_colour_difference_clear (RetextureColourDifference *self);

/* The squares of this level's band, for each of its samples, and on to the next level; to be freed.
 */
RetextureLattice *retexture_colour_difference_take_band (RetextureColourDifference *self);
