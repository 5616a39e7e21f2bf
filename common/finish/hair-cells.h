/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the mass of hair is, from which single ones fly away, in cells of the ridges: 1 in it, else
 * 0.
 */
#pragma once

#include "level-mask.h"
#include "ridges.h"

/* Of the mass, or the face, that a mask of the same picture found. */
RetextureLattice *retexture_hair_cells_of_mask (const RetextureRidges *ridges,
                                                const RetextureLevelMask *mask,
                                                const RetextureLattice *found);

/* Of a selection (Y, 0 to 1) of it. */
RetextureLattice *retexture_hair_cells_of_selection (const RetextureRidges *ridges,
                                                     GeglBuffer *selection);

/* How far each cell is from it, in pixels; G_MAXFLOAT where there is none. */
RetextureLattice *retexture_hair_cells_measure (const RetextureLattice *mass);
