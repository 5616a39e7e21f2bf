/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a frequency response to a short filter made of few separable ones, which cost a fraction of
 * the square they replace.
 */
#include "grain-private.h"

#include <math.h>

#define TILE RETEXTURE_GRAIN_TILE
#define REACH RETEXTURE_GRAIN_REACH
#define TAPS RETEXTURE_GRAIN_TAPS

/* From here to its end the filter fades out, so that cutting it off makes no waves. */
#define FADE_FROM 7

/* The separable parts stop where they leave less than this of a channel's variance. */
#define NEGLIGIBLE 1e-4

#define ITERATIONS 60

static gdouble
fade (gint distance)
{
  return distance <= FADE_FROM
             ? 1.0
             : 0.5 + 0.5 * cos (G_PI * (distance - FADE_FROM) / (REACH + 1 - FADE_FROM));
}

/* The inverse Fourier transform of the response. */
static void
make_square (const RetextureGrainSpectrum response, gdouble square[TAPS][TAPS])
{
  gdouble cosines[TILE];

  for (gint i = 0; i < TILE; i++)
    cosines[i] = cos (2.0 * G_PI * i / TILE);
  for (gint y = -REACH; y <= REACH; y++)
    for (gint x = -REACH; x <= REACH; x++)
      {
        gdouble sum = 0.0;

        for (gint v = 0; v < TILE; v++)
          for (gint u = 0; u < TILE; u++)
            sum += response[v][u] * cosines[(u * x + v * y + TILE * TILE) % TILE];
        square[y + REACH][x + REACH] = sum * fade (ABS (x)) * fade (ABS (y));
      }
}

static gdouble
energy (gdouble square[TAPS][TAPS])
{
  gdouble sum = 0.0;

  for (gint y = 0; y < TAPS; y++)
    for (gint x = 0; x < TAPS; x++)
      sum += square[y][x] * square[y][x];
  return sum;
}

static void
normalise (gdouble *vector)
{
  gdouble sum = 0.0;

  for (gint i = 0; i < TAPS; i++)
    sum += vector[i] * vector[i];
  for (gint i = 0; i < TAPS; i++)
    vector[i] /= sqrt (MAX (sum, 1e-30));
}

/* The largest singular value's vectors, by power iteration: square ~ down along^T, of which `along`
 * has unit length. Takes them away from the square. */
static void
take_separable (gdouble square[TAPS][TAPS], gdouble down[TAPS], gdouble along[TAPS])
{
  for (gint x = 0; x < TAPS; x++)
    along[x] = square[REACH][x] + (x == REACH ? 1e-3 : 1e-4);
  for (gint n = 0; n < ITERATIONS; n++)
    {
      normalise (along);
      for (gint y = 0; y < TAPS; y++)
        {
          down[y] = 0.0;
          for (gint x = 0; x < TAPS; x++)
            down[y] += square[y][x] * along[x];
        }
      for (gint x = 0; n < ITERATIONS - 1 && x < TAPS; x++)
        {
          along[x] = 0.0;
          for (gint y = 0; y < TAPS; y++)
            along[x] += square[y][x] * down[y];
        }
    }
  for (gint y = 0; y < TAPS; y++)
    for (gint x = 0; x < TAPS; x++)
      square[y][x] -= down[y] * along[x];
}

void
retexture_grain_filter_init (RetextureGrainFilter *filter,
                             const RetextureGrainSpectrum response,
                             gdouble gain)
{
  gdouble square[TAPS][TAPS];
  gdouble whole, left, scale;

  filter->rank = 0;
  make_square (response, square);
  whole = left = energy (square);
  while (filter->rank < RETEXTURE_GRAIN_MAX_RANK && left * gain > NEGLIGIBLE * whole)
    {
      gdouble down[TAPS], along[TAPS];

      take_separable (square, down, along);
      left = energy (square);
      for (gint i = 0; i < TAPS; i++)
        {
          filter->down[filter->rank][i] = down[i];
          filter->along[filter->rank][i] = along[i];
        }
      filter->rank++;
    }

  /* Singular vectors are orthogonal: the parts' energies add up. */
  scale = sqrt (gain / MAX (whole - left, 1e-30));
  for (gint r = 0; r < filter->rank; r++)
    for (gint i = 0; i < TAPS; i++)
      filter->down[r][i] *= scale;
}
