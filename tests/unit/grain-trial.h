/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Match, tried: an edit that lost its grain in places gets it back, and the grain that is there
 * again is compared with the truth by estimators of the tests' own. What the plain recipe does to
 * the same pictures is printed beside it.
 */
#pragma once

#include <complex.h>
#include <fftw3.h>

#include "grain-tiles.h"
#include "grain.h"
#include "pictures.h"
#include "quantile.h"
#include "rendering.h"

#define TILE RETEXTURE_GRAIN_TILE
#define N (TILE * TILE)
#define BINS 16 /* of frequency */
#define TONES 10

/* What the tiles of a picture have. */
typedef struct
{
  gdouble variance[TONES][3];
  gint n[TONES];
  gdouble power[BINS + 1];       /* of luma, radially averaged */
  gdouble cross[BINS + 1][3][3]; /* of each two channels, likewise */
  gdouble product[3][3];
  gint n_tiles;
} Statistics;

typedef struct
{
  gint x, y;
  gint tone;
} Place;

static inline gdouble
deviation (const Statistics *s, gint tone, gint channel)
{
  return sqrt (s->variance[tone][channel] / s->n[tone]);
}

static inline gdouble
correlation (const Statistics *s, gint a, gint b)
{
  return s->product[a][b] / sqrt (s->product[a][a] * s->product[b][b]);
}

/* Takes mean and slope away. */
static inline void
flatten (gfloat *plane)
{
  gdouble mean = 0.0, x_slope = 0.0, y_slope = 0.0, squares = 0.0;

  for (gint i = 0; i < N; i++)
    {
      const gdouble x = i % TILE - (TILE - 1) / 2.0, y = i / TILE - (TILE - 1) / 2.0;

      mean += plane[i] / N;
      x_slope += x * plane[i];
      y_slope += y * plane[i];
      squares += x * x;
    }
  for (gint i = 0; i < N; i++)
    plane[i] -= mean + x_slope / squares * (i % TILE - (TILE - 1) / 2.0)
                + y_slope / squares * (i / TILE - (TILE - 1) / 2.0);
}

/* The windowed Fourier transform of a plane. */
static inline void
transform (const gfloat *plane, fftwf_complex *frequencies)
{
  static fftwf_plan plan;
  static fftwf_complex *memory;

  if (!plan)
    {
      memory = fftwf_alloc_complex (N);
      plan = fftwf_plan_dft_2d (TILE, TILE, memory, memory, FFTW_FORWARD, FFTW_ESTIMATE);
    }
  for (gint k = 0; k < N; k++)
    memory[k] = plane[k] * (0.5 - 0.5 * cos (2.0 * G_PI * (k % TILE + 0.5) / TILE))
                * (0.5 - 0.5 * cos (2.0 * G_PI * (k / TILE + 0.5) / TILE));
  fftwf_execute (plan);
  memcpy (frequencies, memory, N * sizeof (fftwf_complex));
}

/* The powers of planes of channels, each divided by its deviation, averaged over rings. */
static inline void
add_powers (gfloat planes[3][N], const gdouble variances[3], Statistics *s)
{
  static const gdouble luma[3] = { 0.30, 0.59, 0.11 };
  static fftwf_complex frequencies[3][N];
  gdouble counts[BINS + 1] = { 0.0 };

  for (gint c = 0; c < 3; c++)
    transform (planes[c], frequencies[c]);
  for (gint pass = 0; pass < 2; pass++)
    for (gint k = 0; k < N; k++)
      {
        const gint u = k % TILE, v = k / TILE;
        const gint radius = (gint) rint (hypot (MIN (u, TILE - u), MIN (v, TILE - v)));
        fftwf_complex sum = 0.0;

        if (radius > BINS)
          continue;
        if (pass == 0)
          {
            counts[radius]++;
            continue;
          }
        for (gint a = 0; a < 3; a++)
          {
            sum += luma[a] * frequencies[a][k] / sqrt (variances[1]);
            for (gint b = 0; b < 3; b++)
              s->cross[radius][a][b] += creal (frequencies[a][k] * conj (frequencies[b][k]))
                                        / sqrt (variances[a] * variances[b]) / counts[radius];
          }
        s->power[radius] += creal (sum * conj (sum)) / counts[radius];
      }
}

