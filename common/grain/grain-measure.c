/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The recipe: find tiles with grain alone; the level at each tone from their finest frequencies,
 * which no slow change of light touches; then, scaled to the same level, the channels' covariance,
 * its principal components, and the power spectrum of each.
 */
#include "grain-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "fourier.h"
#include "grain-levels.h"
#include "grain-tiles.h"
#include "quantile.h"

#define TILE RETEXTURE_GRAIN_TILE
#define N RETEXTURE_GRAIN_TILE_PIXELS

/* What a Fourier transform of real numbers has. */
#define HALF (TILE * (TILE / 2 + 1))

/* Below a tenth of an 8-bit level nothing is grain. */
#define LEAST_LEVEL (0.1 / 255.0)

/* Tiles whose spectra are taken: with 1000 each frequency is known to 5 %. */
#define MAX_SPECTRA 1000

/* A surface takes the lowest frequencies with it: they are given what their neighbours have. */
#define LOST_FREQUENCY 2.0

typedef struct
{
  GeglBuffer *picture;
  GArray *tiles; /* of RetextureGrainTile */
  RetextureGrain *grain;
} Measurement;

static const RetextureGrainTile *
tile_at (const Measurement *m, guint i)
{
  return &g_array_index (m->tiles, RetextureGrainTile, i);
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
          = 1.0 / MAX (retexture_grain_get_level (m->grain, c, tone[c]), LEAST_LEVEL);

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
    power[k] = crealf (frequencies[k] * conjf (frequencies[k]));
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
        spectrum[v][u] = retexture_quantile (sorted, n, 0.5);
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
  const guint n = n_spectra (m);
  g_autofree gfloat *powers = g_new (gfloat, (gsize) 3 * n * HALF);
  gfloat *tile = fftwf_alloc_real (N);
  fftwf_complex *frequencies = fftwf_alloc_complex (HALF);
  fftwf_plan plan;

  g_mutex_lock (retexture_fourier_planner ());
  plan = fftwf_plan_dft_r2c_2d (TILE, TILE, tile, frequencies, FFTW_ESTIMATE);
  g_mutex_unlock (retexture_fourier_planner ());

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

  g_mutex_lock (retexture_fourier_planner ());
  fftwf_destroy_plan (plan);
  g_mutex_unlock (retexture_fourier_planner ());
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
                         gboolean untouched,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GArray) tiles
      = retexture_grain_tiles_find (picture, weight, untouched, cancellable, error);
  g_autoptr (RetextureGrain) grain = NULL;
  Measurement m;

  if (!tiles)
    return NULL;
  grain = g_object_new (RETEXTURE_TYPE_GRAIN, NULL);
  m = (Measurement){ .picture = picture, .tiles = tiles, .grain = grain };
  if (retexture_grain_measure_levels (grain, tiles, retexture_grain_rounding_variance (picture))
      < LEAST_LEVEL)
    {
      g_set_error_literal (error, RETEXTURE_GRAIN_ERROR, RETEXTURE_GRAIN_ERROR_NO_GRAIN,
                           _ ("There is no grain to measure: what is flat here is smooth. Take the "
                              "grain from another layer."));
      return NULL;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  measure_texture (&m);
  return g_steal_pointer (&grain);
}
