/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a Gaussian of the radius r leaves of a band between the blurs a and b follows from the
 * spectrum of what it blurs. In photographs energy falls with the square of the frequency (D. J.
 * Field, "Relations between the statistics of natural images and the response properties of
 * cortical cells", J. Opt. Soc. Am. A 4 (1987)); then the band's energy is
 *
 *   E (r) = ln ((a^2 + b^2) / 2 + r^2) - ln (a^2 + r^2) / 2 - ln (b^2 + r^2) / 2
 *
 * by Frullani's integral. Of all radii that one is found, by least squares, which leaves of the
 * bands' deviations what the edit has left of them where it lost most.
 */
#include "missing-radius.h"

#include <math.h>

#include "quantile.h"
#include "smooth-step.h"

/* Places count that lost their finest texture: up to this radius, from the first share on, fully
 * from the second. */
#define FINE 2.0
#define LOST_FROM 0.35f
#define LOST_ALL 0.7f

/* From this radius on, in pixels, a difference can tell a change. */
#define COARSE 8.0

/* Fewer cells lost nothing. */
#define FEWEST 16.0

/* The radii that are tried: from the least on, so many for an octave. */
#define LEAST 0.3
#define STEPS_AN_OCTAVE 8
#define OCTAVES 6
#define STEPS (OCTAVES * STEPS_AN_OCTAVE + 1)

/* The blur of a picture's own pixels. */
#define PIXEL 0.3

/* The bands leak into each other, and what is left in one of those beside it looks like texture
 * kept. Of edits smoothed by 1 to 6 pixels, of six photographs, so much more was found to be true.
 */
#define LEAKAGE 1.6

/* The share of places whose radius is usual; and so many times that are more than smoothing, and
 * surely. */
#define USUAL 0.25
#define MORE 1.8f
#define MUCH_MORE 2.6f

/* Bands that may count; and of the places, the share that must have texture in a band. */
#define BANDS 7
#define LEAST_KNOWN 0.1

typedef struct
{
  gint n;
  gdouble kept[BANDS]; /* mean share of the deviation; below 0: not known */
} Kept;

static gdouble
find_kept (const RetextureLattice *ratio, gint k, const RetextureLattice *weights)
{
  const RetextureLatticePlace place = retexture_band_place (k);
  gfloat *row = gegl_scratch_new (gfloat, weights->columns);
  gdouble all = 0.0, known = 0.0, kept = 0.0;

  for (gint y = 0; y < weights->rows; y++)
    {
      const gfloat *weight = weights->values + (gsize) y * weights->columns;

      retexture_lattice_read (ratio, &place, GEGL_RECTANGLE (0, y, weights->columns, 1), row);
      for (gint x = 0; x < weights->columns; x++)
        {
          all += weight[x];
          if (row[x] < 0.0f)
            continue;
          known += weight[x];
          kept += weight[x] * row[x];
        }
    }
  gegl_scratch_free (row);
  return known > LEAST_KNOWN * all ? kept / known : -1.0;
}

/* What was painted anew says nothing of how the rest was smoothed. */
static void
leave_out_changed (RetextureMissing *missing, RetextureLattice *weights)
{
  gint level;
  g_autoptr (RetextureLattice) change = retexture_missing_find_change (missing, COARSE, &level);
  const RetextureLatticePlace place = {
    .step = ldexp (RETEXTURE_BAND_CELL, -level),
    .x0 = -RETEXTURE_BAND_FIRST * ldexp (RETEXTURE_BAND_CELL, -level),
    .y0 = -RETEXTURE_BAND_FIRST * ldexp (RETEXTURE_BAND_CELL, -level),
  };
  gfloat *row = gegl_scratch_new (gfloat, weights->columns);

  for (gint y = 0; y < weights->rows; y++)
    {
      gfloat *values = weights->values + (gsize) y * weights->columns;

      retexture_lattice_read (change, &place, GEGL_RECTANGLE (0, y, weights->columns, 1), row);
      for (gint x = 0; x < weights->columns; x++)
        values[x] *= 1.0f - row[x];
    }
  gegl_scratch_free (row);
}

/* E (r) of band `k`. */
static gdouble
energy_of (gint k, gdouble radius_px)
{
  const gdouble a = MAX (retexture_pyramid_radius (k), PIXEL), b = retexture_pyramid_radius (k + 1);
  const gdouble rr = radius_px * radius_px;

  return log (0.5 * (a * a + b * b) + rr) - 0.5 * log (a * a + rr) - 0.5 * log (b * b + rr);
}

static gdouble
radius_of_step (gint i)
{
  return LEAST * exp2 ((gdouble) i / STEPS_AN_OCTAVE);
}

/* What each of the radii that are tried leaves of the bands. */
typedef struct
{
  gdouble left[STEPS][BANDS];
} Table;

static void
fill_table (Table *table)
{
  for (gint i = 0; i < STEPS; i++)
    for (gint k = 0; k < BANDS; k++)
      table->left[i][k] = sqrt (energy_of (k, radius_of_step (i)) / energy_of (k, 0.0));
}

static gdouble
misfit (const Kept *kept, const gdouble left[BANDS])
{
  gdouble sum = 0.0;

  for (gint k = 0; k < kept->n; k++)
    if (kept->kept[k] >= 0.0)
      sum += (kept->kept[k] - left[k]) * (kept->kept[k] - left[k]);
  return sum;
}

static gdouble
find_best (const Table *table, const Kept *kept)
{
  gdouble least = G_MAXDOUBLE;
  gint best = 0;

  for (gint i = 0; i < STEPS; i++)
    {
      const gdouble sum = misfit (kept, table->left[i]);

      if (sum < least)
        {
          least = sum;
          best = i;
        }
    }
  return radius_of_step (best);
}

/* ---- places ---- */

static RetextureLattice *
find_radii (RetextureMissing *missing, const Table *table)
{
  const RetextureLattice *like = retexture_missing_get_ratio (missing, RETEXTURE_RADIUS_PLACE);
  const gint n = MIN (retexture_missing_get_n_bands (missing), BANDS);
  const gsize size = (gsize) like->columns * like->rows;
  RetextureLattice *radii = retexture_lattice_new (like->columns, like->rows);
  g_autofree gfloat *kept = g_new (gfloat, n * size);

  for (gint k = 0; k < n; k++)
    {
      const RetextureLatticePlace place = retexture_band_place_on (RETEXTURE_RADIUS_PLACE, k);

      retexture_lattice_read (retexture_missing_get_ratio (missing, k), &place,
                              GEGL_RECTANGLE (0, 0, like->columns, like->rows), kept + k * size);
    }
  for (gsize i = 0; i < size; i++)
    {
      Kept own = { .n = n };

      for (gint k = 0; k < n; k++)
        own.kept[k] = kept[k * size + i];
      radii->values[i] = LEAKAGE * find_best (table, &own);
    }
  return radii;
}

/* That of a quarter of the places that lost something. */
static gdouble
find_usual (const RetextureLattice *radii, const RetextureLattice *weights)
{
  const gsize size = (gsize) radii->columns * radii->rows;
  g_autoptr (RetextureLattice) read
      = retexture_band_read (RETEXTURE_RADIUS_PLACE, 0, weights, radii);
  g_autofree gdouble *lost = g_new (gdouble, size);
  gint n = 0;

  for (gsize i = 0; i < size; i++)
    if (read->values[i] > 0.5f)
      lost[n++] = radii->values[i];
  return n > 0 ? retexture_quantile (lost, n, USUAL) : G_MAXDOUBLE;
}

/* What lost far more than most was put out of focus, and says nothing of the rest. */
static void
leave_out_blurred (const RetextureLattice *radii, RetextureLattice *weights)
{
  const RetextureLatticePlace place = retexture_band_place (RETEXTURE_RADIUS_PLACE);
  const gdouble usual = find_usual (radii, weights);
  gfloat *row = gegl_scratch_new (gfloat, weights->columns);

  for (gint y = 0; y < weights->rows; y++)
    {
      gfloat *values = weights->values + (gsize) y * weights->columns;

      retexture_lattice_read (radii, &place, GEGL_RECTANGLE (0, y, weights->columns, 1), row);
      for (gint x = 0; x < weights->columns; x++)
        values[x] *= 1.0f - retexture_smooth_step (MORE, MUCH_MORE, row[x] / usual);
    }
  gegl_scratch_free (row);
}

/* FALSE where nothing was lost. */
static gboolean
look (RetextureMissing *missing, const RetextureLattice *radii, Kept *kept)
{
  g_autoptr (RetextureLattice) weights = retexture_missing_find_loss (missing, FINE);
  gdouble all = 0.0;

  for (gsize i = 0; i < (gsize) weights->columns * weights->rows; i++)
    weights->values[i] = retexture_smooth_step (LOST_FROM, LOST_ALL, weights->values[i]);
  leave_out_changed (missing, weights);
  if (radii)
    leave_out_blurred (radii, weights);
  for (gsize i = 0; i < (gsize) weights->columns * weights->rows; i++)
    all += weights->values[i];
  if (all < FEWEST)
    return FALSE;
  kept->n = MIN (retexture_missing_get_n_bands (missing), BANDS);
  for (gint k = 0; k < kept->n; k++)
    kept->kept[k] = find_kept (retexture_missing_get_ratio (missing, k), k, weights);
  return TRUE;
}

gdouble
retexture_missing_find_radius (RetextureMissing *self, RetextureLattice **radii)
{
  Table table;
  Kept kept;

  fill_table (&table);
  *radii = retexture_missing_get_n_bands (self) > RETEXTURE_RADIUS_PLACE ? find_radii (self, &table)
                                                                         : NULL;
  return look (self, *radii, &kept) ? LEAKAGE * find_best (&table, &kept) : 0.0;
}
