/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "grain-powers.h"

#include <math.h>
#include <string.h>

#include "fourier.h"
#include "quantile.h"

#define TILE RETEXTURE_GRAIN_TILE
#define N RETEXTURE_GRAIN_TILE_PIXELS

/* What a Fourier transform of real numbers has; the other half mirrors them. */
#define COLUMNS (TILE / 2 + 1)
#define HALF (TILE * COLUMNS)

/* Of tiles, or frequencies: fewer are not worth a thread. */
#define LEAST_SHARE 32.0

/* A surface takes the lowest frequencies with it: they are given what their neighbours have. */
#define LOST_FREQUENCY 2.0

#define LEAST_LEVEL RETEXTURE_GRAIN_LEAST_LEVEL

struct _RetextureTilePowers
{
  guint n;                      /* tiles */
  gfloat *powers;               /* of each look, frequency and tile */
  gdouble (*covariances)[3][3]; /* of each tile's channels */
};

typedef struct
{
  RetextureGrain *grain;
  GeglBuffer *picture;
  const GArray *tiles; /* of RetextureGrainTile */
  gdouble window[TILE];
  fftwf_plan plan;
  RetextureTilePowers *found;
} Measurement;

/* What is looked at: each channel, and each two of them added and subtracted, since the cross power
 * of a and b is a quarter of (a + b)'s power less (a - b)'s, and powers have medians. */
static const struct
{
  gint one, other; /* channels */
  gfloat sign;     /* of the other; 0: none */
} looks[] = { { 0, 0, 0.0f }, { 1, 1, 0.0f },  { 2, 2, 0.0f }, { 0, 1, 1.0f }, { 0, 1, -1.0f },
              { 0, 2, 1.0f }, { 0, 2, -1.0f }, { 1, 2, 1.0f }, { 1, 2, -1.0f } };
#define LOOKS G_N_ELEMENTS (looks)

/* ---- each tile ---- */

/* Residuals at unit level. */
static void
read_unit (const Measurement *m, guint i, gfloat residual[3][N])
{
  const RetextureGrainTile *tile = &g_array_index (m->tiles, RetextureGrainTile, i);
  gdouble tone[3];

  retexture_grain_tile_read (m->picture, tile->x, tile->y, residual, tone);
  for (gint c = 0; c < 3; c++)
    {
      const gfloat scale
          = 1.0 / MAX (retexture_grain_get_level (m->grain, c, tone[c]), LEAST_LEVEL);

      for (gint k = 0; k < N; k++)
        residual[c][k] *= scale;
    }
}

static void
find_covariance (gfloat residual[3][N], gdouble covariance[3][3])
{
  for (gint a = 0; a < 3; a++)
    for (gint b = 0; b < 3; b++)
      {
        gdouble sum = 0.0;

        for (gint k = 0; k < N; k++)
          sum += (gdouble) residual[a][k] * residual[b][k];
        covariance[a][b] = sum / N;
      }
}

/* Called with a range of tiles, from several threads. */
static void
look_at_tiles (gsize offset, gsize size, gpointer user_data)
{
  const Measurement *m = user_data;
  const guint n = m->found->n;
  gfloat *tile = fftwf_alloc_real (N);
  fftwf_complex *frequencies = fftwf_alloc_complex (HALF);

  for (gsize i = offset; i < offset + size; i++)
    {
      gfloat residual[3][N];

      read_unit (m, i, residual);
      find_covariance (residual, m->found->covariances[i]);
      for (guint look = 0; look < LOOKS; look++)
        {
          gfloat *powers = m->found->powers + (gsize) look * HALF * n + i;

          for (gint k = 0; k < N; k++)
            tile[k]
                = (residual[looks[look].one][k] + looks[look].sign * residual[looks[look].other][k])
                  * m->window[k % TILE] * m->window[k / TILE];
          fftwf_execute_dft_r2c (m->plan, tile, frequencies);
          for (gint k = 0; k < HALF; k++)
            powers[(gsize) k * n] = crealf (frequencies[k] * conjf (frequencies[k]));
        }
    }
  fftwf_free (frequencies);
  fftwf_free (tile);
}

