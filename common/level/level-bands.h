/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One plane of two pictures as pyramids, weighed band by band and put together again in three ways:
 * what a level changes of the reference's texture, all of that, and the edit's own. Called by what
 * renders blocks, and by what prepares the coarse bands of a whole picture.
 */
#pragma once

#include "band-energies.h"

/* What is put together. */
enum
{
  RETEXTURE_LEVEL_CHANGED,
  RETEXTURE_LEVEL_ALL,
  RETEXTURE_LEVEL_OWN,
  RETEXTURE_LEVEL_SUMS
};

/* The middle of an octave's detail, as standard deviation in samples of level 0. */
gdouble retexture_level_octave_size (gint k);

/* Of each octave of a pyramid, finest first: how much of it is texture, and how much a level adds
 * to that; less than 0: it takes away. */
typedef struct
{
  gfloat share[RETEXTURE_BAND_MOST], change[RETEXTURE_BAND_MOST];
} RetextureLevelGains;

/* How far a level applies to each octave at each sample of its own area, and how far the
 * reference's texture takes the place of the edit's; which may be the same samples. */
typedef struct
{
  gfloat *applies[RETEXTURE_BAND_MOST], *returns[RETEXTURE_BAND_MOST];
} RetextureLevelWeights;

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
 * nothing. Without an edit only what is changed is made, and the other sums are left empty. Bytes
 * do not depend on the area. */
void retexture_level_bands_put_together (const RetextureLevelAreas *areas,
                                         const RetextureLevelGains *gains,
                                         const RetextureLevelWeights *weights,
                                         const RetextureLevel *reference,
                                         const RetextureLevel *edit,
                                         const RetextureLevel *coarse,
                                         RetextureLevel *sums);
