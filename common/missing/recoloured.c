/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Of colours the ratios to green count, on logarithms, so that light counts apart, and less: it may
 * fall anew. What an edit makes of all colours, such as another balance of white, is the median of
 * what became of those that surely are the same in both.
 */
#include "recoloured.h"

#include <math.h>

#include "band-energies.h"
#include "quantile.h"

enum
{
  RED,
  LIGHT,
  BLUE,
  N_MEASURES
};

/* How much a difference counts. */
static const gfloat counts[N_MEASURES] = { 1.0f, 0.35f, 1.0f };

/* Added to a channel: in the dark, colours are noise. */
#define SHADE 0.06f

/* From this share on it is the same; and less of the picture that is does not tell. */
#define SAME 0.5f
#define LEAST_SAME 0.02

/* Where colours are so much fewer than they were, they are taken out of all. */
#define LEAST_COLOUR 0.3

/* From this distance on a colour is another one; and from so many times what is usual of what is
 * the same. */
#define OTHER 0.3
#define USUAL 3.0

/* A smoothing (lattice.h) of samples: single ones are spots, which their details tell of. */
#define SMOOTH 6

static gfloat
logarithm (const RetextureLattice *channel, gsize i)
{
  return logf (MAX (channel->values[i], 0.0f) + SHADE);
}

static RetextureLattice *
measure_new (RetextureLattice *const picture[3], gint measure)
{
  RetextureLattice *values = retexture_lattice_new (picture[0]->columns, picture[0]->rows);

  for (gsize i = 0; i < (gsize) values->columns * values->rows; i++)
    {
      const gfloat green = logarithm (picture[1], i);

      values->values[i]
          = counts[measure] * (measure == LIGHT ? green : logarithm (picture[measure], i) - green);
    }
  retexture_lattice_smooth (values, SMOOTH);
  return values;
}

/* A value for each sample. Finer bands may be lost, coarser ones reach across the edges of things.
 */
static RetextureLattice *
spread_cells (const RetextureLattice *cells, const RetextureLattice *like)
{
  static const RetextureLatticePlace place
      = { (gdouble) (1 << (RETEXTURE_BAND_COARSE - RETEXTURE_BAND_KEPT)) / RETEXTURE_BAND_CELL,
          RETEXTURE_BAND_FIRST, RETEXTURE_BAND_FIRST };
  RetextureLattice *samples = retexture_lattice_new (like->columns, like->rows);

  retexture_lattice_read (cells, &place, GEGL_RECTANGLE (0, 0, like->columns, like->rows),
                          samples->values);
  return samples;
}

/* Of the samples that are the same in both. */
typedef struct
{
  gsize *places;
  gint n;
  gdouble *values; /* room for one of each */
} Same;

static gdouble
median_of (const Same *same, const RetextureLattice *lattice)
{
  for (gint i = 0; i < same->n; i++)
    same->values[i] = lattice->values[same->places[i]];
  return retexture_quantile (same->values, same->n, 0.5);
}

static gdouble
deviation_of (const Same *same, const RetextureLattice *lattice)
{
  const gdouble median = median_of (same, lattice);

  for (gint i = 0; i < same->n; i++)
    same->values[i] = fabs (lattice->values[same->places[i]] - median);
  return retexture_quantile (same->values, same->n, 0.5);
}

/* Adds the squares of what differs beyond what does everywhere. */
static void
add_measure (const Same *same,
             RetextureLattice *const coarse[2][3],
             gint measure,
             RetextureLattice *squares)
{
  g_autoptr (RetextureLattice) original = measure_new (coarse[0], measure);
  g_autoptr (RetextureLattice) edit = measure_new (coarse[1], measure);
  const gsize n = (gsize) squares->columns * squares->rows;
  gfloat shift;

  if (measure != LIGHT && deviation_of (same, edit) < LEAST_COLOUR * deviation_of (same, original))
    return;
  for (gsize i = 0; i < n; i++)
    edit->values[i] -= original->values[i];
  shift = median_of (same, edit);
  for (gsize i = 0; i < n; i++)
    squares->values[i] += (edit->values[i] - shift) * (edit->values[i] - shift);
}

static void
find_same (const RetextureLattice *weights, Same *same)
{
  const gsize n = (gsize) weights->columns * weights->rows;

  *same = (Same){ g_new (gsize, n), 0, g_new (gdouble, n) };
  for (gsize i = 0; i < n; i++)
    if (weights->values[i] > SAME)
      same->places[same->n++] = i;
}

RetextureLattice *
retexture_recoloured_find (RetextureLattice *const coarse[2][3], const RetextureLattice *agreed)
{
  RetextureLattice *found = retexture_lattice_new (coarse[0][0]->columns, coarse[0][0]->rows);
  const gsize n = (gsize) found->columns * found->rows;
  g_autoptr (RetextureLattice) weights = spread_cells (agreed, found);
  Same same;

  find_same (weights, &same);
  if (same.n > LEAST_SAME * n)
    {
      gdouble beyond;

      for (gint m = 0; m < N_MEASURES; m++)
        add_measure (&same, coarse, m, found);
      for (gsize i = 0; i < n; i++)
        found->values[i] = sqrtf (found->values[i]);
      beyond = MAX (USUAL * median_of (&same, found), OTHER);
      for (gsize i = 0; i < n; i++)
        found->values[i] /= beyond;
    }
  g_free (same.places);
  g_free (same.values);
  return found;
}
