/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the edit shows another backdrop. Called by missing.c only.
 */
#pragma once

#include "lattice.h"

/* Of samples at RETEXTURE_BAND_COARSE: those that surely changed (0 to 1), and not only in their
 * details but in colour or light (recoloured.h), in areas so large, or at the picture's edge and
 * large, that they are no single thing that was taken away. 1, else 0; to be freed. */
RetextureLattice *retexture_backdrop_find (const RetextureLattice *change,
                                           const RetextureLattice *recoloured);
