/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "face-cells.h"

#include <math.h>

#include "areas.h"
#include "quantile.h"

/* Skin is no more lined than this, however hard the light. */
#define MOST_LINES 0.018f

/* Cells of one face are lit by no more different light than this. */
#define LIT_ALIKE 0.6f

/* Fewer cells, or a smaller share of the picture, are nobody's face; and what is along more of the
 * picture's upper edge than this is a wall of skin's colour, or leaves no room for hair. */
#define FEWEST 9
#define LEAST_SHARE 0.005
#define MOST_OF_EDGE 0.25

/* A face is so many times as high as the square root of the bare skin that is seen of it, with neck
 * and shoulders: within a third in eight portraits. */
#define FACE_OF_SKIN 1.2

static gboolean
is_bare (gint i, gconstpointer user_data)
{
  const RetextureLinedCells *cells = user_data;

  return cells->skin->values[i] > 0.5f && cells->lines->values[i] < MOST_LINES;
}

/* Light falls off over a face; where it does so at once, hair begins. */
static gboolean
are_lit_alike (gint one, gint other, gconstpointer user_data)
{
  const gfloat *tones = ((const RetextureLinedCells *) user_data)->tones->values;

  return MIN (tones[one], tones[other]) > LIT_ALIKE * MAX (tones[one], tones[other]);
}

static gboolean
is_a_wall (const gint *areas, gint area, gint columns)
{
  gint n = 0;

  for (gint x = 0; x < columns; x++)
    n += areas[x] == area;
  return n > MOST_OF_EDGE * columns;
}

/* What has face on all four sides is in it, as eyes are. */
static void
fill_in (RetextureLattice *inside)
{
  const gint columns = inside->columns, rows = inside->rows, n = columns * rows;
  g_autofree guint8 *sides = g_new0 (guint8, n);

  for (gint sweep = 0; sweep < 2; sweep++)
    for (gint k = 0; k < n; k++)
      {
        const gint i = sweep == 0 ? k : n - 1 - k, step = sweep == 0 ? -1 : 1;
        const gint x = i % columns + step, y = i / columns + step;

        /* What is seen from here to the left and up, or to the right and down. */
        if (x >= 0 && x < columns
            && (inside->values[i + step] > 0.0f || sides[i + step] & 1 << sweep))
          sides[i] |= 1 << sweep;
        if (y >= 0 && y < rows
            && (inside->values[i + step * columns] > 0.0f
                || sides[i + step * columns] & 4 << sweep))
          sides[i] |= 4 << sweep;
      }
  for (gint i = 0; i < n; i++)
    if (sides[i] == 15)
      inside->values[i] = 1.0f;
}

/* Of the upper part, as high as a face. */
static void
find_middle (RetextureFaceCells *self)
{
  const RetextureLattice *inside = self->inside;
  gint top = -1, n = 0;

  for (gint i = 0; i < inside->columns * inside->rows; i++)
    {
      if (inside->values[i] <= 0.0f)
        continue;
      if (top < 0)
        top = i / inside->columns;
      if (i / inside->columns >= top + self->height)
        break;
      self->x += i % inside->columns;
      self->y += i / inside->columns;
      n++;
    }
  self->x /= n;
  self->y /= n;
}

RetextureFaceCells *
retexture_face_cells_find (const RetextureLinedCells *lined, gdouble height)
{
  const RetextureLattice *lines = lined->lines;
  const gint columns = lines->columns, rows = lines->rows;
  g_autofree gint *areas = g_new0 (gint, columns * rows);
  const RetextureCells cells = { columns, rows, is_bare, are_lit_alike, lined };
  gint n, largest = retexture_areas_find_largest (&cells, areas, &n);
  g_autofree gdouble *contrasts = g_new (gdouble, n + 1);
  RetextureFaceCells *self;

  if (n < MAX (FEWEST, LEAST_SHARE * columns * rows) || is_a_wall (areas, largest, columns))
    return NULL;
  self = g_new0 (RetextureFaceCells, 1);
  self->inside = retexture_lattice_new (columns, rows);
  self->height = height > 0.0 ? height : FACE_OF_SKIN * sqrt (n);
  n = 0;
  for (gint i = 0; i < columns * rows; i++)
    if (areas[i] == largest)
      {
        self->inside->values[i] = 1.0f;
        contrasts[n++] = lines->values[i];
      }
  self->lines = retexture_quantile (contrasts, n, 0.5);
  fill_in (self->inside);
  find_middle (self);
  return self;
}

void
retexture_face_cells_free (RetextureFaceCells *self)
{
  retexture_lattice_free (self->inside);
  g_free (self);
}
