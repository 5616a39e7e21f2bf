/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The structure tensor's direction, as a vector of twice the gradient's angle and of its
 * coherence's length: directions can be averaged so.
 */
#include "form-field.h"

#include <math.h>

/* Gradients of this square are noise and rounding, and say nothing of the form. */
#define NOISE 1e-5f

RetextureBlockField *
retexture_form_field_new (const RetextureSurvey *survey, gint finest)
{
  const gsize n = (gsize) survey->columns * survey->rows;
  g_autofree RetextureVector *vectors = g_new (RetextureVector, n);

  for (gsize i = 0; i < n; i++)
    {
      gfloat sum = NOISE;

      vectors[i] = (RetextureVector){ 0.0f, 0.0f };
      for (gint k = finest; k < RETEXTURE_SURVEY_GRADIENTS; k++)
        {
          const RetextureTensor *tensor = survey->blocks[i].gradients + k;

          vectors[i].x += tensor->xx - tensor->yy;
          vectors[i].y += 2.0f * tensor->xy;
          sum += tensor->xx + tensor->yy;
        }
      vectors[i].x /= sum;
      vectors[i].y /= sum;
    }
  return retexture_block_field_new (survey, vectors);
}

/* The form runs across the gradient. */
static gdouble
angle_of (RetextureVector vector)
{
  return 0.5 * atan2 (vector.y, vector.x) + 0.5 * G_PI;
}

gdouble
retexture_form_field_angle_at (const RetextureBlockField *form, gdouble x, gdouble y)
{
  return angle_of (retexture_block_field_at (form, x, y));
}

gdouble
retexture_form_field_angle_in (const RetextureBlockField *form, const GeglRectangle *area)
{
  return angle_of (retexture_block_field_sum (form, area));
}
