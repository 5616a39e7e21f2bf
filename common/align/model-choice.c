/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "model-choice.h"

/* A richer model has to lower the robust residual by this share. So many samples say it that much
 * less would be more than chance; but a tenth of a pixel at the edge lowers it by no more than 3 %.
 */
#define WORTH 0.01

RetextureTransform
retexture_model_with_matrix_of (const RetextureTransform *self, const RetextureTransform *base)
{
  RetextureTransform result = *base;

  result.shift[0] = self->shift[0];
  result.shift[1] = self->shift[1];
  return result;
}

/* The nearest map that only turns and scales what `base` does. */
static RetextureTransform
as_similarity (const RetextureTransform *self, const RetextureTransform *base)
{
  const gdouble across = base->matrix[0], down = base->matrix[3];
  const gdouble p = 0.5 * (self->matrix[0] / across + self->matrix[3] / down);
  const gdouble q = 0.5 * (self->matrix[2] / across - self->matrix[1] / down);
  RetextureTransform result = *self;

  result.matrix[0] = p * across;
  result.matrix[1] = -q * down;
  result.matrix[2] = q * across;
  result.matrix[3] = p * down;
  return result;
}

/* The simplest model between the bounds that leaves hardly more than the next richer one. */
RetextureModel
retexture_model_choose (const RetextureBandPair *pair,
                        const RetextureTransform *base,
                        RetextureModel simplest,
                        RetextureModel richest,
                        gint step,
                        RetextureTransform *transform,
                        gdouble *residual)
{
  RetextureTransform fits[RETEXTURE_MODEL_AFFINE + 1];
  gdouble residuals[RETEXTURE_MODEL_AFFINE + 1];
  gdouble deviation = 0.0;
  RetextureModel chosen = richest;

  /* The richest first: its residuals say what is noise. */
  for (gint model = richest; model >= (gint) simplest; model--)
    {
      fits[model] = model == RETEXTURE_MODEL_TRANSLATION
                        ? retexture_model_with_matrix_of (transform, base)
                    : model == RETEXTURE_MODEL_SIMILARITY ? as_similarity (transform, base)
                                                          : *transform;
      retexture_band_pair_refine (pair, model, step, deviation, &fits[model]);
      if (model == (gint) richest)
        deviation = retexture_band_pair_deviation (pair, &fits[model], step);
      residuals[model] = retexture_band_pair_residual (pair, &fits[model], step, deviation);
    }
  while (chosen > simplest && residuals[chosen - 1] <= residuals[chosen] * (1.0 + WORTH))
    chosen--;
  *transform = fits[chosen];
  *residual = residuals[chosen];
  return chosen;
}
