/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The recipe: find tiles with grain alone; the level at each tone from their finest frequencies,
 * which no slow change of light touches; then, scaled to the same level, the channels' covariance,
 * its principal components, and the power spectrum of each.
 */
#include "grain-private.h"

#include <fftw3.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "grain-tiles.h"

#define TILE RETEXTURE_GRAIN_TILE
#define N RETEXTURE_GRAIN_TILE_PIXELS
#define TONES RETEXTURE_GRAIN_TONES

/* What a Fourier transform of real numbers has. */
#define HALF (TILE * (TILE / 2 + 1))

/* Tiles whose spectra are averaged: at 1000 each frequency is known to 3 %. */
#define MAX_SPECTRA 1000

/* Tiles' worth of evidence a tone needs for a level of its own. */
#define ENOUGH 2.0

/* Below a tenth of an 8-bit level nothing is grain. */
#define LEAST_LEVEL (0.1 / 255.0)

/* A surface takes the lowest frequencies with it: they are given what their neighbours have. */
#define LOST_FREQUENCY 2.0

typedef struct
{
  GeglBuffer *picture;
  GArray *tiles; /* of RetextureGrainTile */
  gdouble rounding;
  RetextureGrain *grain;
} Measurement;

static const RetextureGrainTile *
tile_at (const Measurement *m, guint i)
{
  return &g_array_index (m->tiles, RetextureGrainTile, i);
}

/* ---- levels ---- */

static gdouble
fine_of (const Measurement *m, const RetextureGrainTile *tile, gint channel)
{
  /* The mask multiplies the variance of white noise, such as rounding, by 36. */
  return MAX (tile->fine[channel] - 36.0 * m->rounding, 0.0);
}

static gint
compare_numbers (gconstpointer a, gconstpointer b)
{
  const gdouble one = *(const gdouble *) a, other = *(const gdouble *) b;

  return one < other ? -1 : one > other;
}

/* How much variance there is for each unit of fine variance: the median, since structure only ever
 * adds to it. */
static gdouble
variance_per_fine (const Measurement *m, gint channel)
{
  const guint n = m->tiles->len;
  g_autofree gdouble *ratios = g_new (gdouble, n);

  for (guint i = 0; i < n; i++)
    ratios[i] = MAX (tile_at (m, i)->variance[channel] - m->rounding, 0.0)
                / MAX (fine_of (m, tile_at (m, i), channel), 1e-12);
  qsort (ratios, n, sizeof (gdouble), compare_numbers);
  return ratios[n / 2];
}

/* Each tile counts for the two tones it lies between. */
static void
gather_levels (const Measurement *m, gint channel, gdouble sums[TONES], gdouble weights[TONES])
{
  for (guint i = 0; i < m->tiles->len; i++)
    {
      const RetextureGrainTile *tile = tile_at (m, i);
      const gdouble place = CLAMP (tile->tone[channel], 0.0, 1.0) * (TONES - 1);
      const gint below = MIN ((gint) place, TONES - 2);

      for (gint k = 0; k < 2; k++)
        {
          const gdouble weight = k == 0 ? 1.0 - (place - below) : place - below;

          sums[below + k] += weight * fine_of (m, tile, channel);
          weights[below + k] += weight;
        }
    }
}

/* Averages neighbours by their evidence; tones without any get what lies between their
 * neighbours, beyond the ends what the ends have. */
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
        level[u] = last < 0 ? level[t]
                            : level[last] + (level[t] - level[last]) * (u - last) / (t - last);
      last = t;
    }
  for (gint u = last + 1; last >= 0 && u < TONES; u++)
    level[u] = level[last];
}

static gboolean
measure_levels (Measurement *m, GError **error)
{
  RetextureGrain *grain = m->grain;
  gdouble strongest = 0.0;

  grain->darkest = 1.0;
  grain->lightest = 0.0;
  for (gint c = 0; c < 3; c++)
    {
      gdouble sums[TONES] = { 0.0 }, weights[TONES] = { 0.0 };
      gdouble most = 0.0;

      gather_levels (m, c, sums, weights);
      for (gint t = 0; t < TONES; t++)
        most = MAX (most, weights[t]);
      /* A few tiles, spread over the tones, are evidence too when there are no more. */
      for (gint t = 0; most < ENOUGH && t < TONES; t++)
        {
          sums[t] *= ENOUGH / most;
          weights[t] *= ENOUGH / most;
        }
      fill_levels (sums, weights, variance_per_fine (m, c), grain->level[c]);
      for (gint t = 0; t < TONES; t++)
        if (weights[t] >= ENOUGH)
          {
            grain->darkest = MIN (grain->darkest, (gdouble) t / (TONES - 1));
            grain->lightest = MAX (grain->lightest, (gdouble) t / (TONES - 1));
            strongest = MAX (strongest, grain->level[c][t]);
          }
    }
  if (strongest >= LEAST_LEVEL)
    return TRUE;
  g_set_error_literal (error, RETEXTURE_GRAIN_ERROR, RETEXTURE_GRAIN_ERROR_NO_GRAIN,
                       _ ("There is no grain to measure: what is flat here is smooth. Take the "
                          "grain from another layer."));
  return FALSE;
}

