/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "grain-levels.h"

#include <math.h>

#include "grain-private.h"
#include "grain-tiles.h"
#include "quantile.h"

#define TONES RETEXTURE_GRAIN_TONES

/* Tiles' worth of evidence a tone needs for a level of its own. */
#define ENOUGH 2.0

typedef struct
{
  GArray *tiles; /* of RetextureGrainTile */
  gdouble rounding;
} Evidence;

static const RetextureGrainTile *
tile_at (const Evidence *e, guint i)
{
  return &g_array_index (e->tiles, RetextureGrainTile, i);
}

static gdouble
fine_of (const Evidence *e, const RetextureGrainTile *tile, gint channel)
{
  /* The mask multiplies the variance of white noise, such as rounding, by 36. */
  return MAX (tile->fine[channel] - 36.0 * e->rounding, 0.0);
}

/* How much variance there is for each unit of fine variance: the median, since structure only ever
 * adds to it. */
static gdouble
variance_per_fine (const Evidence *e, gint channel)
{
  const guint n = e->tiles->len;
  g_autofree gdouble *ratios = g_new (gdouble, n);

  for (guint i = 0; i < n; i++)
    ratios[i] = MAX (tile_at (e, i)->variance[channel] - e->rounding, 0.0)
                / MAX (fine_of (e, tile_at (e, i), channel), 1e-12);
  return retexture_quantile (ratios, n, 0.5);
}

/* Each tile counts for the two tones it lies between. */
static void
gather_levels (const Evidence *e, gint channel, gdouble sums[TONES], gdouble weights[TONES])
{
  for (guint i = 0; i < e->tiles->len; i++)
    {
      const RetextureGrainTile *tile = tile_at (e, i);
      const gdouble place = CLAMP (tile->tone[channel], 0.0, 1.0) * (TONES - 1);
      const gint below = MIN ((gint) place, TONES - 2);

      for (gint k = 0; k < 2; k++)
        {
          const gdouble weight = k == 0 ? 1.0 - (place - below) : place - below;

          sums[below + k] += weight * fine_of (e, tile, channel);
          weights[below + k] += weight;
        }
    }
}

/* Averages neighbours by their evidence; tones without any get what lies between their
 * neighbours; beyond the ends what the ends have, but from half the way to black or white on ever
 * less: to add nothing is the smaller mistake. */
static void
fill_levels (const gdouble sums[TONES],
             const gdouble weights[TONES],
             gdouble per_fine,
             gdouble level[TONES])
{
  gint last = -1;

  for (gint t = 0; t < TONES; t++)
    {
      const gint from = MAX (t - 1, 0), to = MIN (t + 1, TONES - 1);
      gdouble sum = 2.0 * sums[t], weight = 2.0 * weights[t];

      if (weights[t] < ENOUGH)
        continue;
      if (weights[from] >= ENOUGH && weights[to] >= ENOUGH)
        {
          const gdouble side = MIN (weights[from], weights[to]);

          sum += side * (sums[from] / weights[from] + sums[to] / weights[to]);
          weight += 2.0 * side;
        }
      level[t] = sqrt (per_fine * sum / weight);
      for (gint u = last + 1; u < t; u++)
        level[u] = last < 0 ? level[t] * MIN (1.0, 2.0 * u / t)
                            : level[last] + (level[t] - level[last]) * (u - last) / (t - last);
      last = t;
    }
  for (gint u = last + 1; last >= 0 && u < TONES; u++)
    level[u] = level[last] * MIN (1.0, 2.0 * (TONES - 1 - u) / (TONES - 1 - last));
}

gdouble
retexture_grain_measure_levels (RetextureGrain *grain, GArray *tiles, gdouble rounding)
{
  const Evidence evidence = { tiles, rounding };
  gdouble strongest = 0.0;

  grain->darkest = 1.0;
  grain->lightest = 0.0;
  for (gint c = 0; c < 3; c++)
    {
      gdouble sums[TONES] = { 0.0 }, weights[TONES] = { 0.0 };
      gdouble most = 0.0;

      gather_levels (&evidence, c, sums, weights);
      for (gint t = 0; t < TONES; t++)
        most = MAX (most, weights[t]);
      /* A few tiles, spread over the tones, are evidence too when there are no more. */
      for (gint t = 0; most < ENOUGH && t < TONES; t++)
        {
          sums[t] *= ENOUGH / most;
          weights[t] *= ENOUGH / most;
        }
      fill_levels (sums, weights, variance_per_fine (&evidence, c), grain->level[c]);
      for (gint t = 0; t < TONES; t++)
        if (weights[t] >= ENOUGH)
          {
            grain->darkest = MIN (grain->darkest, (gdouble) t / (TONES - 1));
            grain->lightest = MAX (grain->lightest, (gdouble) t / (TONES - 1));
            strongest = MAX (strongest, grain->level[c][t]);
          }
    }
  return strongest;
}
