/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A pyramid's bands overlap: one that was taken away is found again, in part, in what its coarser
 * neighbours left. So what a level measures is worked out beforehand, by the responses of the bands
 * at each frequency f (in cycles a pixel; c is that of the kernel 1 4 6 4 1, across and down):
 *
 *   low (k) = c (f) c (2 f) ... c (2^(k-1) f)
 *   band (k) = low (k) (1 - c (2^k f)^2)          as it is measured
 *   laid (k) = low (k)^2 (1 - c (2^k f)^2)        as it is put together; all of them add up to 1
 *   level = 1 - sum of share (k) (1 - texture (k)) laid (k)
 *
 * and a spectrum that has the reference's energies in its octaves, a straight line between them.
 */
#include "level-meter.h"

#include <math.h>

#include "level-bands.h"
#include "level-table.h"

/* Frequencies to an octave, and directions between across and halfway down. */
#define STEPS 6
#define DIRECTIONS 4
#define OCTAVES (RETEXTURE_BAND_MOST + 2)

/* Beyond the octaves measured it goes on as pictures do, by 1 / f^2, for a few. */
#define BEYOND (2.0 * M_LN2)
#define FURTHEST 3.0

/* Of the spectrum's fit. */
#define ROUNDS 24
#define LEAST 1e-14

/* Levels that are worked out; between two of them the ratios are interpolated. */
#define LEVELS 33

typedef struct
{
  gint n;
  gdouble size_px;
  gdouble knots[RETEXTURE_BAND_MOST]; /* logarithm of the spectrum, by octave */
  /* Of each frequency and direction. */
  gdouble band[RETEXTURE_BAND_MOST][OCTAVES * STEPS][DIRECTIONS];
  gdouble laid[RETEXTURE_BAND_MOST][OCTAVES * STEPS][DIRECTIONS];
} Meter;

/* From the highest down; a step is a part of an octave. */
static gdouble
frequency (gint i)
{
  return 0.5 * exp2 (-(i + 0.5) / STEPS);
}

static gdouble
kernel (gdouble x, gdouble y)
{
  const gdouble a = cos (G_PI * x), b = cos (G_PI * y);

  return a * a * a * a * b * b * b * b;
}

static void
find_responses (Meter *self)
{
  for (gint i = 0; i < OCTAVES * STEPS; i++)
    for (gint d = 0; d < DIRECTIONS; d++)
      {
        const gdouble angle = G_PI_4 * (d + 0.5) / DIRECTIONS;
        gdouble x = frequency (i) * cos (angle), y = frequency (i) * sin (angle), low = 1.0;

        for (gint k = 0; k < self->n; k++)
          {
            const gdouble c = kernel (x, y);

            self->band[k][i][d] = low * (1.0 - c * c);
            self->laid[k][i][d] = low * self->band[k][i][d];
            /* Beyond its own sampling a level has nothing. */
            low = x > 0.5 || y > 0.5 ? 0.0 : low * c;
            x *= 2.0;
            y *= 2.0;
          }
      }
}

/* Energy at a frequency, times the area of its ring. */
static gdouble
spectrum_at (const Meter *self, gint i)
{
  const gdouble octave = MAX ((i + 0.5) / STEPS - 1.0, 0.0);
  const gint k = MIN ((gint) octave, self->n - 1);
  const gdouble slope = k + 1 < self->n ? self->knots[k + 1] - self->knots[k] : BEYOND;

  return exp (self->knots[k] + MIN (octave - k, FURTHEST) * slope) * frequency (i) * frequency (i);
}