static fftwf_plan
plan_new (void)
{
  gfloat *tile = fftwf_alloc_real (N);
  fftwf_complex *frequencies = fftwf_alloc_complex (HALF);
  fftwf_plan plan;

  g_mutex_lock (retexture_fourier_planner ());
  plan = fftwf_plan_dft_r2c_2d (TILE, TILE, tile, frequencies, FFTW_ESTIMATE);
  g_mutex_unlock (retexture_fourier_planner ());
  fftwf_free (frequencies);
  fftwf_free (tile);
  return plan;
}

RetextureTilePowers *
retexture_tile_powers_new (RetextureGrain *grain, GeglBuffer *picture, const GArray *tiles)
{
  RetextureTilePowers *self = g_new0 (RetextureTilePowers, 1);
  Measurement m = { grain, picture, tiles, .plan = plan_new (), .found = self };

  /* A raised cosine, so that a tile's borders do not ring through its spectrum. */
  for (gint i = 0; i < TILE; i++)
    m.window[i] = 0.5 - 0.5 * cos (2.0 * G_PI * (i + 0.5) / TILE);
  self->n = tiles->len;
  self->powers = g_new (gfloat, LOOKS * HALF * self->n);
  self->covariances = g_malloc_n (self->n, sizeof *self->covariances);
  gegl_parallel_distribute_range (self->n, LEAST_SHARE, look_at_tiles, &m);

  g_mutex_lock (retexture_fourier_planner ());
  fftwf_destroy_plan (m.plan);
  g_mutex_unlock (retexture_fourier_planner ());
  return self;
}

void
retexture_tile_powers_free (RetextureTilePowers *self)
{
  g_free (self->powers);
  g_free (self->covariances);
  g_free (self);
}

/* ---- several of them ---- */

typedef struct
{
  const RetextureTilePowers *tiles;
  guint from, n;
  RetextureGrainSpectrum *spectra; /* of each look */
} Average;

/* The typical power at each frequency, of which `size` of all looks are asked for, from several
 * threads. Grain's scatters exponentially, with a median of ln 2 times its mean; structure, which
 * some of the tiles have, hardly moves a median. */
static void
average (gsize offset, gsize size, gpointer user_data)
{
  const Average *of = user_data;
  g_autofree gdouble *sorted = g_new (gdouble, of->n);

  for (gsize k = offset; k < offset + size; k++)
    {
      const gfloat *powers = of->tiles->powers + k * of->tiles->n + of->from;
      const gint v = k % HALF / COLUMNS, u = k % HALF % COLUMNS;
      RetextureGrainSpectrum *spectrum = of->spectra + k / HALF;

      for (guint i = 0; i < of->n; i++)
        sorted[i] = powers[i];
      (*spectrum)[v][u] = retexture_quantile (sorted, of->n, 0.5);
      /* The first and the last column have all there is of them. */
      if (u > 0 && u < COLUMNS - 1)
        (*spectrum)[(TILE - v) % TILE][TILE - u] = (*spectrum)[v][u];
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
correlate (const Average *of, gdouble correlation[3][3])
{
  gdouble covariance[3][3] = { { 0.0 } };

  for (guint i = of->from; i < of->from + of->n; i++)
    for (gint k = 0; k < 9; k++)
      covariance[k / 3][k % 3] += of->tiles->covariances[i][k / 3][k % 3];
  for (gint a = 0; a < 3; a++)
    for (gint b = 0; b < 3; b++)
      correlation[a][b]
          = covariance[a][b] / MAX (sqrt (covariance[a][a] * covariance[b][b]), 1e-12 * of->n);
}

void
retexture_tile_powers_average (const RetextureTilePowers *self,
                               guint from,
                               guint to,
                               gdouble correlation[3][3],
                               RetextureGrainPowers powers)
{
  g_autofree RetextureGrainSpectrum *spectra = g_new (RetextureGrainSpectrum, LOOKS);
  Average of = { self, from, to - from, spectra };

  correlate (&of, correlation);
  gegl_parallel_distribute_range (LOOKS * HALF, LEAST_SHARE, average, &of);
  for (guint look = 0; look < LOOKS; look++)
    mend_spectrum (spectra[look]);
  combine (spectra, correlation, of.n, powers);
  normalise (powers);
}