static inline void
gather (GeglBuffer *picture, const Place *places, gint n, Statistics *s)
{
  memset (s, 0, sizeof *s);
  for (gint i = 0; i < n; i++)
    {
      gfloat pixels[3 * N], planes[3][N];
      gdouble variances[3] = { 0.0 };

      gegl_buffer_get (picture, GEGL_RECTANGLE (places[i].x, places[i].y, TILE, TILE), 1.0,
                       babl_format ("R'G'B' float"), pixels, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      for (gint c = 0; c < 3; c++)
        {
          for (gint k = 0; k < N; k++)
            planes[c][k] = pixels[3 * k + c];
          flatten (planes[c]);
          for (gint k = 0; k < N; k++)
            variances[c] += planes[c][k] * planes[c][k] / (N - 3);
          s->variance[places[i].tone][c] += variances[c];
        }
      s->n[places[i].tone]++;
      for (gint a = 0; a < 3; a++)
        for (gint b = 0; b < 3; b++)
          for (gint k = 0; k < N; k++)
            s->product[a][b] += planes[a][k] * planes[b][k] / sqrt (variances[a] * variances[b]);
      add_powers (planes, variances, s);
      s->n_tiles++;
    }
}

/* ---- the reach ---- */

typedef struct
{
  gdouble level; /* largest relative error of any tone and channel */
  gdouble level_mean;
  gdouble within_1_db;          /* share of the frequencies */
  gdouble decibels;             /* largest difference */
  gdouble correlation;          /* largest difference */
  gdouble channel_within_1_db;  /* of the channel that has least */
  gdouble channel_decibels;     /* largest difference of any channel */
  gdouble correlation_by_bands; /* largest difference at low, middle and high frequencies */
} Errors;

/* Tones with fewer tiles than that are not known well enough to judge by. */
#define FEWEST_TILES 6

/* The lowest frequency is that of the tile: what flattening and the window leave of it. */
#define FIRST_BIN 1

/* How far shapes differ, whatever their strength: the share within 1 dB, and the most. */
static inline void
compare_shapes (gdouble differences[BINS + 1], gdouble *within, gdouble *most)
{
  gdouble sorted[BINS + 1], median;

  memcpy (sorted, differences, sizeof sorted);
  median = retexture_quantile (sorted + FIRST_BIN, BINS - FIRST_BIN + 1, 0.5);
  for (gint i = FIRST_BIN; i <= BINS; i++)
    {
      const gdouble difference = fabs (differences[i] - median);

      *most = MAX (*most, difference);
      *within += difference <= 1.0 ? 1.0 / (BINS - FIRST_BIN + 1) : 0.0;
    }
}

/* The correlation of two channels in the frequencies [from, to]. */
static inline gdouble
correlation_in (const Statistics *s, gint a, gint b, gint from, gint to)
{
  gdouble both = 0.0, one = 0.0, other = 0.0;

  /* A ring has as many frequencies as it is long. */
  for (gint i = from; i <= to; i++)
    {
      both += i * s->cross[i][a][b];
      one += i * s->cross[i][a][a];
      other += i * s->cross[i][b][b];
    }
  return both / sqrt (one * other);
}

static inline Errors
compare (const Statistics *got, const Statistics *truth)
{
  Errors e = { .channel_within_1_db = 1.0 };
  gint judged = 0;
  gdouble differences[BINS + 1] = { 0.0 };

  for (gint t = 0; t < TONES; t++)
    for (gint c = 0; c < 3 && truth->n[t] >= FEWEST_TILES; c++)
      {
        const gdouble error = fabs (deviation (got, t, c) / deviation (truth, t, c) - 1.0);

        e.level = MAX (e.level, error);
        e.level_mean += error;
        judged++;
      }
  e.level_mean /= MAX (judged, 1);
  /* Shapes are compared: strength is judged above. */
  for (gint i = FIRST_BIN; i <= BINS; i++)
    differences[i] = 10.0 * log10 (got->power[i] / truth->power[i]);
  compare_shapes (differences, &e.within_1_db, &e.decibels);
  for (gint c = 0; c < 3; c++)
    {
      gdouble within = 0.0;

      for (gint i = FIRST_BIN; i <= BINS; i++)
        differences[i] = 10.0 * log10 (got->cross[i][c][c] / truth->cross[i][c][c]);
      compare_shapes (differences, &within, &e.channel_decibels);
      e.channel_within_1_db = MIN (e.channel_within_1_db, within);
    }
  for (gint a = 0; a < 3; a++)
    for (gint b = 0; b < a; b++)
      {
        e.correlation
            = MAX (e.correlation, fabs (correlation (got, a, b) - correlation (truth, a, b)));
        for (gint band = 0; band < 3; band++)
          e.correlation_by_bands
              = MAX (e.correlation_by_bands,
                     fabs (correlation_in (got, a, b, 1 + 5 * band, 5 + 5 * band)
                           - correlation_in (truth, a, b, 1 + 5 * band, 5 + 5 * band)));
      }
  return e;
}

static inline void
print_errors (const gchar *name, const Errors *e)
{
  g_test_message ("measured: %-8s level %5.1f %% (mean %5.1f %%), within 1 dB over %3.0f %% of the "
                  "frequencies (worst %.1f dB), a channel %3.0f %% (%.1f dB); correlation off by "
                  "%.3f, by bands %.3f",
                  name, 100 * e->level, 100 * e->level_mean, 100 * e->within_1_db, e->decibels,
                  100 * e->channel_within_1_db, e->channel_decibels, e->correlation,
                  e->correlation_by_bands);
}

static const RetextureComposition compositions[]
    = { RETEXTURE_COMPOSITION_SOFT_LIGHT, RETEXTURE_COMPOSITION_OVERLAY,
        RETEXTURE_COMPOSITION_GRAIN_MERGE };
static const RetextureBlending blending = { .parameter = "blend", .choices = compositions };

/* The edit with its layer of noise, stored in the edit's format. */
static inline GeglBuffer *
noisy (GeglBuffer *edit, RetextureGrain *grain, const gchar *values)
{
  g_autoptr (RetextureParameters) parameters = retexture_method_parameters_new ("retexture:noise");
  g_autoptr (RetextureRendering) rendering
      = retexture_rendering_new ("retexture:noise", &blending, edit, NULL, NULL, 1.0);
  g_autoptr (GeglBuffer) layer
      = gegl_buffer_new (gegl_buffer_get_extent (edit), gegl_buffer_get_format (edit));
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglBuffer *result
      = gegl_buffer_new (gegl_buffer_get_extent (edit), gegl_buffer_get_format (edit));
  GeglNode *input, *aux, *compose;
  gdouble opacity;

  g_assert_true (retexture_parameters_from_text (parameters, values, NULL));
  retexture_rendering_set_analysis (rendering, G_OBJECT (grain));
  retexture_rendering_set_parameters (rendering, parameters);
  /* By way of the layer as it is stored, rounding and all. */
  gegl_node_blit_buffer (retexture_rendering_get_node (rendering, RETEXTURE_VIEW_TEXTURE), layer,
                         NULL, 0, GEGL_ABYSS_NONE);
  input = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", edit, NULL);
  aux = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", layer, NULL);
  compose = gegl_node_new_child (graph, "operation", "retexture:compose", "composition",
                                 retexture_rendering_get_composition (rendering, &opacity), NULL);
  gegl_node_link (input, compose);
  gegl_node_connect_to (aux, "output", compose, "aux");
  gegl_node_blit_buffer (compose, result, NULL, 0, GEGL_ABYSS_NONE);
  return result;
}

static inline Errors
judge (GeglBuffer *edit,
       GeglBuffer *truth,
       RetextureGrain *grain,
       const Place *places,
       gint n,
       const gchar *mode)
{
  g_autofree gchar *values = g_strdup_printf ("distribution=match\nblend=%s\n", mode);
  g_autoptr (GeglBuffer) ours = noisy (edit, grain, values);
  g_autoptr (GeglBuffer) recipe = noisy (edit, NULL, "amount=3\nsoftness=0.3\n");
  Statistics wanted, got, plain;
  Errors e;

  gather (truth, places, n, &wanted);
  gather (ours, places, n, &got);
  gather (recipe, places, n, &plain);
  e = compare (&plain, &wanted);
  print_errors ("recipe:", &e);
  e = compare (&got, &wanted);
  print_errors ("match:", &e);
  return e;
}

/* `whole` with `part` of `other`, in `format`. */
static inline GeglBuffer *
patched (GeglBuffer *whole, GeglBuffer *other, const GeglRectangle *part, const gchar *format)
{
  GeglBuffer *both = gegl_buffer_new (gegl_buffer_get_extent (whole), babl_format (format));

  gegl_buffer_copy (whole, NULL, GEGL_ABYSS_NONE, both, NULL);
  gegl_buffer_copy (other, part, GEGL_ABYSS_NONE, both, part);
  return both;
}
