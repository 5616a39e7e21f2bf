/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The strength of grain at each tone. Called by grain-measure.c.
 */
#pragma once

#include "grain.h"

/* Fills the grain's levels and the tones between which they are known from `tiles` (of
 * RetextureGrainTile), of a picture to whose variance its format's rounding adds `rounding`.
 * Returns the highest level. */
gdouble retexture_grain_measure_levels (RetextureGrain *grain, GArray *tiles, gdouble rounding);
