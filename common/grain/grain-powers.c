/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "grain-powers.h"

#include <math.h>
#include <string.h>

#include "fourier.h"
#include "quantile.h"

#define TILE RETEXTURE_GRAIN_TILE
#define N RETEXTURE_GRAIN_TILE_PIXELS

/* What a Fourier transform of real numbers has. */
#define HALF (TILE * (TILE / 2 + 1))

/* A surface takes the lowest frequencies with it: they are given what their neighbours have. */
#define LOST_FREQUENCY 2.0

#define LEAST_LEVEL RETEXTURE_GRAIN_LEAST_LEVEL

typedef struct
{
  RetextureGrain *grain;
  GeglBuffer *picture;
  const GArray *tiles; /* of RetextureGrainTile */
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
  return MIN (m->tiles->len, RETEXTURE_GRAIN_MOST_TILES);
}

static void
measure_correlation (const Measurement *m, gdouble correlation[3][3])
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
      correlation[a][b]
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

/* Frequencies of few tiles are hardly known: as much as so many tiles would, the channels'
 * correlation over all frequencies counts at each. */
#define SHRINK 10.0

static void
combine (const RetextureGrainSpectrum *spectra,
         const gdouble correlation[3][3],
         guint n,
         RetextureGrainPowers powers)
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
normalise (RetextureGrainPowers powers)
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

void
retexture_grain_powers_measure (RetextureGrain *grain,
                                GeglBuffer *picture,
                                const GArray *tiles,
                                gdouble correlation[3][3],
                                RetextureGrainPowers powers)
{
  g_autofree RetextureGrainSpectrum *spectra = g_new (RetextureGrainSpectrum, LOOKS);
  const Measurement m = { grain, picture, tiles };

  measure_correlation (&m, correlation);
  measure_spectra (&m, spectra);
  combine (spectra, correlation, n_spectra (&m), powers);
  normalise (powers);
}
