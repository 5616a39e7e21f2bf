/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The powers of grain, by frequency, of tiles scaled to the same level. Called by grain-measure.c
 * only.
 */
#pragma once

#include "grain-private.h"
#include "grain-tiles.h"

/* Below a tenth of an 8-bit level nothing is grain. */
#define RETEXTURE_GRAIN_LEAST_LEVEL (0.1 / 255.0)

/* Tiles whose spectra are taken, the least structured: with 1000 each frequency is known to 5 %. */
#define RETEXTURE_GRAIN_MOST_TILES 1000

/* Powers of the channels and cross powers. */
typedef RetextureGrainSpectrum RetextureGrainPowers[3][3];

/* What each tile (RetextureGrainTile) of a picture has, of which the grain knows the levels. */
typedef struct _RetextureTilePowers RetextureTilePowers;

RetextureTilePowers *
retexture_tile_powers_new (RetextureGrain *grain, GeglBuffer *picture, const GArray *tiles);
void retexture_tile_powers_free (RetextureTilePowers *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureTilePowers, retexture_tile_powers_free)

/* What some of the tiles, one after the other, have in common: powers to unit variance of each
 * channel, and the channels' correlation over all frequencies. */
void retexture_tile_powers_average (const RetextureTilePowers *self,
                                    guint from,
                                    guint to,
                                    gdouble correlation[3][3],
                                    RetextureGrainPowers powers);
