/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the edit has a colour that is not what became of the original's elsewhere. Called by
 * missing.c only.
 */
#pragma once

#include "lattice.h"

/* `coarse`: R', G' and B' of original and edit at RETEXTURE_BAND_COARSE; `agreed`: how surely both
 * show the same, for each cell of band RETEXTURE_BAND_KEPT, by which the rest is judged. 0 to 1,
 * for each sample; to be freed. */
RetextureLattice *retexture_recoloured_find (RetextureLattice *const coarse[2][3],
                                             const RetextureLattice *agreed);
