/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where one band of a picture itself was changed: by more than smoothing it, or another tone, does.
 * Called by missing.c only.
 */
#pragma once

#include "band-energies.h"
#include "lattice.h"

/* For each sample of the band, 0 to 1. Its energies are smoothed already, and are used up, as are
 * `colours`, squares of the differences of colour (colour-difference.h), or NULL. */
RetextureLattice *retexture_band_change_find (RetextureBandEnergies *band,
                                              RetextureLattice *colours);
