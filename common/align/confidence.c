/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "confidence.h"

#include <math.h>

#include "band-run.h"
#include "smooth-step.h"

/* Samples across and down that are summed up to one cell; windows are about five cells wide. */
#define CELL 8
#define SMOOTHINGS 3

/* Correlations that are no match, and that are one. */
#define STRANGE 0.2f
#define ALIKE 0.55f

/* Squares a sample, in bands of about 1, from which on a window tells something. */
#define TELLING 0.35f

/* What counts as much as so many telling cells, for there being no doubt. */
#define TRUST 0.2f

/* At a glance: samples across a window, and the least correlation that is agreement. */
#define WINDOW 24
#define AGREEMENT 0.5

/* The least deviation of a band, about 1 elsewhere, that is structure. */
#define STRUCTURE 0.1

typedef struct
{
  const RetextureBandPair *pair;
  RetextureTransform map;
  const RetextureField *field;
  RetextureLattice *products, *edit, *original;
} Job;

static void
add_cell (const Job *job, gint column, gint row)
{
  const RetextureBandPair *pair = job->pair;
  const gsize cell = (gsize) row * job->edit->columns + column;
  const gint right = MIN ((column + 1) * CELL, pair->edit.width);
  const gint bottom = MIN ((row + 1) * CELL, pair->edit.height);
  const RetextureTransform map = retexture_band_pair_bend (
      pair, &job->map, job->field, 0.5 * (column * CELL + right), 0.5 * (row * CELL + bottom));
  const RetextureBandAgreement sums = retexture_band_pair_agree (
      pair, &map,
      GEGL_RECTANGLE (column * CELL, row * CELL, right - column * CELL, bottom - row * CELL));

  job->products->values[cell] = (gfloat) sums.products;
  job->edit->values[cell] = (gfloat) sums.edit;
  job->original->values[cell] = (gfloat) sums.original;
}

/* Called with a range of rows of cells, from several threads. */
static void
add_rows (gsize offset, gsize size, gpointer user_data)
{
  const Job *job = user_data;

  for (gsize row = offset; row < offset + size; row++)
    for (gint column = 0; column < job->edit->columns; column++)
      add_cell (job, column, (gint) row);
}

RetextureLattice *
retexture_confidence_find (const RetextureBandPair *pair,
                           const RetextureMotion *motion,
                           RetextureLatticePlace *place)
{
  const gint columns = (pair->edit.width + CELL - 1) / CELL;
  const gint rows = (pair->edit.height + CELL - 1) / CELL;
  RetextureLattice *products = retexture_lattice_new (columns, rows);
  g_autoptr (RetextureLattice) edit = retexture_lattice_new (columns, rows);
  g_autoptr (RetextureLattice) original = retexture_lattice_new (columns, rows);
  Job job = { pair,          retexture_band_pair_map (pair, &motion->transform),
              motion->field, products,
              edit,          original };

  gegl_parallel_distribute_range (rows, 1.0, add_rows, &job);
  retexture_lattice_smooth (products, SMOOTHINGS);
  retexture_lattice_smooth (edit, SMOOTHINGS);
  retexture_lattice_smooth (original, SMOOTHINGS);
  for (gint i = 0; i < columns * rows; i++)
    {
      const gfloat squares = edit->values[i] * original->values[i];
      const gfloat alike = squares > 0.0f ? products->values[i] / sqrtf (squares) : 0.0f;
      const gfloat least = MIN (edit->values[i], original->values[i]) / (CELL * CELL);
      const gfloat telling = MIN (1.0f, least / TELLING);

      products->values[i] = telling * retexture_smooth_step (STRANGE, ALIKE, alike);
      edit->values[i] = telling;
    }
  retexture_lattice_smooth (products, SMOOTHINGS);
  retexture_lattice_smooth (edit, SMOOTHINGS);
  for (gint i = 0; i < columns * rows; i++)
    products->values[i] = (products->values[i] + TRUST) / (edit->values[i] + TRUST);
  place->step = 1.0 / (CELL * pair->edit_factor);
  place->x0 = place->y0 = 0.5 * place->step - 0.5;
  return products;
}

/* ---- at a glance ---- */

/* The share of windows with structure in which both agree. */
gdouble
retexture_confidence_at_a_glance (const RetextureBandPair *pair,
                                  const RetextureTransform *transform)
{
  const RetextureTransform map = retexture_band_pair_map (pair, transform);
  gint agreeing = 0, windows = 0;

  for (gint top = 0; top + WINDOW / 2 <= pair->edit.height; top += WINDOW)
    for (gint left = 0; left + WINDOW / 2 <= pair->edit.width; left += WINDOW)
      {
        const RetextureBandAgreement sums = retexture_band_pair_agree (
            pair, &map,
            GEGL_RECTANGLE (left, top, MIN (WINDOW, pair->edit.width - left),
                            MIN (WINDOW, pair->edit.height - top)));

        windows++;
        if (sums.edit > STRUCTURE * STRUCTURE * sums.n
            && retexture_band_agreement_correlate (&sums) > AGREEMENT)
          agreeing++;
      }
  return windows > 0 ? (gdouble) agreeing / windows : 0.0;
}