/* ---- covariance and components ---- */

/* Residuals of a tile at unit level. */
static void
read_unit (const Measurement *m, guint i, gfloat residual[3][N])
{
  gdouble tone[3];

  retexture_grain_tile_read (m->picture, tile_at (m, i)->x, tile_at (m, i)->y, residual, tone);
  for (gint c = 0; c < 3; c++)
    {
      const gfloat scale
          = 1.0 / MAX (retexture_grain_get_level (m->grain, c, tone[c]), 0.1 * LEAST_LEVEL);

      for (gint k = 0; k < N; k++)
        residual[c][k] *= scale;
    }
}

static guint
n_spectra (const Measurement *m)
{
  return MIN (m->tiles->len, MAX_SPECTRA);
}

static void
measure_covariance (const Measurement *m, gdouble covariance[3][3])
{
  memset (covariance, 0, 9 * sizeof (gdouble));
  for (guint i = 0; i < n_spectra (m); i++)
    {
      gfloat r[3][N];

      read_unit (m, i, r);
      for (gint a = 0; a < 3; a++)
        for (gint b = 0; b < 3; b++)
          for (gint k = 0; k < N; k++)
            covariance[a][b] += (gdouble) r[a][k] * r[b][k] / N / n_spectra (m);
    }
}

/* Jacobi's rotations: covariance = vectors diag (values) vectors^T. */
static void
find_components (gdouble matrix[3][3], gdouble vectors[3][3], gdouble values[3])
{
  for (gint a = 0; a < 3; a++)
    for (gint b = 0; b < 3; b++)
      vectors[a][b] = a == b;
  for (gint sweep = 0; sweep < 30; sweep++)
    for (gint p = 0; p < 2; p++)
      for (gint q = p + 1; q < 3; q++)
        {
          const gdouble angle = 0.5 * atan2 (2.0 * matrix[p][q], matrix[q][q] - matrix[p][p]);
          const gdouble c = cos (angle), s = sin (angle);

          for (gint k = 0; k < 3; k++)
            {
              const gdouble a = matrix[k][p], b = matrix[k][q];

              matrix[k][p] = c * a - s * b;
              matrix[k][q] = s * a + c * b;
            }
          for (gint k = 0; k < 3; k++)
            {
              const gdouble a = matrix[p][k], b = matrix[q][k];
              const gdouble v = vectors[k][p], w = vectors[k][q];

              matrix[p][k] = c * a - s * b;
              matrix[q][k] = s * a + c * b;
              vectors[k][p] = c * v - s * w;
              vectors[k][q] = s * v + c * w;
            }
        }
  for (gint k = 0; k < 3; k++)
    values[k] = MAX (matrix[k][k], 0.0);
}

/* ---- spectra ---- */

/* A raised cosine, so that a tile's borders do not ring through its spectrum. */
static gdouble
window (gint i)
{
  return 0.5 - 0.5 * cos (2.0 * G_PI * (i + 0.5) / TILE);
}

/* The power of one tile at each frequency; half of them, the others mirror them. */
static void
find_power (fftwf_plan plan, gfloat *tile, fftwf_complex *frequencies, gfloat *power)
{
  for (gint k = 0; k < N; k++)
    tile[k] *= window (k % TILE) * window (k / TILE);
  fftwf_execute_dft_r2c (plan, tile, frequencies);
  for (gint k = 0; k < HALF; k++)
    power[k] = frequencies[k][0] * frequencies[k][0] + frequencies[k][1] * frequencies[k][1];
}

/* The typical power at each frequency. Grain's scatters exponentially, with a median of ln 2 times
 * its mean; structure, which some of the tiles have, hardly moves a median. */
static void
average_power (const gfloat *powers, guint n, RetextureGrainSpectrum spectrum)
{
  g_autofree gdouble *sorted = g_new (gdouble, n);

  for (gint v = 0; v < TILE; v++)
    for (gint u = 0; u < TILE; u++)
      {
        const gboolean mirrored = u > TILE / 2;
        const gint column = mirrored ? TILE - u : u;
        const gint row = mirrored ? (TILE - v) % TILE : v;

        for (guint i = 0; i < n; i++)
          sorted[i] = powers[(gsize) i * HALF + row * (TILE / 2 + 1) + column];
        qsort (sorted, n, sizeof (gdouble), compare_numbers);
        spectrum[v][u] = 0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]);
      }
}

/* Gives the frequencies that the surface took the mean of those just above them, and the whole a
 * mean of 1. */
