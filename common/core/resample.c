/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "resample.h"

#include <gegl.h>
#include <math.h>

#include "vector.h"

#define LOBES 3.0

typedef struct
{
  const RetexturePlane *from;
  RetexturePlane *to;
  gdouble matrix[4]; /* from a distance in `to` to one in `from` */
  gdouble stretch;
} Job;

RetexturePlane
retexture_plane_new (gint width, gint height)
{
  return (RetexturePlane){ width, height, g_new (gfloat, (gsize) width * height) };
}

void
retexture_plane_clear (RetexturePlane *plane)
{
  g_clear_pointer (&plane->values, g_free);
}

/* Duchon, "Lanczos Filtering in One and Two Dimensions", J. Appl. Meteor. 18 (1979) 1016-1022. */
static gdouble
lanczos (gdouble x)
{
  const gdouble p = G_PI * x;

  if (fabs (x) < 1e-6)
    return 1.0;
  return fabs (x) < LOBES ? LOBES * sin (p) * sin (p / LOBES) / (p * p) : 0.0;
}

/* Steps of the kernel's tables between two lobes' ends. */
#define STEPS 512

/* Taps of the kernel as it is, and floats of a row of its table: a whole number of vectors. */
#define PLAIN_TAPS RETEXTURE_LANCZOS_PLAIN_TAPS
#define PLAIN_ROW 8

static const gfloat *
lanczos_table (void)
{
  static gfloat *table = NULL;

  if (g_once_init_enter (&table))
    {
      gfloat *made = g_new (gfloat, (gint) LOBES * STEPS + 2);

      for (gint i = 0; i < (gint) LOBES * STEPS + 2; i++)
        made[i] = lanczos ((gdouble) i / STEPS);
      g_once_init_leave (&table, made);
    }
  return table;
}

/* Within 2e-6 of it. */
static gfloat
kernel_at (const gfloat *table, gdouble x)
{
  const gdouble place = MIN (fabs (x), LOBES) * STEPS;
  const gint step = (gint) place;

  return table[step] + (place - step) * (table[step + 1] - table[step]);
}

/* The weights of samples from two before a place on, for STEPS + 1 places from one sample to the
 * next. */
static const gfloat *
plain_weights (void)
{
  static gfloat *table = NULL;

  if (g_once_init_enter (&table))
    {
      gfloat *made = g_new0 (gfloat, (STEPS + 1) * PLAIN_ROW);

      for (gint step = 0; step <= STEPS; step++)
        {
          gfloat *row = made + step * PLAIN_ROW;
          gdouble sum = 0.0;

          for (gint i = 0; i < PLAIN_TAPS; i++)
            sum += row[i] = lanczos (i - 2 - (gdouble) step / STEPS);
          for (gint i = 0; i < PLAIN_TAPS; i++)
            row[i] /= sum;
        }
      g_once_init_leave (&table, made);
    }
  return table;
}

/* Within 2e-6, too, and many times as fast: this is done twice for each pixel of a picture. */
static inline gint
weigh_plainly (gdouble position, gfloat *weights)
{
  const gdouble whole = floor (position), place = (position - whole) * STEPS;
  /* Just below a sample the place is rounded to the next one. */
  const gint step = MIN ((gint) place, STEPS - 1);
  const gfloat share = place - step;
  const gfloat *row = plain_weights () + step * PLAIN_ROW;

  for (gint i = 0; i < PLAIN_ROW; i++)
    weights[i] = row[i] + share * (row[PLAIN_ROW + i] - row[i]);
  return (gint) whole - 2;
}

RETEXTURE_VECTOR gint
retexture_lanczos_weigh (gdouble position, gdouble stretch, gfloat *weights, gint *n)
{
  const gfloat *table;
  const gint first = (gint) ceil (position - LOBES * stretch);
  gdouble sum = 0.0;

  if (stretch == 1.0)
    {
      *n = PLAIN_TAPS;
      return weigh_plainly (position, weights);
    }
  table = lanczos_table ();
  *n = MIN ((gint) floor (position + LOBES * stretch) - first + 1, RETEXTURE_LANCZOS_MOST_TAPS);
  for (gint i = 0; i < *n; i++)
    sum += weights[i] = kernel_at (table, (first + i - position) / stretch);
  for (gint i = 0; i < *n; i++)
    weights[i] /= sum;
  return first;
}

static gfloat
sample (const Job *job, gdouble x, gdouble y)
{
  const RetexturePlane *from = job->from;
  gfloat across[RETEXTURE_LANCZOS_MOST_TAPS], down[RETEXTURE_LANCZOS_MOST_TAPS];
  gint columns, rows;
  const gint left = retexture_lanczos_weigh (x, job->stretch, across, &columns);
  const gint top = retexture_lanczos_weigh (y, job->stretch, down, &rows);
  gfloat sum = 0.0f;

  for (gint j = 0; j < rows; j++)
    {
      const gfloat *row = from->values + (gsize) CLAMP (top + j, 0, from->height - 1) * from->width;
      gfloat of_row = 0.0f;

      for (gint i = 0; i < columns; i++)
        of_row += across[i] * row[CLAMP (left + i, 0, from->width - 1)];
      sum += down[j] * of_row;
    }
  return sum;
}

static void
fill_rows (gsize offset, gsize size, gpointer user_data)
{
  const Job *job = user_data;
  RetexturePlane *to = job->to;

  for (gint y = (gint) offset; y < (gint) (offset + size); y++)
    for (gint x = 0; x < to->width; x++)
      {
        const gdouble dx = x - 0.5 * (to->width - 1), dy = y - 0.5 * (to->height - 1);

        to->values[(gsize) y * to->width + x]
            = sample (job, 0.5 * (job->from->width - 1) + job->matrix[0] * dx + job->matrix[1] * dy,
                      0.5 * (job->from->height - 1) + job->matrix[2] * dx + job->matrix[3] * dy);
      }
}

static void
copy (const RetexturePlane *from, RetexturePlane *to, gboolean mirrored)
{
  for (gint y = 0; y < to->height; y++)
    for (gint x = 0; x < to->width; x++)
      to->values[(gsize) y * to->width + x]
          = from->values[(gsize) y * to->width + (mirrored ? to->width - 1 - x : x)];
}

void
retexture_resample (
    const RetexturePlane *from, RetexturePlane *to, gdouble scale, gdouble angle, gboolean mirrored)
{
  const gdouble c = cos (angle) / scale, s = sin (angle) / scale, sign = mirrored ? -1.0 : 1.0;
  /* Wider than this the kernel is not made: what little it would average away is gone anyway. */
  const gdouble widest = (RETEXTURE_LANCZOS_MOST_TAPS - 2) / (2.0 * LOBES);
  Job job = {
    .from = from,
    .to = to,
    .matrix = { sign * c, sign * s, -s, c },
    .stretch = CLAMP (1.0 / scale, 1.0, widest),
  };

  if (scale == 1.0 && angle == 0.0 && to->width == from->width && to->height == from->height)
    copy (from, to, mirrored);
  else
    gegl_parallel_distribute_range (to->height, 16.0, fill_rows, &job);
}
