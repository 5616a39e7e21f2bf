/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For each of three hashed white noises, and each channel made of it: rows summed downwards and
 * then along, once for each separable part of the filter. The same order of sums for every pixel,
 * whatever area it is in.
 */
#include "grain-private.h"

#include "gaussian-rows.h"
#include "hash-noise.h"
#include "vector.h"

#include <string.h>

#define REACH RETEXTURE_GRAIN_REACH
#define TAPS RETEXTURE_GRAIN_TAPS

/* Rows made at a time: their noise, and what surrounds them, stays in a cache. */
#define ROWS 32

RETEXTURE_VECTOR static void
add_to_channel (const gfloat *row, gint n, gfloat *rgb)
{
  for (gint i = 0; i < n; i++)
    rgb[3 * i] += row[i];
}

/* One row of what a filter makes of TAPS rows of white noise, each REACH wider on either side. */
static void
filter_row (const RetextureGrainFilter *filter, const gfloat *const *white, gint n, gfloat *row)
{
  gfloat *summed = gegl_scratch_new (gfloat, n + 2 * REACH);
  const gfloat *shifted[TAPS];

  for (gint k = 0; k < TAPS; k++)
    shifted[k] = summed + k;
  for (gint r = 0; r < filter->rank; r++)
    {
      retexture_rows_sum (summed, FALSE, white, filter->down[r], TAPS, n + 2 * REACH);
      retexture_rows_sum (row, r > 0, shifted, filter->along[r], TAPS, n);
    }
  gegl_scratch_free (summed);
}

static gboolean
is_used (RetextureGrain *self, gint noise)
{
  for (gint c = 0; c < 3; c++)
    if (self->filters[c][noise].rank > 0)
      return TRUE;
  return FALSE;
}

static void
add_noise (RetextureGrain *self, gint noise, guint32 seed, const GeglRectangle *area, gfloat *rgb)
{
  const gint width = area->width + 2 * REACH;
  gfloat *white = gegl_scratch_new (gfloat, (gsize) width * (area->height + 2 * REACH));
  gfloat *row = gegl_scratch_new (gfloat, area->width);

  for (gint y = 0; y < area->height + 2 * REACH; y++)
    retexture_hash_noise_row (RETEXTURE_NOISE_GAUSSIAN, seed, noise, area->x - REACH,
                              area->y - REACH + y, width, white + (gsize) y * width);
  for (gint y = 0; y < area->height; y++)
    {
      const gfloat *rows[TAPS];

      for (gint k = 0; k < TAPS; k++)
        rows[k] = white + (gsize) (y + k) * width;
      for (gint c = 0; c < 3; c++)
        if (self->filters[c][noise].rank > 0)
          {
            filter_row (&self->filters[c][noise], rows, area->width, row);
            add_to_channel (row, area->width, rgb + (gsize) 3 * y * area->width + c);
          }
    }
  gegl_scratch_free (row);
  gegl_scratch_free (white);
}

void
retexture_grain_synthesise (RetextureGrain *self,
                            guint32 seed,
                            const GeglRectangle *area,
                            gfloat *rgb)
{
  memset (rgb, 0, (gsize) area->width * area->height * 3 * sizeof (gfloat));
  for (gint y = 0; y < area->height; y += ROWS)
    {
      const GeglRectangle rows
          = { area->x, area->y + y, area->width, MIN (ROWS, area->height - y) };

      for (gint noise = 0; noise < 3; noise++)
        if (is_used (self, noise))
          add_noise (self, noise, seed, &rows, rgb + (gsize) 3 * y * area->width);
    }
}
