/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "missing-bands.h"

#include <math.h>
#include <string.h>

#include "vector.h"

/* ---- gains ---- */

RetextureLatticePlace
retexture_missing_frame_place (const RetextureMissingFrame *self,
                               gint k,
                               gdouble cell,
                               gdouble first)
{
  const GeglRectangle whole = retexture_missing_get_overlap (self->missing);

  return retexture_picture_pair_place (self->x, self->y, self->pixel_size, &whole, k, cell, first);
}

static void
read_band (const RetextureMissingFrame *frame,
           const RetextureLattice *(*get) (RetextureMissing *self, gint band),
           gint k,
           gint band,
           const GeglRectangle *area,
           gfloat *values)
{
  RetextureMissing *missing = frame->missing;
  const gint known = MIN (band, retexture_missing_get_n_bands (missing) - 1);
  const RetextureLatticePlace place = retexture_missing_frame_place (
      frame, k, ldexp (RETEXTURE_BAND_CELL, known), RETEXTURE_BAND_FIRST);

  retexture_lattice_read (get (missing, known), &place, area, values);
}

/* The gains of level `k` are those of the finished picture's bands that have its size; between two
 * of them in a reduced picture. */
static gfloat *
find_gains (const RetextureMissingFrame *frame,
            const RetextureLattice *(*get) (RetextureMissing *self, gint band),
            gint k,
            const GeglRectangle *area)
{
  const gdouble band = k + log2 (frame->pixel_size);
  const gint finer = (gint) floor (band);
  const gfloat rest = band - finer;
  const gsize n = (gsize) area->width * area->height;
  gfloat *gains = gegl_scratch_new (gfloat, n);

  read_band (frame, get, k, finer, area, gains);
  if (rest > 0.0f)
    {
      gfloat *others = gegl_scratch_new (gfloat, n);

      read_band (frame, get, k, finer + 1, area, others);
      for (gsize i = 0; i < n; i++)
        gains[i] += rest * (others[i] - gains[i]);
      gegl_scratch_free (others);
    }
  return gains;
}

/* ---- levels ---- */

void
retexture_missing_bands_set_up (RetextureMissingBands *self,
                                const RetextureMissingFrame *frame,
                                gint first,
                                gint last,
                                const GeglRectangle *own)
{
  RetextureMissingBand *levels = self->levels;

  self->first = first;
  self->last = last;
  levels[first].own = *own;
  for (gint k = first; k < last; k++)
    levels[k + 1].own = retexture_pyramid_coarser (&levels[k].own);
  for (gint k = last; k >= first; k--)
    {
      GeglRectangle needed = levels[k].own;

      levels[k].returned = levels[k].removed = NULL;
      if (k < last)
        {
          const GeglRectangle finer = retexture_pyramid_finer (&levels[k + 1].original.area);

          gegl_rectangle_bounding_box (&needed, &needed, &finer);
          levels[k].returned
              = find_gains (frame, retexture_missing_get_returned, k, &levels[k].own);
          levels[k].removed = find_gains (frame, retexture_missing_get_removed, k, &levels[k].own);
        }
      levels[k].original = retexture_pyramid_level_new (&needed);
      levels[k].edit = retexture_pyramid_level_new (&needed);
    }
}

void
retexture_missing_bands_clear (RetextureMissingBands *self)
{
  for (gint k = self->first; k <= self->last; k++)
    {
      RetextureMissingBand *level = self->levels + k;

      gegl_scratch_free (level->original.values);
      gegl_scratch_free (level->edit.values);
      if (level->returned)
        gegl_scratch_free (level->returned);
      if (level->removed)
        gegl_scratch_free (level->removed);
    }
}

/* ---- bands ---- */

RETEXTURE_VECTOR static void
weigh (gfloat *restrict original,
       const gfloat *restrict edit,
       const gfloat *restrict returned,
       const gfloat *restrict removed,
       gfloat share,
       gsize n)
{
  for (gsize i = 0; i < n; i++)
    original[i] = share * (returned[i] * original[i] - removed[i] * edit[i]);
}

/* What is missing of a band, in its own samples. */
static RetextureLevel
weigh_band (const RetextureMissingFrame *frame, gint k, const RetextureMissingBand *levels)
{
  const GeglRectangle *own = &levels[k].own;
  const RetextureLevel missing = retexture_pyramid_level_new (own),
                       edit = retexture_pyramid_level_new (own);

  retexture_pyramid_take_band (&levels[k].original, &levels[k + 1].original, &missing);
  retexture_pyramid_take_band (&levels[k].edit, &levels[k + 1].edit, &edit);
  weigh (missing.values, edit.values, levels[k].returned, levels[k].removed, frame->shares[k],
         (gsize) own->width * own->height);
  gegl_scratch_free (edit.values);
  return missing;
}

RetextureLevel
retexture_missing_bands_put_together (const RetextureMissingBands *self,
                                      const RetextureMissingFrame *frame,
                                      const RetextureLevel *coarse)
{
  const RetextureMissingBand *levels = self->levels;
  RetextureLevel sum = { .values = NULL };

  if (self->first == self->last)
    {
      sum = retexture_pyramid_level_new (&levels[self->first].own);
      memset (sum.values, 0, (gsize) sum.area.width * sum.area.height * sizeof (gfloat));
      return sum;
    }

  for (gint k = self->first; k < self->last; k++)
    {
      retexture_pyramid_reduce (&levels[k].original, &levels[k + 1].original);
      retexture_pyramid_reduce (&levels[k].edit, &levels[k + 1].edit);
    }
  for (gint k = self->last - 1; k >= self->first; k--)
    {
      const RetextureLevel band = weigh_band (frame, k, levels);

      if (sum.values)
        {
          retexture_pyramid_add_expanded (&band, &sum);
          gegl_scratch_free (sum.values);
        }
      else if (coarse)
        retexture_pyramid_add_expanded (&band, coarse);
      sum = band;
    }
  return sum;
}
