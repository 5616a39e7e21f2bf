/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the mass of hair is, from which single ones fly away, in cells of the ridges.
 */
#pragma once

#include "face-cells.h"

/* 1 in its cells, else 0. It has more lines than skin has, is of one colour in light and shade, and
 * lies above and around the face; where there is none, it is the largest such area. Nothing where
 * there is none of any size. `lines` are those of face-cells.h, `face` is NULL where there is none.
 */
RetextureLattice *retexture_hair_mass_find (const RetextureRidges *ridges,
                                            const RetextureLattice *lines,
                                            const RetextureFaceCells *face);

/* The same of a selection (Y, 0 to 1) of it. */
RetextureLattice *retexture_hair_mass_of_selection (const RetextureRidges *ridges,
                                                    GeglBuffer *selection);

/* How far each cell is from it, in pixels; G_MAXFLOAT where there is none. */
RetextureLattice *retexture_hair_mass_measure (const RetextureLattice *mass);
