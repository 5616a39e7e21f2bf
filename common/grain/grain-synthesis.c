/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For each of three hashed white noises, each range of tone, and each channel made of it: rows
 * summed downwards and then along, once for each separable part of the filter. The same order of
 * sums for every pixel, whatever area it is in; where a range has no share, or nothing is wanted,
 * there is nothing to sum.
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
add_to_channel (const gfloat *row, const gfloat *shares, gint n, gfloat *rgb)
{
  for (gint i = 0; i < n; i++)
    rgb[3 * i] += shares[i] * row[i];
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

/* ---- tones ---- */

/* How much of a range there is at a tone: between two ranges some of both, beyond the last all of
 * it. */
static gfloat
share_of_range (RetextureGrain *self, gint range, gfloat tone)
{
  const RetextureGrainRange *here = self->ranges + range;
  const gint next = tone > here->tone ? range + 1 : range - 1;

  if (next < 0 || next >= self->n_ranges)
    return 1.0f;
  return CLAMP (1.0 - (tone - here->tone) / (here[next - range].tone - here->tone), 0.0, 1.0);
}

typedef struct
{
  gint n;         /* pixels of a range */
  gboolean *used; /* for each range */
  gfloat *shares; /* of each range, for each pixel */
} Shares;

static gboolean
is_wanted (const RetextureGrainWish *wish)
{
  return wish->deviation[0] > 0.0f || wish->deviation[1] > 0.0f || wish->deviation[2] > 0.0f;
}

/* FALSE where nothing is wanted. */
static gboolean
find_shares (RetextureGrain *self,
             const GeglRectangle *area,
             const RetextureGrainWish *wishes,
             gint stride,
             Shares *shares)
{
  gboolean any = FALSE;

  for (gint range = 0; range < self->n_ranges; range++)
    {
      gfloat *to = shares->shares + (gsize) range * shares->n;

      shares->used[range] = FALSE;
      for (gint y = 0; y < area->height; y++)
        for (gint x = 0; x < area->width; x++, to++)
          {
            const RetextureGrainWish *wish = wishes + (gsize) y * stride + x;

            *to = is_wanted (wish) ? share_of_range (self, range, wish->tone) : 0.0f;
            shares->used[range] |= *to > 0.0f;
          }
      any |= shares->used[range];
    }
  return any;
}

/* ---- noise ---- */

static gboolean
is_made_of (RetextureGrain *self, gint noise)
{
  for (gint range = 0; range < self->n_ranges; range++)
    for (gint c = 0; c < 3; c++)
      if (self->ranges[range].filters[c][noise].rank > 0)
        return TRUE;
  return FALSE;
}

static void
add_noise (RetextureGrain *self,
           gint noise,
           guint32 seed,
           const GeglRectangle *area,
           const Shares *shares,
           gfloat *rgb)
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
      for (gint range = 0; range < self->n_ranges; range++)
        for (gint c = 0; c < 3; c++)
          if (shares->used[range] && self->ranges[range].filters[c][noise].rank > 0)
            {
              filter_row (&self->ranges[range].filters[c][noise], rows, area->width, row);
              add_to_channel (row,
                              shares->shares + (gsize) range * shares->n + (gsize) y * area->width,
                              area->width, rgb + (gsize) 3 * y * area->width + c);
            }
    }
  gegl_scratch_free (row);
  gegl_scratch_free (white);
}

static void
synthesise_rows (RetextureGrain *self,
                 guint32 seed,
                 const GeglRectangle *rows,
                 const RetextureGrainWish *wishes,
                 gint stride,
                 gfloat *rgb)
{
  gboolean used[RETEXTURE_GRAIN_MOST_RANGES];
  Shares shares = { rows->width * rows->height, used, NULL };

  memset (rgb, 0, (gsize) 3 * shares.n * sizeof (gfloat));
  shares.shares = gegl_scratch_new (gfloat, (gsize) self->n_ranges * shares.n);
  if (find_shares (self, rows, wishes, stride, &shares))
    for (gint noise = 0; noise < 3; noise++)
      if (is_made_of (self, noise))
        add_noise (self, noise, seed, rows, &shares, rgb);
  gegl_scratch_free (shares.shares);
  for (gint i = 0; i < shares.n; i++)
    for (gint c = 0; c < 3; c++)
      rgb[3 * i + c] *= wishes[(gsize) (i / rows->width) * stride + i % rows->width].deviation[c];
}

void
retexture_grain_synthesise (RetextureGrain *self,
                            guint32 seed,
                            const GeglRectangle *area,
                            const RetextureGrainWish *wishes,
                            gint stride,
                            gfloat *rgb)
{
  for (gint y = 0; y < area->height; y += ROWS)
    {
      const GeglRectangle rows
          = { area->x, area->y + y, area->width, MIN (ROWS, area->height - y) };

      synthesise_rows (self, seed, &rows, wishes + (gsize) y * stride, stride,
                       rgb + (gsize) 3 * y * area->width);
    }
}
