/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Grain that an edit brings along, of which the original knows nothing: laid over what was
 * smoothed, it would pass for texture kept, or for another picture.
 */
#pragma once

#include "band-energies.h"

/* Coarser bands have none. */
#define RETEXTURE_EDIT_GRAIN_BANDS 4

/* About what pictures are aligned by. */
#define RETEXTURE_EDIT_GRAIN_ALIGNED 1

typedef struct
{
  /* Its energy in each cell of the finest bands; NULL in pictures too small to tell. */
  RetextureLattice *bands[RETEXTURE_EDIT_GRAIN_BANDS];
  /* So much of it lies over the whole picture, whether that was smoothed or not. */
  gfloat everywhere[RETEXTURE_EDIT_GRAIN_BANDS];
  /* How much of what the edit has in band RETEXTURE_EDIT_GRAIN_ALIGNED is grain, and tells nothing
   * of where it lies in the original: 0 to 1. */
  RetextureLattice *mute;
} RetextureEditGrain;

/* Of energies of cells and their neighbours together. */
void retexture_edit_grain_init (RetextureEditGrain *self, const RetexturePairEnergies *energies);
void retexture_edit_grain_clear (RetextureEditGrain *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RetextureEditGrain, retexture_edit_grain_clear)
