/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "wanted-cells.h"

#include <math.h>

/* Pixels across a cell, a multiple of the lattice's. */
#define CELL 128
#define PLACES (CELL / RETEXTURE_SOURCE_CELL)

static void
want (RetextureWantedCells *self, gint column, gint row, gint margin)
{
  for (gint y = MAX (row - margin, 0); y <= MIN (row + margin, self->rows - 1); y++)
    for (gint x = MAX (column - margin, 0); x <= MIN (column + margin, self->columns - 1); x++)
      self->wanted[y * self->columns + x] = TRUE;
}

RetextureWantedCells *
retexture_wanted_cells_new (const RetextureSourceWeights *weights,
                            const RetextureLattice *lattice,
                            gint margin)
{
  RetextureWantedCells *self = g_new0 (RetextureWantedCells, 1);

  self->frame = weights->frame;
  self->columns = (self->frame.width + CELL - 1) / CELL;
  self->rows = (self->frame.height + CELL - 1) / CELL;
  self->wanted = g_new0 (guint8, (gsize) self->columns * self->rows);
  for (gint y = 0; y < lattice->rows; y++)
    for (gint x = 0; x < lattice->columns; x++)
      if (lattice->values[(gsize) y * lattice->columns + x] > 0.0f)
        want (self, x / PLACES, y / PLACES, margin);
  return self;
}

void
retexture_wanted_cells_free (RetextureWantedCells *self)
{
  g_free (self->wanted);
  g_free (self);
}

/* The first pixel whose middle lies in a cell or behind it. */
static gint
first_of (gint cell, gint start, gdouble pixel_size)
{
  return (gint) ceil ((start + (gdouble) cell * CELL) / pixel_size - 0.5);
}

static gint
cell_of (gint pixel, gint start, gint n, gdouble pixel_size)
{
  gint cell = CLAMP ((gint) floor (((pixel + 0.5) * pixel_size - start) / CELL), 0, n - 1);

  while (cell > 0 && pixel < first_of (cell, start, pixel_size))
    cell--;
  while (cell < n - 1 && pixel >= first_of (cell + 1, start, pixel_size))
    cell++;
  return cell;
}

/* As one with what lies right above it. */
static void
add (GArray *found, const GeglRectangle *run)
{
  for (guint i = 0; i < found->len; i++)
    {
      GeglRectangle *other = &g_array_index (found, GeglRectangle, i);

      if (other->x == run->x && other->width == run->width && other->y + other->height == run->y)
        {
          other->height += run->height;
          return;
        }
    }
  g_array_append_val (found, *run);
}

/* One row of cells, of which those beside each other are one. */
static void
add_row (const RetextureWantedCells *self,
         gdouble pixel_size,
         const GeglRectangle *rows,
         gint row,
         GArray *found)
{
  const gint right = rows->x + rows->width;
  const guint8 *wanted = self->wanted + (gsize) row * self->columns;
  gint x = rows->x;

  while (x < right)
    {
      const gint first = cell_of (x, self->frame.x, self->columns, pixel_size);
      gint last = first, end;

      while (last + 1 < self->columns && wanted[last + 1] == wanted[first])
        last++;
      end = last + 1 < self->columns ? MIN (first_of (last + 1, self->frame.x, pixel_size), right)
                                     : right;
      if (wanted[first])
        add (found, GEGL_RECTANGLE (x, rows->y, end - x, rows->height));
      x = end;
    }
}

GArray *
retexture_wanted_cells_find (const RetextureWantedCells *self,
                             gdouble pixel_size,
                             const GeglRectangle *area)
{
  const gint bottom = area->y + area->height;
  GArray *found = g_array_new (FALSE, FALSE, sizeof (GeglRectangle));
  gint y = area->y;

  while (y < bottom)
    {
      const gint row = cell_of (y, self->frame.y, self->rows, pixel_size);
      const gint end = row + 1 < self->rows
                           ? MIN (first_of (row + 1, self->frame.y, pixel_size), bottom)
                           : bottom;

      add_row (self, pixel_size, GEGL_RECTANGLE (area->x, y, area->width, end - y), row, found);
      y = end;
    }
  return found;
}