static void
mend_spectrum (RetextureGrainSpectrum spectrum)
{
  gdouble near = 0.0, n = 0.0, whole = 0.0;

  for (gint v = 0; v < TILE; v++)
    for (gint u = 0; u < TILE; u++)
      {
        const gdouble radius = hypot (MIN (u, TILE - u), MIN (v, TILE - v));

        if (radius > LOST_FREQUENCY && radius <= LOST_FREQUENCY + 1.5)
          {
            near += spectrum[v][u];
            n++;
          }
      }
  for (gint v = 0; v < TILE; v++)
    for (gint u = 0; u < TILE; u++)
      {
        if (hypot (MIN (u, TILE - u), MIN (v, TILE - v)) <= LOST_FREQUENCY)
          spectrum[v][u] = near / n;
        whole += spectrum[v][u];
      }
  for (gint v = 0; v < TILE; v++)
    for (gint u = 0; u < TILE; u++)
      spectrum[v][u] = whole > 0.0 ? spectrum[v][u] * TILE * TILE / whole : 0.0;
}

static void
measure_spectra (const Measurement *m, gdouble vectors[3][3], RetextureGrainSpectrum spectra[3])
{
  static GMutex planner; /* FFTW plans one at a time */
  const guint n = n_spectra (m);
  g_autofree gfloat *powers = g_new (gfloat, (gsize) 3 * n * HALF);
  gfloat *tile = fftwf_alloc_real (N);
  fftwf_complex *frequencies = fftwf_alloc_complex (HALF);
  fftwf_plan plan;

  g_mutex_lock (&planner);
  plan = fftwf_plan_dft_r2c_2d (TILE, TILE, tile, frequencies, FFTW_ESTIMATE);
  g_mutex_unlock (&planner);

  for (guint i = 0; i < n; i++)
    {
      gfloat r[3][N];

      read_unit (m, i, r);
      for (gint component = 0; component < 3; component++)
        {
          for (gint k = 0; k < N; k++)
            tile[k] = r[0][k] * vectors[0][component] + r[1][k] * vectors[1][component]
                      + r[2][k] * vectors[2][component];
          find_power (plan, tile, frequencies, powers + ((gsize) component * n + i) * HALF);
        }
    }
  for (gint component = 0; component < 3; component++)
    {
      average_power (powers + (gsize) component * n * HALF, n, spectra[component]);
      mend_spectrum (spectra[component]);
    }

  g_mutex_lock (&planner);
  fftwf_destroy_plan (plan);
  g_mutex_unlock (&planner);
  fftwf_free (frequencies);
  fftwf_free (tile);
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
describe (RetextureGrain *grain, RetextureGrainSpectrum spectra[3])
{
  static const gdouble luma[3] = { 0.30, 0.59, 0.11 };
  gdouble whole = 0.0;

  for (gint component = 0; component < 3; component++)
    {
      const gdouble in_luma = luma[0] * grain->mix[0][component]
                              + luma[1] * grain->mix[1][component]
                              + luma[2] * grain->mix[2][component];

      for (gint v = 0; v < TILE; v++)
        for (gint u = 0; u < TILE; u++)
          {
            const gdouble power = spectra[component][v][u];

            grain->luma[v][u] += in_luma * in_luma * power;
            for (gint c = 0; c < 3; c++)
              grain->fine_gain[c] += grain->mix[c][component] * grain->mix[c][component] * power
                                     * mask_power (u, v) / N;
          }
      whole += in_luma * in_luma;
    }
  for (gint v = 0; v < TILE; v++)
    for (gint u = 0; u < TILE; u++)
      grain->luma[v][u] /= MAX (whole, 1e-12);
}

static void
measure_texture (Measurement *m)
{
  RetextureGrain *grain = m->grain;
  g_autofree RetextureGrainSpectrum *spectra = g_new (RetextureGrainSpectrum, 3);
  gdouble covariance[3][3], matrix[3][3], vectors[3][3], values[3];

  measure_covariance (m, covariance);
  memcpy (matrix, covariance, sizeof matrix);
  find_components (matrix, vectors, values);
  measure_spectra (m, vectors, spectra);

  for (gint c = 0; c < 3; c++)
    for (gint k = 0; k < 3; k++)
      {
        const gdouble unit = sqrt (MAX (covariance[c][c], 1e-12));

        grain->mix[c][k] = vectors[c][k] * sqrt (values[k]) / unit;
        grain->correlation[c][k] = covariance[c][k] / unit / sqrt (MAX (covariance[k][k], 1e-12));
      }
  for (gint k = 0; k < 3; k++)
    if (values[k] > 1e-4)
      retexture_grain_filter_init (&grain->filters[k], spectra[k]);
  describe (grain, spectra);
}

RetextureGrain *
retexture_grain_measure (GeglBuffer *picture,
                         GeglBuffer *weight,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GArray) tiles = retexture_grain_tiles_find (picture, weight, cancellable, error);
  g_autoptr (RetextureGrain) grain = NULL;
  Measurement m;

  if (!tiles)
    return NULL;
  grain = g_object_new (RETEXTURE_TYPE_GRAIN, NULL);
  m = (Measurement){ .picture = picture,
                     .tiles = tiles,
                     .rounding = retexture_grain_rounding_variance (picture),
                     .grain = grain };
  if (!measure_levels (&m, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  measure_texture (&m);
  return g_steal_pointer (&grain);
}
