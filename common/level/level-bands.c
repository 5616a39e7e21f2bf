/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "level-bands.h"

#include <math.h>
#include <string.h>

#include "vector.h"

gdouble
retexture_level_octave_size (gint k)
{
  /* The finest octave has detail of half a pixel. */
  return k == 0 ? 0.5 : sqrt (retexture_pyramid_radius (k) * retexture_pyramid_radius (k + 1));
}

void
retexture_level_areas_init (RetextureLevelAreas *self,
                            gint first,
                            gint last,
                            const GeglRectangle *own)
{
  self->first = first;
  self->last = last;
  self->own[first] = *own;
  for (gint k = first; k < last; k++)
    self->own[k + 1] = retexture_pyramid_coarser (&self->own[k]);
  self->needed[last] = self->own[last];
  for (gint k = last - 1; k >= first; k--)
    {
      const GeglRectangle finer = retexture_pyramid_finer (&self->needed[k + 1]);

      gegl_rectangle_bounding_box (&self->needed[k], &self->own[k], &finer);
    }
}

RETEXTURE_VECTOR static void
weigh (const gfloat *restrict band,
       gfloat gain,
       const gfloat *restrict weights,
       gfloat *restrict sum,
       gsize n)
{
  for (gsize i = 0; i < n; i++)
    sum[i] = weights[i] * (gain * band[i]);
}

/* The levels of a picture, of which the first is given. */
static void
reduce (const RetextureLevelAreas *areas, const RetextureLevel *picture, RetextureLevel *levels)
{
  levels[areas->first] = *picture;
  for (gint k = areas->first; k < areas->last; k++)
    {
      levels[k + 1] = retexture_pyramid_level_new (&areas->needed[k + 1]);
      retexture_pyramid_reduce (levels + k, levels + k + 1);
    }
}

static void
clear (const RetextureLevelAreas *areas, RetextureLevel *levels)
{
  for (gint k = areas->first + 1; k <= areas->last; k++)
    gegl_scratch_free (levels[k].values);
}

/* Puts a coarser level's sum, which is used up, under the band's. */
static void
lay_on (RetextureLevel *sum,
        const RetextureLevel *band,
        gfloat gain,
        const gfloat *weights,
        gboolean owned)
{
  RetextureLevel next = retexture_pyramid_level_new (&band->area);

  weigh (band->values, gain, weights, next.values, (gsize) band->area.width * band->area.height);
  if (sum->values)
    retexture_pyramid_add_expanded (&next, sum);
  if (owned && sum->values)
    gegl_scratch_free (sum->values);
  *sum = next;
}

void
retexture_level_bands_put_together (const RetextureLevelAreas *areas,
                                    const RetextureLevelGains *gains,
                                    const RetextureLevelWeights *weights,
                                    const RetextureLevel *reference,
                                    const RetextureLevel *edit,
                                    const RetextureLevel *coarse,
                                    RetextureLevel *sums)
{
  const gint n_sums = edit ? RETEXTURE_LEVEL_SUMS : RETEXTURE_LEVEL_CHANGED + 1;
  RetextureLevel references[RETEXTURE_BAND_MOST + 1], edits[RETEXTURE_BAND_MOST + 1];

  for (gint i = 0; i < RETEXTURE_LEVEL_SUMS; i++)
    sums[i] = coarse ? coarse[i] : (RetextureLevel){ .values = NULL };
  if (areas->first == areas->last)
    {
      for (gint i = 0; i < n_sums; i++)
        {
          const GeglRectangle *own = &areas->own[areas->first];

          sums[i] = retexture_pyramid_level_new (own);
          memset (sums[i].values, 0, (gsize) own->width * own->height * sizeof (gfloat));
        }
      return;
    }
  reduce (areas, reference, references);
  if (edit)
    reduce (areas, edit, edits);
  for (gint k = areas->last - 1; k >= areas->first; k--)
    {
      const gboolean owned = !coarse || k < areas->last - 1;
      const RetextureLevel of_reference = retexture_pyramid_level_new (&areas->own[k]);

      retexture_pyramid_take_band (references + k, references + k + 1, &of_reference);
      lay_on (sums + RETEXTURE_LEVEL_CHANGED, &of_reference, gains->change[k], weights->applies[k],
              owned);
      if (edit)
        {
          const RetextureLevel of_edit = retexture_pyramid_level_new (&areas->own[k]);

          retexture_pyramid_take_band (edits + k, edits + k + 1, &of_edit);
          lay_on (sums + RETEXTURE_LEVEL_ALL, &of_reference, gains->share[k], weights->returns[k],
                  owned);
          lay_on (sums + RETEXTURE_LEVEL_OWN, &of_edit, gains->share[k], weights->returns[k],
                  owned);
          gegl_scratch_free (of_edit.values);
        }
      gegl_scratch_free (of_reference.values);
    }
  clear (areas, references);
  if (edit)
    clear (areas, edits);
}
