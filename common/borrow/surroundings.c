/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "surroundings.h"

#include <math.h>

/* The surroundings' energy for the donor's, outside which they are plastic or something else. Where
 * it is known what they have lost, less is all there is, down to what is nothing beside the
 * donor's. */
#define LEAST_RATIO 0.2
#define NOTHING_RATIO 0.01
#define LARGEST_RATIO 5.0
#define FEWEST_BLOCKS 6

/* Has a logarithm, and is no texture. */
#define LEAST_TEXTURE 1e-9

/* The energy of the donor's own blocks, which is what its deviation stands for: the mean of its
 * logarithms, as it is taken around the target. */
static gdouble
texture_of (const RetextureSurvey *survey, const GeglRectangle *area)
{
  const gint n = survey->columns * survey->rows;
  gdouble sum = 0.0;
  gint inside = 0;

  for (gint i = 0; i < n; i++)
    {
      const GeglRectangle block = retexture_survey_block_area (survey, i);

      if (gegl_rectangle_intersect (NULL, area, &block))
        {
          sum += log (retexture_block_texture (survey->blocks + i) + LEAST_TEXTURE);
          inside++;
        }
    }
  return inside ? exp (sum / inside) : 0.0;
}

RetextureBlockField *
retexture_surroundings_find (const RetextureSurroundings *self, const RetextureExemplar *exemplar)
{
  const RetextureSurvey *survey = self->edit;
  const gint n = survey->columns * survey->rows;
  const gdouble own = texture_of (self->donor, &exemplar->recipe.area);
  g_autofree RetextureVector *vectors = g_new0 (RetextureVector, n);
  gint healthy = 0;

  for (gint i = 0; i < n && self->target.known && own > 0.0; i++)
    if (self->ring[i]
        && retexture_material_is_alike (survey->blocks[i].colour, self->target.colour))
      {
        const gdouble relative
            = retexture_exemplar_strength_at (exemplar, retexture_block_tone (survey->blocks + i))
              / exemplar->deviation;
        const gdouble ratio
            = retexture_block_texture (survey->blocks + i) / (own * relative * relative);

        if ((self->knows_lost || ratio > LEAST_RATIO) && ratio < LARGEST_RATIO)
          {
            vectors[i] = (RetextureVector){ 0.5 * log (MAX (ratio, NOTHING_RATIO)), 1.0f };
            healthy++;
          }
      }
  return healthy < FEWEST_BLOCKS ? NULL : retexture_block_field_new (survey, vectors);
}
