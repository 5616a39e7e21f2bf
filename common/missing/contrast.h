/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How much steeper light and dark of an edit are than the original's, by another tone curve or
 * other light: texture is to have that contrast, too. Called by missing.c only.
 */
#pragma once

#include "lattice.h"

/* `coarse`: R', G' and B' of original and edit at RETEXTURE_BAND_COARSE; samples that
 * are `recoloured` (recoloured.h; NULL: none are) are something else and tell nothing. `agreed`:
 * how surely both show the same, for each cell of that level's band; NULL: everywhere. 1: as it
 * was; a value for each of those cells; to be freed. */
RetextureLattice *retexture_contrast_find (RetextureLattice *const coarse[2][3],
                                           const RetextureLattice *recoloured,
                                           const RetextureLattice *agreed);
