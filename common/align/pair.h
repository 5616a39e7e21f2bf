/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The kept bands of both pictures at one scale, and how well a map brings them together.
 */
#pragma once

#include <math.h>

#include "field.h"
#include "kept-band.h"

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
                                       const RetextureMotion *motion,
                                       gint step,
                                       gdouble *share);

/* The map of samples that a transform of pixels is. */
RetextureTransform retexture_band_pair_map (const RetextureBandPair *self,
                                            const RetextureTransform *transform);

/* That map as the field bends it at the edit's place (column, row), in samples; as it is where
 * there is no field. */
RetextureTransform retexture_band_pair_bend (const RetextureBandPair *self,
                                             const RetextureTransform *map,
                                             const RetextureField *field,
                                             gdouble column,
                                             gdouble row);

/* What tells over some places how well the bands agree. */
typedef struct
{
  gdouble products, edit, original, n;
} RetextureBandAgreement;

/* Their correlation, -1 to 1; 0 where one has nothing. */
static inline gdouble
retexture_band_agreement_correlate (const RetextureBandAgreement *self)
{
  const gdouble squares = self->edit * self->original;

  return squares > 0.0 ? self->products / sqrt (squares) : 0.0;
}

/* Tukey's biweight at 95 % efficiency stops pulling at so many deviations. */
#define RETEXTURE_TUKEY 4.685

/* What is left of 1 where a residual stops pulling at `limit`: its square is the weight, 1 less its
 * cube the loss. */
static inline gfloat
retexture_tukey_rest (gfloat residual, gfloat limit)
{
  const gfloat t = residual / limit;

  return MAX (0.0f, 1.0f - t * t);
}

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
