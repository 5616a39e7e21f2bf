/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What of a picture an edit most likely kept, ready to be compared: a band of its luma that is
 * finer than tone and coarser than pores, divided by its own local contrast, so that a change of
 * tone or contrast does not matter. Transparent places and those beyond the picture weigh nothing.
 */
#pragma once

#include <gegl.h>

#include "resample.h"

/* Luma of a picture reduced by a whole factor, and how much of each sample is picture (0 to 1). */
typedef struct
{
  gint factor;       /* pixels to a sample */
  gdouble middle[2]; /* of the picture, in samples from the corner: half its size, over factor */
  RetexturePlane luma, weight;
} RetextureReduced;

/* Means of squares of `factor` pixels; those at the far edges may hang over and count as far as
 * they are there. What is no number weighs nothing. */
RetextureReduced retexture_reduced_new (GeglBuffer *picture, gint factor);

/* The same, reduced by `factor` more. */
RetextureReduced retexture_reduced_again (const RetextureReduced *self, gint factor);

void retexture_reduced_clear (RetextureReduced *self);

/* The band, as a plane of numbers of deviation about 1 where there is structure; 0 where there is
 * no picture. `unit` is the samples that one sample of the other picture covers: the band is as
 * coarse in both. */
RetexturePlane retexture_kept_band_new (const RetextureReduced *picture, gdouble unit);
