/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finds the tiles of a picture in which there is grain and nothing else. Called by grain-measure.c,
 * which knows what grain is made of; this file knows what it is not.
 */
#pragma once

#include "grain.h"

typedef struct
{
  gint x, y;
  gdouble tone[3];     /* mean of each channel */
  gdouble variance[3]; /* of what no curved surface explains */
  gdouble fine[3];     /* the same in the finest frequencies, after the mask */
  gdouble structure;   /* coarse energy of the luma, relative to the fine */
} RetextureGrainTile;

/* Where nothing but grain was found, of RETEXTURE_GRAIN_TILE pixels a side, the least structured
 * first; NULL and an error as retexture_grain_measure () says. */
GArray *retexture_grain_tiles_find (GeglBuffer *picture,
                                    GeglBuffer *weight,
                                    gboolean untouched,
                                    GCancellable *cancellable,
                                    GError **error);

/* The residual of a tile: three planes, without its mean, slope and curvature. */
#define RETEXTURE_GRAIN_TILE_PIXELS (RETEXTURE_GRAIN_TILE * RETEXTURE_GRAIN_TILE)
void retexture_grain_tile_read (GeglBuffer *picture,
                                gint x,
                                gint y,
                                gfloat residual[3][RETEXTURE_GRAIN_TILE_PIXELS],
                                gdouble tone[3]);

/* Variance that rounding to the picture's own format adds to whatever it holds. */
gdouble retexture_grain_rounding_variance (GeglBuffer *picture);
