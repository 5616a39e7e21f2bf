/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For each component: hashed white noise, rows summed downwards and then along, once for each
 * separable part of the filter; then the components are mixed into channels. The same order of
 * sums for every pixel, whatever area it is in.
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
add_component (const gfloat *component, const gdouble gains[3], gint n, gfloat *rgb)
{
  const gfloat red = gains[0], green = gains[1], blue = gains[2];

  for (gint i = 0; i < n; i++)
    {
      rgb[3 * i] += red * component[i];
      rgb[3 * i + 1] += green * component[i];
      rgb[3 * i + 2] += blue * component[i];
    }
}

/* One row of a component from TAPS rows of white noise, each REACH wider on either side. */
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

static void
add_component_rows (
    RetextureGrain *self, gint component, guint32 seed, const GeglRectangle *area, gfloat *rgb)
{
  const gint width = area->width + 2 * REACH;
  gdouble gains[3];
  gfloat *white = gegl_scratch_new (gfloat, (gsize) width * (area->height + 2 * REACH));
  gfloat *row = gegl_scratch_new (gfloat, area->width);

  for (gint c = 0; c < 3; c++)
    gains[c] = self->mix[c][component];
  for (gint y = 0; y < area->height + 2 * REACH; y++)
    retexture_hash_noise_row (RETEXTURE_NOISE_GAUSSIAN, seed, component, area->x - REACH,
                              area->y - REACH + y, width, white + (gsize) y * width);
  for (gint y = 0; y < area->height; y++)
    {
      const gfloat *rows[TAPS];

      for (gint k = 0; k < TAPS; k++)
        rows[k] = white + (gsize) (y + k) * width;
      filter_row (&self->filters[component], rows, area->width, row);
      add_component (row, gains, area->width, rgb + (gsize) 3 * y * area->width);
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

      for (gint component = 0; component < 3; component++)
        if (self->filters[component].rank > 0)
          add_component_rows (self, component, seed, &rows, rgb + (gsize) 3 * y * area->width);
    }
}
