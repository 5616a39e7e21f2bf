/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The cut is that of A. A. Efros and W. T. Freeman, "Image Quilting for Texture Synthesis and
 * Transfer", Proc. SIGGRAPH (2001) 341-346; the search draws from the whole exemplar and then
 * nearer and nearer to the best place so far, as in C. Barnes et al., "PatchMatch", ACM Trans.
 * Graph. 28 (2009) 24.
 */
#include "quilt-cell.h"

#include "vector.h"

#include <math.h>
#include <string.h>

/* Of the chances: two for each place drawn from all of the exemplar; the rest refine the best. */
#define DRAWN 200

/* Those are compared by so many rows only. */
#define ROUGHLY 2

#define LANES 16

const gfloat *
retexture_patch_pixels (const RetextureExemplar *exemplar,
                        const RetexturePatch *patch,
                        gint channel,
                        gint *stride)
{
  const RetexturePlane *plane
      = retexture_exemplar_get_plane (exemplar, channel, patch->turn, patch->variant);

  *stride = plane->width;
  return plane->values + (gsize) patch->y * plane->width + patch->x;
}

/* ---- choosing ---- */

static inline void
add_misfit (gfloat there, gfloat here, gfloat *squares, gfloat *products)
{
  *squares += there * there + here * here;
  *products += there * here;
}

/* How little the pixels are like what is there: 0 the same, 1 nothing in common; by every row, or
 * every so many. A plain sum of squares would prefer what is flat, and the texture would fade away.
 */
RETEXTURE_VECTOR static gfloat
misfit (const RetextureSurroundings *around, const gfloat *pixels, gint stride, gint every)
{
  /* Sums side by side, so that the processor can add them at once; always the same ones. Those of a
   * row's rest are others, or it could not keep the first where it adds. */
  gfloat squares[LANES] = { 0.0f }, products[LANES] = { 0.0f };
  gfloat rest_squares[LANES] = { 0.0f }, rest_products[LANES] = { 0.0f };
  gfloat sum_squares = 0.0f, sum_products = 0.0f;
  const gint whole = around->size / LANES * LANES;

  for (gint y = 0; y < around->size; y += every)
    {
      const gfloat *there = around->values + (gsize) y * around->stride;
      const gfloat *known = around->known + (gsize) y * around->stride;
      const gfloat *here = pixels + (gsize) y * stride;

      for (gint x = 0; x < whole; x += LANES)
        for (gint k = 0; k < LANES; k++)
          add_misfit (there[x + k], known[x + k] * here[x + k], squares + k, products + k);
      for (gint k = 0; k < around->size - whole; k++)
        add_misfit (there[whole + k], known[whole + k] * here[whole + k], rest_squares + k,
                    rest_products + k);
    }
  for (gint k = 0; k < LANES; k++)
    {
      sum_squares += squares[k] + rest_squares[k];
      sum_products += products[k] + rest_products[k];
    }
  return sum_squares > 0.0f ? 1.0f - 2.0f * sum_products / sum_squares : 0.0f;
}

/* So near to what a neighbour shows that the eye would see the same thing twice. */
static gboolean
is_shown_again (const RetexturePatch *patch, gint size, const RetexturePatch *const *others, gint n)
{
  for (gint i = 0; i < n; i++)
    if (others[i]->variant == patch->variant && ABS (others[i]->x - patch->x) < size / 2
        && ABS (others[i]->y - patch->y) < size / 2)
      return TRUE;
  return FALSE;
}

typedef struct
{
  const RetextureExemplar *exemplar;
  const RetextureSurroundings *around;
  const RetexturePatch *const *others;
  gint n_others;
  RetexturePatch best;
  gfloat least; /* misfit */
  gint every;   /* rows that are compared */
} Search;

static void
try (Search *search, RetexturePatch patch)
{
  const gint size = search->around->size;
  const RetexturePlane *plane
      = retexture_exemplar_get_plane (search->exemplar, 0, patch.turn, patch.variant);
  const gfloat *pixels;
  gfloat found;
  gint stride;

  patch.x = CLAMP (patch.x, 0, plane->width - size);
  patch.y = CLAMP (patch.y, 0, plane->height - size);
  pixels = retexture_patch_pixels (search->exemplar, &patch, 0, &stride);
  found = misfit (search->around, pixels, stride, search->every);
  if (found < search->least && !is_shown_again (&patch, size, search->others, search->n_others))
    {
      search->least = found;
      search->best = patch;
    }
}

static gint
scaled (gfloat chance, gint range)
{
  return (gint) floorf (0.5f * (chance + 1.0f) * (range + 1));
}

/* Anywhere in a plane, by two chances. */
static RetexturePatch
draw (const RetextureExemplar *exemplar, gint size, gint turn, gint variant, const gfloat *chances)
{
  const RetexturePlane *plane = retexture_exemplar_get_plane (exemplar, 0, turn, variant);

  return (RetexturePatch){ .x = scaled (chances[0], plane->width - size),
                           .y = scaled (chances[1], plane->height - size),
                           .turn = turn,
                           .variant = variant };
}

