/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where one band of a picture itself was changed: by more than smoothing it, or another tone, does.
 * Called by missing.c and change.c.
 */
#pragma once

#include "band-energies.h"
#include "lattice.h"

/* For each sample of the band or each of its cells; 0 to 1, but for energies. */
typedef struct
{
  RetextureLattice *details; /* where single details differ; samples */
  RetextureLattice *colours; /* where they differ in colour, however light; samples; or NULL */
  RetextureLattice *agreed;  /* where both surely show the same; cells */
  RetextureLattice *strange; /* where they plainly show something else; cells */
  RetextureLattice *gone;    /* the energy of what the edit has lost; cells */
} RetextureBandChange;

/* How surely both show the same of a band, in its cells; to be freed. */
RetextureLattice *retexture_band_find_agreed (const RetextureBandEnergies *band);

/* Where both agree, and are strange. The band's energies are smoothed already. */
void retexture_band_change_init (RetextureBandChange *self, const RetextureBandEnergies *band);

/* The rest, against an original that has the edit's `contrast`, a value for each cell. The energies
 * are used up, as are `squares` of the differences of colour
 * (colour-difference.h), or NULL. */
void retexture_band_change_find (RetextureBandChange *self,
                                 RetextureBandEnergies *band,
                                 const RetextureLattice *contrast,
                                 RetextureLattice *squares);
void retexture_band_change_clear (RetextureBandChange *self);
