/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One plane of two pictures as pyramids, weighed band by band and put together again in three ways:
 * what a level asks for, all of the reference's texture, and the edit's own. Called by what renders
 * blocks, and by what prepares the coarse bands of a whole picture.
 */
#pragma once

#include "band-energies.h"

/* What is put together. */
enum
{
  RETEXTURE_LEVEL_WANTED,
  RETEXTURE_LEVEL_ALL,
  RETEXTURE_LEVEL_OWN,
  RETEXTURE_LEVEL_SUMS
};

/* The middle of an octave's detail, as standard deviation in samples of level 0. */
gdouble retexture_level_octave_size (gint k);

/* Of each octave of a pyramid, finest first: how much of the reference a level asks for, and how
 * much of it is texture. */
typedef struct
{
  gfloat wanted[RETEXTURE_BAND_MOST], share[RETEXTURE_BAND_MOST];
} RetextureLevelGains;

/* How much of each octave counts at each sample of its own area; a weight of its own for each. */
typedef gfloat *RetextureLevelWeights[RETEXTURE_BAND_MOST];

/* The areas of levels `first` to `last` that make `own` of level `first`. */
typedef struct
{
  gint first, last;
  GeglRectangle own[RETEXTURE_BAND_MOST + 1], needed[RETEXTURE_BAND_MOST + 1];
} RetextureLevelAreas;

/* Bands are those from `first` to before `last`. */
void retexture_level_areas_init (RetextureLevelAreas *self,
                                 gint first,
                                 gint last,
                                 const GeglRectangle *own);

/* Fills `sums`, new levels of the area `own` of level `first`, from that level of both pictures,
 * which hold what is needed; `coarse`: the three sums of level `last`, with what is its own; NULL:
 * nothing. Without an edit only what is wanted is made, and the other sums are left empty. Bytes do
 * not depend on the area. */
void retexture_level_bands_put_together (const RetextureLevelAreas *areas,
                                         const RetextureLevelGains *gains,
                                         RetextureLevelWeights weights,
                                         const RetextureLevel *reference,
                                         const RetextureLevel *edit,
                                         const RetextureLevel *coarse,
                                         RetextureLevel *sums);
