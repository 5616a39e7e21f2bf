/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The picture is blurred on purpose, twice, and the gradients compared (S. Zhuo and T. Sim,
 * "Defocus Map Estimation from a Single Image", Pattern Recognition 44 (2011) 1852-1858). The
 * squared gradient of an edge of blur b, summed across it, falls as 1 / sqrt (b^2 + s^2) when it is
 * blurred by s: the ratio r of two such sums gives b^2 = (s2^2 - r^2 s1^2) / (r^2 - 1).
 */
#include "focus.h"

#include "quantile.h"

#include <math.h>

/* Of the survey's first two smoothings: their variances. */
#define FINE_VARIANCE 1.0
#define COARSE_VARIANCE 5.0

/* What is wider is no edge out of focus but light and shade on a round form. */
#define LARGEST_VARIANCE 30.0

/* An edge of a mean squared gradient like this tells; below it rounding and grain do. */
#define FAINT 4e-5

/* The sharpest parts: this share of what edges tell. */
#define SHARPEST 0.1

/* Textures differ so much in fineness without being out of focus. */
#define TOLERANCE 1.0

/* Where edges tell less than this, the picture is taken to be sharp. */
#define PRIOR 0.02

static gdouble
slope_of (const RetextureBlock *block, gint smoothing)
{
  return block->gradients[smoothing].xx + block->gradients[smoothing].yy;
}

static gdouble
variance_of (const RetextureBlock *block)
{
  const gdouble ratio = slope_of (block, 0) / MAX (slope_of (block, 1), 1e-12),
                square = ratio * ratio;

  return square <= 1.0 ? G_MAXDOUBLE
                       : MAX (0.0, (COARSE_VARIANCE - square * FINE_VARIANCE) / (square - 1.0));
}

/* Strong edges tell most, and of edges beside each other the sharper one. */
static gdouble
weight_of (const RetextureBlock *block, gdouble variance)
{
  const gdouble edge = slope_of (block, 1) / FAINT;

  if (block->opaque < 1.0f || variance > LARGEST_VARIANCE)
    return 0.0;
  return edge * edge / (1.0 + edge * edge) / (1.0 + variance);
}

RetextureFocus *
retexture_focus_new (const RetextureSurvey *survey)
{
  const gsize n = (gsize) survey->columns * survey->rows;
  g_autofree RetextureVector *vectors = g_new0 (RetextureVector, n);
  g_autofree gdouble *variances = g_new (gdouble, n);
  RetextureFocus *self = g_new (RetextureFocus, 1);
  guint known = 0;

  for (gsize i = 0; i < n; i++)
    {
      const gdouble variance = variance_of (survey->blocks + i);
      const gdouble weight = weight_of (survey->blocks + i, variance);

      if (weight > 0.0)
        vectors[i] = (RetextureVector){ weight * variance, weight };
      if (weight * (1.0 + variance) > 0.5)
        variances[known++] = variance;
    }
  self->sharpest = retexture_quantile (variances, known, SHARPEST);
  self->variances = retexture_block_field_new (survey, vectors);
  return self;
}

void
retexture_focus_free (RetextureFocus *self)
{
  retexture_block_field_free (self->variances);
  g_free (self);
}

gdouble
retexture_focus_blur_at (const RetextureFocus *self, gdouble x, gdouble y)
{
  const RetextureVector vector = retexture_block_field_at (self->variances, x, y);

  return sqrt (MAX (vector.x - (self->sharpest + TOLERANCE) * vector.y, 0.0) / (vector.y + PRIOR));
}
