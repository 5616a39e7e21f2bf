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

/* A place of the edit, from its middle, and both bands there. */
typedef struct
{
  gdouble x, y;
  gfloat edit, original;
  gfloat slope_u, slope_v; /* of the original */
} RetextureBandPlace;

/* Sample (column, row) of the edit, by way of a map of samples (retexture_band_pair_map ()); FALSE
 * where the original does not reach. */
gboolean retexture_band_pair_look (const RetextureBandPair *self,
                                   const RetextureTransform *map,
                                   gint column,
                                   gint row,
                                   RetextureBandPlace *place);

/* The map of samples that a transform of pixels is. */
RetextureTransform retexture_band_pair_map (const RetextureBandPair *self,
                                            const RetextureTransform *transform);

/* The deviation of what does not fit, by its median. */
gdouble retexture_band_pair_deviation (const RetextureBandPair *self,
                                       const RetextureTransform *transform,
                                       gint step);

/* The robust residual, 0 to 1: Tukey's loss where residuals are judged by `deviation`. */
gdouble retexture_band_pair_residual (const RetextureBandPair *self,
                                      const RetextureTransform *transform,
                                      gint step,
                                      gdouble deviation);

/* Moves `transform`, which must be within a few samples, to where the bands fit best, as far as
 * `model` lets it: a translation keeps its matrix, a similarity multiplies it by a turn and a
 * scale, affine changes all. What does not fit, because the edit changed it, does not pull.
 * `deviation` is that by which residuals are judged; 0: found anew with each move. */
void retexture_band_pair_refine (const RetextureBandPair *self,
                                 RetextureModel model,
                                 gint step,
                                 gdouble deviation,
                                 RetextureTransform *transform);
