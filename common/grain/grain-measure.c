/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The recipe: find tiles with grain alone; the level at each tone from their finest frequencies,
 * which no slow change of light touches; then the power of each channel and of each two together
 * at each frequency, and the filters that make such noise, these in up to three ranges of tone.
 */
#include "grain-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "grain-levels.h"
#include "grain-powers.h"
#include "luma.h"

#define TILE RETEXTURE_GRAIN_TILE
#define N RETEXTURE_GRAIN_TILE_PIXELS

/* A range of tones has at least so many tiles, and is so far from the next; as much as so many
 * tiles would, what the whole picture has counts in it, too. */
#define ENOUGH_TILES 150
#define APART 0.06
#define SHRINK_RANGE 15.0

/* ---- filters ---- */

/* Green, which is finest and has most of luma, by itself; red and blue by what they share with it.
 */
static const gint order[3] = { 1, 0, 2 };

/* Less than this share of a channel's power is left to itself: rounding and chance. */
#define LEAST_OWN 0.01

/* Cholesky's factor at one frequency: a lower triangle in the order above. */
static void
factorise (const RetextureGrainPowers powers, gint v, gint u, gdouble factor[3][3])
{
  memset (factor, 0, 9 * sizeof (gdouble));
  for (gint i = 0; i < 3; i++)
    {
      const gdouble power = powers[order[i]][order[i]][v][u];
      gdouble left = power, shared = 0.0;

      for (gint k = 0; k < i; k++)
        {
          gdouble sum = powers[order[i]][order[k]][v][u];

          for (gint l = 0; l < k; l++)
            sum -= factor[i][l] * factor[k][l];
          factor[i][k] = factor[k][k] > 0.0 ? sum / factor[k][k] : 0.0;
          shared += factor[i][k] * factor[i][k];
        }
      /* Chance may make channels share more than they have. */
      if (shared > (1.0 - LEAST_OWN) * power)
        for (gint k = 0; k < i; k++)
          factor[i][k] *= sqrt ((1.0 - LEAST_OWN) * power / shared);
      left -= MIN (shared, (1.0 - LEAST_OWN) * power);
      factor[i][i] = sqrt (MAX (left, 0.0));
    }
}

static void
make_filters (const RetextureGrainPowers powers, RetextureGrainFilter filters[3][3])
{
  g_autofree RetextureGrainSpectrum *responses = g_new (RetextureGrainSpectrum, 9);
  gdouble gains[9] = { 0.0 };

  for (gint v = 0; v < TILE; v++)
    for (gint u = 0; u < TILE; u++)
      {
        gdouble factor[3][3];

        factorise (powers, v, u, factor);
        for (gint i = 0; i < 9; i++)
          {
            responses[i][v][u] = factor[i / 3][i % 3];
            gains[i] += factor[i / 3][i % 3] * factor[i / 3][i % 3] / N;
          }
      }
  for (gint i = 0; i < 9; i++)
    if (i % 3 <= i / 3)
      retexture_grain_filter_init (&filters[order[i / 3]][i % 3], responses[i], gains[i]);
}

/* What the mask of retexture_grain_fine () does to the power of a frequency. */
static gdouble
mask_power (gint u, gint v)
{
  const gdouble gain
      = (2.0 - 2.0 * cos (2.0 * G_PI * u / TILE)) * (2.0 - 2.0 * cos (2.0 * G_PI * v / TILE));

  return gain * gain;
}

static void
describe (RetextureGrain *grain, const RetextureGrainPowers powers)
{
  static const gdouble luma[3] = { 0.30, 0.59, 0.11 };
  gdouble whole = 0.0;

  for (gint v = 0; v < TILE; v++)
    for (gint u = 0; u < TILE; u++)
      for (gint a = 0; a < 3; a++)
        {
          for (gint b = 0; b < 3; b++)
            grain->luma[v][u] += luma[a] * luma[b] * powers[a][b][v][u];
          grain->fine_gain[a] += powers[a][a][v][u] * mask_power (u, v) / N;
        }
  for (gint k = 0; k < N; k++)
    whole += grain->luma[k / TILE][k % TILE] / N;
  for (gint k = 0; k < N; k++)
    grain->luma[k / TILE][k % TILE] /= MAX (whole, 1e-12);
}

/* ---- ranges of tone ---- */

