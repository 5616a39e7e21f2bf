/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sparse convolution noise (J. P. Lewis, "Algorithms for Solid Noise Synthesis", SIGGRAPH 1989):
 * single strokes at places, angles and strengths of chance, added up. A scratch is a groove between
 * two ridges, so that across it light and dark cancel: however many there are, tone stays.
 */
#include "scratches.h"

#include "hash-noise.h"

#include <math.h>

/* Planes of the hash; other users of the same seed have others. */
enum
{
  PLANE_X = 96,
  PLANE_Y,
  PLANE_STRENGTH,
  PLANE_ANGLE,
  PLANE_LENGTH
};

/* Sides of the plane, and the longest scratches for the small one. */
#define SMALL 512
#define LARGE 1024
#define LONG 96.0

/* (1 - v^2)^2 (1 - 7 v^2) is 0 in the mean; its middle, 1 - 9 v^2, is that of a Gaussian whose
 * standard deviation is this share of its reach. */
#define NARROWNESS 0.2357

/* Pixels are squares of this variance, which even the finest scratch fills. */
#define PIXEL_VARIANCE (1.0 / 12.0)

/* The width that counts when scratches cover a place, in standard deviations. */
#define COVERING 4.0

/* Lengths vary so much either way. */
#define VARIETY 0.5

typedef struct
{
  gdouble x, y, cosine, sine;
  gdouble along, across; /* half its length, and the reach of its profile */
  gfloat strength;
} Stroke;

static gfloat
chance (RetextureNoiseKind kind, guint32 seed, guint32 plane, gint i)
{
  gfloat value;

  retexture_hash_noise_row (kind, seed, plane, i, 0, 1, &value);
  return value;
}

static Stroke
make_stroke (const RetextureScratches *recipe, gint size, gint i)
{
  const guint32 seed = recipe->seed;
  const gdouble width = sqrt (recipe->width * recipe->width + PIXEL_VARIANCE);
  const gdouble across = width / NARROWNESS;
  const gdouble variety = 1.0 + VARIETY * chance (RETEXTURE_NOISE_UNIFORM, seed, PLANE_LENGTH, i);
  const gdouble angle = recipe->spread * chance (RETEXTURE_NOISE_GAUSSIAN, seed, PLANE_ANGLE, i);

  return (Stroke){
    .x = 0.5 * size * (1.0 + chance (RETEXTURE_NOISE_UNIFORM, seed, PLANE_X, i)),
    .y = 0.5 * size * (1.0 + chance (RETEXTURE_NOISE_UNIFORM, seed, PLANE_Y, i)),
    .cosine = cos (angle),
    .sine = sin (angle),
    .along = MAX (0.5 * recipe->length * variety, across),
    .across = across,
    .strength = chance (RETEXTURE_NOISE_GAUSSIAN, seed, PLANE_STRENGTH, i),
  };
}

static gfloat
profile (gdouble u, gdouble v)
{
  const gdouble along = 1.0 - u * u, across = 1.0 - v * v;

  return along <= 0.0 || across <= 0.0 ? 0.0
                                       : along * along * across * across * (1.0 - 7.0 * v * v);
}

static void
draw (const Stroke *stroke, gint size, gfloat *values)
{
  const gdouble reach_x
      = fabs (stroke->cosine) * stroke->along + fabs (stroke->sine) * stroke->across;
  const gdouble reach_y
      = fabs (stroke->sine) * stroke->along + fabs (stroke->cosine) * stroke->across;

  for (gint y = (gint) floor (stroke->y - reach_y); y <= (gint) ceil (stroke->y + reach_y); y++)
    {
      gfloat *row = values + (gsize) (y & (size - 1)) * size;

      for (gint x = (gint) floor (stroke->x - reach_x); x <= (gint) ceil (stroke->x + reach_x); x++)
        {
          const gdouble dx = x - stroke->x, dy = y - stroke->y;
          const gdouble u = (dx * stroke->cosine + dy * stroke->sine) / stroke->along;
          const gdouble v = (dy * stroke->cosine - dx * stroke->sine) / stroke->across;

          row[x & (size - 1)] += stroke->strength * profile (u, v);
        }
    }
}

RetextureFourier *
retexture_scratches_new (const RetextureScratches *recipe)
{
  const gint size = recipe->length > LONG ? LARGE : SMALL;
  const gdouble width = COVERING * sqrt (recipe->width * recipe->width + PIXEL_VARIANCE);
  const gdouble covered = width * MAX (recipe->length, width);
  const gint n = (gint) ceil (recipe->density * size * size / covered);
  RetextureFourier *plane = retexture_fourier_new (size);

  for (gint i = 0; i < n; i++)
    {
      const Stroke stroke = make_stroke (recipe, size, i);

      draw (&stroke, size, plane->values);
    }
  return plane;
}
