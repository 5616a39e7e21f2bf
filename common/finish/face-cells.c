/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "face-cells.h"

#include <math.h>

#include "areas.h"
#include "luma.h"
#include "quantile.h"

/* Deep shade counts as this tone. */
#define SHADE 0.06f

/* Skin is no more lined than this, however hard the light. */
#define MOST_LINES 0.05f

/* Fewer cells are nobody's face; and what is along more of the picture's upper edge than this is a
 * wall of skin's colour, or leaves no room for hair. */
#define FEWEST 9
#define MOST_OF_EDGE 0.25

typedef struct
{
  const RetextureLattice *lines;
  const RetextureLattice *skin;
} Skin;

RetextureLattice *
retexture_face_cells_find_lines (const RetextureRidges *ridges)
{
  RetextureLattice *lines = retexture_lattice_copy (ridges->usual);
  g_autoptr (RetextureLattice) around = NULL;

  for (gint i = 0; i < lines->columns * lines->rows; i++)
    {
      const gfloat colour[3] = { ridges->colours[0]->values[i], ridges->colours[1]->values[i],
                                 ridges->colours[2]->values[i] };

      lines->values[i] /= MAX (retexture_luma (colour), 0.0f) + SHADE;
    }
  around = retexture_lattice_copy (lines);
  retexture_lattice_smooth (around, 1);
  for (gint i = 0; i < lines->columns * lines->rows; i++)
    lines->values[i] = MIN (lines->values[i], 2.0f * around->values[i]);
  return lines;
}

static gboolean
is_a_wall (const gint *areas, gint area, gint columns)
{
  gint n = 0;

  for (gint x = 0; x < columns; x++)
    n += areas[x] == area;
  return n > MOST_OF_EDGE * columns;
}

/* The share of skin in each cell. */
static RetextureLattice *
cover (const RetextureRidges *ridges, const RetextureLevelMask *skin)
{
  const gint cell = RETEXTURE_RIDGE_CELL;
  RetextureLattice *share = retexture_lattice_new (ridges->mean->columns, ridges->mean->rows);
  const RetextureLatticePlace place
      = retexture_level_mask_place (skin, ridges->extent.x, ridges->extent.y, 1.0);
  gfloat *values = gegl_scratch_new (gfloat, cell * cell);

  for (gint i = 0; i < share->columns * share->rows; i++)
    {
      gfloat sum = 0.0f;

      retexture_lattice_read (
          skin->surface, &place,
          GEGL_RECTANGLE (i % share->columns * cell, i / share->columns * cell, cell, cell),
          values);
      for (gint k = 0; k < cell * cell; k++)
        sum += values[k];
      share->values[i] = sum / (cell * cell);
    }
  gegl_scratch_free (values);
  return share;
}

static gboolean
is_bare (gint i, gconstpointer user_data)
{
  const Skin *skin = user_data;

  return skin->skin->values[i] > 0.5f && skin->lines->values[i] < MOST_LINES;
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
retexture_face_cells_find (const RetextureRidges *ridges,
                           const RetextureLattice *lines,
                           const RetextureLevelMask *skin)
{
  const gint columns = lines->columns, rows = lines->rows;
  g_autoptr (RetextureLattice) share = cover (ridges, skin);
  g_autofree gint *areas = g_new0 (gint, columns * rows);
  const Skin bare = { lines, share };
  const RetextureCells cells = { columns, rows, is_bare, NULL, &bare };
  gint n, largest = retexture_areas_find_largest (&cells, areas, &n);
  g_autofree gdouble *contrasts = g_new (gdouble, n + 1);
  RetextureFaceCells *self;

  if (n < FEWEST || is_a_wall (areas, largest, columns))
    return NULL;
  self = g_new0 (RetextureFaceCells, 1);
  self->inside = retexture_lattice_new (columns, rows);
  self->height = MAX (skin->size / RETEXTURE_RIDGE_CELL, 1.0);
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