/* What the bands measure of a rendition at a level; of the reference itself at the highest. */
static void
render (const Meter *self, gdouble level, gdouble *energies)
{
  gdouble taken[RETEXTURE_BAND_MOST];

  for (gint k = 0; k < self->n; k++)
    {
      taken[k]
          = 1.0
            - retexture_level_gain (level, retexture_level_octave_size (k) / self->size_px, FALSE);
      energies[k] = LEAST;
    }
  for (gint i = 0; i < OCTAVES * STEPS; i++)
    for (gint d = 0; d < DIRECTIONS; d++)
      {
        gdouble left = 1.0, power;

        for (gint k = 0; k < self->n; k++)
          left -= taken[k] * self->laid[k][i][d];
        power = spectrum_at (self, i) * left * left;
        for (gint k = 0; k < self->n; k++)
          energies[k] += power * self->band[k][i][d] * self->band[k][i][d];
      }
}

static void
fit_spectrum (Meter *self, const gdouble *reference)
{
  gdouble energies[RETEXTURE_BAND_MOST];

  for (gint k = 0; k < self->n; k++)
    self->knots[k] = log (MAX (reference[k], LEAST)) + 2.0 * M_LN2 * k;
  for (gint round = 0; round < ROUNDS; round++)
    {
      render (self, RETEXTURE_LEVEL_MOST, energies);
      for (gint k = 0; k < self->n; k++)
        self->knots[k] += 0.7 * log (MAX (reference[k], LEAST) / energies[k]);
    }
}

/* Logarithms of what a level leaves of each band: its rendition against the raw one. */
static void
find_ratios (const Meter *self, gdouble level, const gdouble *raw, gdouble *ratios)
{
  render (self, level, ratios);
  for (gint k = 0; k < self->n; k++)
    ratios[k] = log (ratios[k] / raw[k]);
}

/* Between two levels the ratios are taken for a straight line; how far along it the picture's are
 * nearest, 0 to 1, and how far away they are there. */
static gdouble
find_nearest (gint n,
              const gdouble *one,
              const gdouble *other,
              const gdouble *picture,
              const gdouble *weights,
              gdouble *share)
{
  gdouble along = 0.0, length = 0.0, distance = 0.0;

  for (gint k = 0; k < n; k++)
    {
      const gdouble step = other[k] - one[k];

      along += weights[k] * step * (picture[k] - one[k]);
      length += weights[k] * step * step;
    }
  *share = length > 0.0 ? CLAMP (along / length, 0.0, 1.0) : 0.0;
  for (gint k = 0; k < n; k++)
    {
      const gdouble d = picture[k] - one[k] - *share * (other[k] - one[k]);

      distance += weights[k] * d * d;
    }
  return distance;
}

gdouble
retexture_level_meter_read (gint n,
                            gdouble size_px,
                            const gdouble *reference,
                            const gdouble *picture,
                            const gdouble *weights)
{
  const gdouble step = (RETEXTURE_LEVEL_MOST - RETEXTURE_LEVEL_LEAST) / (LEVELS - 1);
  g_autofree Meter *self = g_new0 (Meter, 1);
  gdouble raw[RETEXTURE_BAND_MOST], wanted[RETEXTURE_BAND_MOST], ratios[2][RETEXTURE_BAND_MOST];
  gdouble best = -1.0, least = G_MAXDOUBLE, weight = 0.0;

  for (gint k = 0; k < n; k++)
    weight += weights[k];
  if (weight <= 0.0)
    return -1.0;
  self->n = n;
  self->size_px = size_px;
  find_responses (self);
  fit_spectrum (self, reference);
  render (self, RETEXTURE_LEVEL_MOST, raw);
  for (gint k = 0; k < n; k++)
    wanted[k] = log (MAX (picture[k], LEAST) / MAX (reference[k], LEAST));
  find_ratios (self, RETEXTURE_LEVEL_LEAST, raw, ratios[0]);
  for (gint i = 1; i < LEVELS; i++)
    {
      gdouble share, distance;

      find_ratios (self, RETEXTURE_LEVEL_LEAST + step * i, raw, ratios[i % 2]);
      distance = find_nearest (n, ratios[(i - 1) % 2], ratios[i % 2], wanted, weights, &share);
      if (distance < least)
        {
          least = distance;
          best = RETEXTURE_LEVEL_LEAST + step * (i - 1 + share);
        }
    }
  return best;
}
