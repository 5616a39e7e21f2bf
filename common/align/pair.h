/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The kept bands of both pictures at one scale, and how well a map brings them together.
 */
#pragma once

#include "kept-band.h"
#include "transform.h"

typedef struct
{
  gint edit_factor, original_factor;
  gdouble edit_middle[2], original_middle[2];
  RetexturePlane edit, original; /* bands */
} RetextureBandPair;

/* `unit`: pixels of the original to one of the edit, roughly. */
RetextureBandPair retexture_band_pair_new (const RetextureReduced *edit,
                                           const RetextureReduced *original,
                                           gdouble unit);
void retexture_band_pair_clear (RetextureBandPair *self);

/* The correlation of the bands where both are, -1 to 1, and the share of the edit's samples that
 * are; every `step`-th sample across and down is asked. */
gdouble retexture_band_pair_correlate (const RetextureBandPair *self,
                                       const RetextureTransform *transform,
                                       gint step,
                                       gdouble *share);

/* Moves `transform` to where the bands fit best, as far as `model` lets it: a translation keeps its
 * matrix, a similarity multiplies it by a turn and a scale, affine changes all. What does not fit,
 * because the edit changed it, does not pull. Returns the robust residual, whose unit is the
 * deviation of the bands; `scale` is that by which residuals are judged, found where it is 0, and
 * kept. Nearer than a few samples it must be. */
gdouble retexture_band_pair_refine (const RetextureBandPair *self,
                                    RetextureModel model,
                                    gint step,
                                    RetextureTransform *transform,
                                    gdouble *scale);