RetexturePatch
retexture_patch_choose (const RetextureExemplar *exemplar,
                        const RetextureSurroundings *around,
                        gint turn,
                        const gfloat *chances,
                        const RetexturePatch *const *others,
                        gint n_others)
{
  const gint n_variants = exemplar->n_variants;
  Search search
      = { .exemplar = exemplar,
          .around = around,
          .others = others,
          .n_others = n_others,
          .best = draw (exemplar, around->size, turn, scaled (chances[2], n_variants - 1), chances),
          .least = G_MAXFLOAT,
          .every = ROUGHLY };
  gint room;

  for (gint i = 0; i < DRAWN; i++)
    try (&search, draw (exemplar, around->size, turn, i % n_variants, chances + 2 * i));
  search.every = 1;
  search.least = G_MAXFLOAT;
  try (&search, search.best);
  room
      = retexture_exemplar_get_plane (exemplar, 0, turn, search.best.variant)->width - around->size;
  /* The steps fall from a third of the exemplar to a pixel. */
  for (gint i = 2 * DRAWN; i + 1 < RETEXTURE_PATCH_CHANCES; i += 2)
    {
      const gfloat share = (gfloat) (i - 2 * DRAWN) / (RETEXTURE_PATCH_CHANCES - 2 * DRAWN);
      const gfloat reach = MAX (1.5f, 0.33f * room * powf (0.02f, share));
      RetexturePatch patch = search.best;

      patch.x += (gint) lroundf (chances[i] * reach);
      patch.y += (gint) lroundf (chances[i + 1] * reach);
      try (&search, patch);
    }
  return search.best;
}

/* ---- cutting ---- */

/* The cheapest line down a strip of `rows` x `columns` costs, a step left or right at most in each
 * row; `line` gets its column by row. `costs` is used up. */
static void
find_line (gfloat *costs, gint rows, gint columns, gint *line)
{
  gint column = 0;

  for (gint y = 1; y < rows; y++)
    for (gint x = 0; x < columns; x++)
      {
        const gfloat *above = costs + (y - 1) * columns + x;
        gfloat least = above[0];

        if (x > 0)
          least = MIN (least, above[-1]);
        if (x < columns - 1)
          least = MIN (least, above[1]);
        costs[y * columns + x] += least;
      }
  for (gint y = rows - 1; y >= 0; y--)
    {
      const gfloat *row = costs + y * columns;
      const gint first = y == rows - 1 ? 0 : MAX (0, column - 1);
      const gint last = y == rows - 1 ? columns - 1 : MIN (columns - 1, column + 1);

      column = first;
      for (gint x = first + 1; x <= last; x++)
        if (row[x] < row[column])
          column = x;
      line[y] = column;
    }
}

/* Takes from `keep` what lies beyond the line in one of the overlaps: `far` in the one at the
 * greater coordinates, `across` in those above and below. */
static void
cut_side (const RetextureSurroundings *around,
          const gfloat *differences,
          gboolean across,
          gboolean far,
          gboolean *keep)
{
  const gint size = around->size, columns = around->overlap;
  const gint first = far ? size - columns : 0;
  const gint step = across ? size : 1, row_step = across ? 1 : size;
  gfloat *costs = g_newa (gfloat, size * columns);
  gint *line = g_newa (gint, size);

  for (gint y = 0; y < size; y++)
    for (gint x = 0; x < columns; x++)
      costs[y * columns + x] = differences[y * row_step + (first + x) * step];
  find_line (costs, size, columns, line);
  for (gint y = 0; y < size; y++)
    for (gint x = 0; x < columns; x++)
      if (far ? x > line[y] : x < line[y])
        keep[y * row_step + (first + x) * step] = FALSE;
}

/* Softens the cut by a pixel: a hard one adds fine detail of its own where the texture has none. */
static void
soften (const gboolean *keep, gint size, gfloat *shares)
{
  for (gint y = 0; y < size; y++)
    for (gint x = 0; x < size; x++)
      {
        gfloat sum = 0.0f;

        for (gint k = 0; k < 9; k++)
          {
            const gint u = x + k % 3 - 1, v = y + k / 3 - 1;

            if (u >= 0 && v >= 0 && u < size && v < size && keep[v * size + u])
              sum += (2 - ABS (u - x)) * (2 - ABS (v - y));
          }
        shares[y * size + x] = sum / 16.0f;
      }
}

void
retexture_patch_cut (const RetextureExemplar *exemplar,
                     const RetextureSurroundings *around,
                     const RetexturePatch *patch,
                     gfloat *shares)
{
  const gint size = around->size;
  g_autofree gfloat *differences = g_new (gfloat, size * size);
  g_autofree gboolean *keep = g_new (gboolean, size * size);
  gint stride;
  const gfloat *pixels = retexture_patch_pixels (exemplar, patch, 0, &stride);

  for (gint y = 0; y < size; y++)
    for (gint x = 0; x < size; x++)
      {
        const gsize place = (gsize) y * around->stride + x;
        const gfloat difference
            = around->known[place] * (around->values[place] - pixels[(gsize) y * stride + x]);

        differences[y * size + x] = difference * difference;
        keep[y * size + x] = TRUE;
      }
  for (gint side = 0; side < 4; side++)
    cut_side (around, differences, side / 2, side % 2, keep);
  soften (keep, size, shares);
  for (gint y = 0; y < size; y++)
    for (gint x = 0; x < size; x++)
      if (around->known[(gsize) y * around->stride + x] == 0.0f)
        shares[y * size + x] = 1.0f;
}
