/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The recipe: find tiles with grain alone; the level at each tone from their finest frequencies,
 * which no slow change of light touches; then, scaled to the same level, the power of each channel
 * and of each two together at each frequency, and the filters that make such noise.
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

/* ---- correlation ---- */

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
measure_correlation (const Measurement *m)
{
  gdouble covariance[3][3] = { { 0.0 } };

  for (guint i = 0; i < n_spectra (m); i++)
    {
      gfloat r[3][N];

      read_unit (m, i, r);
      for (gint a = 0; a < 3; a++)
        for (gint b = 0; b < 3; b++)
          for (gint k = 0; k < N; k++)
            covariance[a][b] += (gdouble) r[a][k] * r[b][k] / N / n_spectra (m);
    }
  for (gint a = 0; a < 3; a++)
    for (gint b = 0; b < 3; b++)
      m->grain->correlation[a][b]
          = covariance[a][b] / sqrt (MAX (covariance[a][a] * covariance[b][b], 1e-24));
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

/* Gives the frequencies that the surface took the mean of those just above them. */
static void
mend_spectrum (RetextureGrainSpectrum spectrum)
{
  gdouble near = 0.0, n = 0.0;

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
      if (hypot (MIN (u, TILE - u), MIN (v, TILE - v)) <= LOST_FREQUENCY)
        spectrum[v][u] = near / n;
}

/* What is looked at: each channel, and each two of them added and subtracted, since the cross power
 * of a and b is a quarter of (a + b)'s power less (a - b)'s, and powers have medians. */
static const struct
{
  gint one, other; /* channels */
  gfloat sign;     /* of the other; 0: none */
} looks[] = { { 0, 0, 0.0f }, { 1, 1, 0.0f },  { 2, 2, 0.0f }, { 0, 1, 1.0f }, { 0, 1, -1.0f },
              { 0, 2, 1.0f }, { 0, 2, -1.0f }, { 1, 2, 1.0f }, { 1, 2, -1.0f } };
#define LOOKS G_N_ELEMENTS (looks)

/* Powers of the channels and cross powers, by frequency. */
typedef RetextureGrainSpectrum Powers[3][3];

/* Frequencies of few tiles are hardly known: as much as so many tiles would, the channels'
 * correlation over all frequencies counts at each. */
#define SHRINK 10.0

static void
combine (const RetextureGrainSpectrum *spectra,
         const gdouble correlation[3][3],
         guint n,
         Powers powers)
{
  const gdouble known = n / (n + SHRINK);

  for (gint c = 0; c < 3; c++)
    memcpy (powers[c][c], spectra[c], sizeof (RetextureGrainSpectrum));
  for (guint i = 3; i < LOOKS; i += 2)
    {
      const gint a = looks[i].one, b = looks[i].other;

      for (gint v = 0; v < TILE; v++)
        for (gint u = 0; u < TILE; u++)
          powers[a][b][v][u] = powers[b][a][v][u]
              = known * 0.25 * (spectra[i][v][u] - spectra[i + 1][v][u])
                + (1.0 - known) * correlation[a][b] * sqrt (spectra[a][v][u] * spectra[b][v][u]);
    }
}

/* To unit variance of each channel. */
static void
normalise (Powers powers)
{
  gdouble units[3] = { 0.0 };

  for (gint c = 0; c < 3; c++)
    for (gint k = 0; k < N; k++)
      units[c] += powers[c][c][k / TILE][k % TILE] / N;
  for (gint a = 0; a < 3; a++)
    for (gint b = 0; b < 3; b++)
      for (gint k = 0; k < N; k++)
        powers[a][b][k / TILE][k % TILE] /= MAX (sqrt (units[a] * units[b]), 1e-12);
}

static void
measure_spectra (const Measurement *m, RetextureGrainSpectrum *spectra)
{
  const guint n = n_spectra (m);
  g_autofree gfloat *powers = g_new (gfloat, (gsize) LOOKS * n * HALF);
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
      for (guint look = 0; look < LOOKS; look++)
        {
          for (gint k = 0; k < N; k++)
            tile[k] = r[looks[look].one][k] + looks[look].sign * r[looks[look].other][k];
          find_power (plan, tile, frequencies, powers + ((gsize) look * n + i) * HALF);
        }
    }
  for (guint look = 0; look < LOOKS; look++)
    {
      average_power (powers + (gsize) look * n * HALF, n, spectra[look]);
      mend_spectrum (spectra[look]);
    }

  g_mutex_lock (retexture_fourier_planner ());
  fftwf_destroy_plan (plan);
  g_mutex_unlock (retexture_fourier_planner ());
  fftwf_free (frequencies);
  fftwf_free (tile);
}

/* ---- filters ---- */

/* Green, which is finest and has most of luma, by itself; red and blue by what they share with it.
 */
static const gint order[3] = { 1, 0, 2 };

/* Less than this share of a channel's power is left to itself: rounding and chance. */
#define LEAST_OWN 0.01

/* Cholesky's factor at one frequency: a lower triangle in the order above. */
static void
factorise (const Powers powers, gint v, gint u, gdouble factor[3][3])
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
make_filters (RetextureGrain *grain, const Powers powers)
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
      retexture_grain_filter_init (&grain->filters[order[i / 3]][i % 3], responses[i], gains[i]);
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
describe (RetextureGrain *grain, const Powers powers)
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

static void
measure_texture (Measurement *m)
{
  g_autofree RetextureGrainSpectrum *spectra = g_new (RetextureGrainSpectrum, LOOKS);
  g_autofree RetextureGrainSpectrum *memory = g_new (RetextureGrainSpectrum, 9);
  RetextureGrainSpectrum (*powers)[3] = (RetextureGrainSpectrum (*)[3]) memory;

  measure_correlation (m);
  measure_spectra (m, spectra);
  combine (spectra, m->grain->correlation, n_spectra (m), powers);
  normalise (powers);
  make_filters (m->grain, powers);
  describe (m->grain, powers);
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
