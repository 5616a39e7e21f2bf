/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the edit has a colour that is not what became of the original's elsewhere. Called by
 * missing.c and change.c.
 */
#pragma once

#include "lattice.h"
#include "smooth-step.h"

/* `coarse`: R', G' and B' of original and edit at RETEXTURE_BAND_COARSE; `agreed`: how surely both
 * show the same, for each cell of band RETEXTURE_BAND_KEPT, by which the rest is judged. How far
 * each sample is from the colour it should have: from 1 on it has another one. To be freed. */
RetextureLattice *retexture_recoloured_find (RetextureLattice *const coarse[2][3],
                                             const RetextureLattice *agreed);

/* How surely it has, 0 to 1. */
static inline gfloat
retexture_is_recoloured (gfloat distance)
{
  return retexture_smooth_step (1.0f, 1.67f, distance);
}