static gdouble
tone_of (const RetextureGrainTile *tile)
{
  const gfloat colour[3] = { tile->tone[0], tile->tone[1], tile->tone[2] };

  return retexture_luma (colour);
}

static gint
compare_tones (gconstpointer one, gconstpointer other)
{
  const gdouble difference = tone_of (one) - tone_of (other);

  return difference < 0.0 ? -1 : difference > 0.0;
}

/* The tiles of one of so many equal parts. */
typedef struct
{
  guint from, to;
} Part;

static Part
take_part (const GArray *sorted, gint part, gint parts)
{
  return (Part){ sorted->len * part / parts, sorted->len * (part + 1) / parts };
}

static gdouble
mean_tone (const GArray *tiles, Part part)
{
  gdouble sum = 0.0;

  for (guint i = part.from; i < part.to; i++)
    sum += tone_of (&g_array_index (tiles, RetextureGrainTile, i));
  return sum / (part.to - part.from);
}

/* As many as there is evidence for, and tones for. */
static gint
count_ranges (const GArray *sorted)
{
  for (gint n = MIN (RETEXTURE_GRAIN_MOST_RANGES, (gint) sorted->len / ENOUGH_TILES); n > 1; n--)
    {
      gboolean apart = TRUE;
      gdouble last = -1.0;

      for (gint i = 0; i < n; i++)
        {
          const gdouble tone = mean_tone (sorted, take_part (sorted, i, n));

          apart &= tone - last > APART;
          last = tone;
        }
      if (apart)
        return n;
    }
  return 1;
}

/* `powers` becomes what a range has, as far as that is known. */
static void
lean_on_whole (RetextureGrainPowers powers, const RetextureGrainPowers whole, guint n)
{
  const gdouble known = n / (n + SHRINK_RANGE);
  gdouble *of = &powers[0][0][0][0];
  const gdouble *of_whole = &whole[0][0][0][0];

  for (gint i = 0; i < 9 * N; i++)
    of[i] = of_whole[i] + known * (of[i] - of_whole[i]);
}

static RetextureGrainPowers *
powers_new (void)
{
  return (RetextureGrainPowers *) g_new (RetextureGrainSpectrum, 9);
}

static void
measure_ranges (RetextureGrain *grain,
                const GArray *sorted,
                const RetextureTilePowers *tiles,
                const RetextureGrainPowers whole)
{
  g_autofree RetextureGrainPowers *powers = powers_new ();

  grain->n_ranges = count_ranges (sorted);
  for (gint i = 0; i < grain->n_ranges; i++)
    {
      const Part part = take_part (sorted, i, grain->n_ranges);
      RetextureGrainRange *range = grain->ranges + i;
      gdouble correlation[3][3];

      range->tone = mean_tone (sorted, part);
      retexture_tile_powers_average (tiles, part.from, part.to, correlation, *powers);
      lean_on_whole (*powers, whole, part.to - part.from);
      make_filters (*powers, range->filters);
    }
}

RetextureGrain *
retexture_grain_measure (GeglBuffer *picture,
                         GeglBuffer *weight,
                         gboolean untouched,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GArray) tiles
      = retexture_grain_tiles_find (picture, weight, untouched, cancellable, error);
  g_autoptr (RetextureGrain) grain = NULL;
  g_autoptr (RetextureTilePowers) tile_powers = NULL;
  g_autofree RetextureGrainPowers *powers = powers_new ();

  if (!tiles)
    return NULL;
  grain = g_object_new (RETEXTURE_TYPE_GRAIN, NULL);
  if (retexture_grain_measure_levels (grain, tiles, retexture_grain_rounding_variance (picture))
      < RETEXTURE_GRAIN_LEAST_LEVEL)
    {
      g_set_error_literal (error, RETEXTURE_GRAIN_ERROR, RETEXTURE_GRAIN_ERROR_NO_GRAIN,
                           _ ("There is no grain to measure: what is flat here is smooth. Take the "
                              "grain from another layer."));
      return NULL;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  g_array_set_size (tiles, MIN (tiles->len, RETEXTURE_GRAIN_MOST_TILES));
  g_array_sort (tiles, compare_tones);
  tile_powers = retexture_tile_powers_new (grain, picture, tiles);
  retexture_tile_powers_average (tile_powers, 0, tiles->len, grain->correlation, *powers);
  describe (grain, *powers);
  measure_ranges (grain, tiles, tile_powers, *powers);
  return g_steal_pointer (&grain);
}
