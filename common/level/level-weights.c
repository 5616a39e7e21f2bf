/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "level-weights.h"

#include <math.h>

#include "level-table.h"

void
retexture_level_gains_find (gdouble level,
                            gdouble size_px,
                            gdouble pixel_size,
                            RetextureLevelGains *colour,
                            RetextureLevelGains *lightness)
{
  for (gint k = 0; k < RETEXTURE_BAND_MOST; k++)
    {
      const gdouble size = retexture_level_octave_size (k) * pixel_size / size_px;
      const gdouble share = retexture_level_share (size, TRUE);
      const gdouble texture = retexture_level_texture (level, size);

      /* As far as colour goes, an original's form takes the place of the edit's, too: it may have
       * lost some of it. */
      colour->share[k] = share;
      colour->change[k] = share * (texture - 1.0);
      lightness->share[k] = 0.0f;
      lightness->change[k] = share * (retexture_level_gain (level, size, FALSE) - texture);
    }
}

static gfloat *
read_weights (const RetextureLattice *lattice,
              const RetextureLatticePlace *place,
              const GeglRectangle *area)
{
  gfloat *weights = gegl_scratch_new (gfloat, (gsize) area->width * area->height);

  retexture_lattice_read (lattice, place, area, weights);
  return weights;
}

/* Features have lost fine detail, too, but what they show of coarse detail is what they are. */
void
retexture_level_weights_read (const RetextureLevelMask *mask,
                              const RetextureLevelAreas *areas,
                              gint x,
                              gint y,
                              gdouble pixel_size,
                              RetextureLevelWeights *weights)
{
  const RetextureLatticePlace first = retexture_level_mask_place (mask, x, y, pixel_size);
  const gint finer = (gint) lround (log2 (pixel_size));

  for (gint k = areas->first; k < areas->last; k++)
    {
      /* Sample i of a level lies at 2^k i of level 0. */
      const RetextureLatticePlace place = { ldexp (first.step, k), first.x0, first.y0 };
      const gboolean fine
          = retexture_level_octave_size (k) * pixel_size < RETEXTURE_LEVEL_CHANGE * mask->size;

      weights->applies[k]
          = read_weights (retexture_level_mask_get_inner (mask, k + finer), &place, &areas->own[k]);
      weights->returns[k] = mask->whole && fine ? read_weights (mask->whole, &place, &areas->own[k])
                                                : weights->applies[k];
    }
}

void
retexture_level_weights_clear (const RetextureLevelAreas *areas, RetextureLevelWeights *weights)
{
  for (gint k = areas->first; k < areas->last; k++)
    {
      if (weights->returns[k] != weights->applies[k])
        gegl_scratch_free (weights->returns[k]);
      gegl_scratch_free (weights->applies[k]);
    }
}
