/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the mass of hair is, from which single ones fly away, in cells of the ridges.
 */
#pragma once

#include "ridges.h"

/* 1 in its cells, else 0: the largest area that hangs together, of one colour, no skin, and with
 * fine lines all over; nothing where there is none of any size. */
RetextureLattice *retexture_hair_mass_find (const RetextureRidges *ridges);

/* The same of a selection (Y, 0 to 1) of it. */
RetextureLattice *retexture_hair_mass_of_selection (const RetextureRidges *ridges,
                                                    GeglBuffer *selection);

/* How far each cell is from it, in pixels; G_MAXFLOAT where there is none. */
RetextureLattice *retexture_hair_mass_measure (const RetextureLattice *mass);
