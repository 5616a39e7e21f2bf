/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "changes.h"

#include <math.h>
#include <string.h>

/* Cells of a side among which the place that changed most is sought. */
#define SQUARE 8

static gint
count_cells (gint pixels)
{
  return (pixels + RETEXTURE_CHANGES_CELL - 1) / RETEXTURE_CHANGES_CELL;
}

RetextureChanges *
retexture_changes_new (gint width, gint height)
{
  RetextureChanges *self = g_new0 (RetextureChanges, 1);

  self->width = width;
  self->height = height;
  self->columns = count_cells (width);
  self->rows = count_cells (height);
  self->cells = g_new0 (gfloat, (gsize) self->columns * self->rows);
  return self;
}

void
retexture_changes_free (RetextureChanges *self)
{
  g_free (self->cells);
  g_free (self);
}

/* How much a row of pixels changes, in the cells it lies in. */
static void
compare_row (const gfloat *one, const gfloat *other, gint n, gfloat *cells)
{
  for (gint i = 0; i < n; i++)
    for (gint c = 0; c < 4; c++)
      {
        const gfloat change = fabsf (one[4 * i + c] - other[4 * i + c]);

        if (change > cells[i / RETEXTURE_CHANGES_CELL])
          cells[i / RETEXTURE_CHANGES_CELL] = change;
      }
}

void
retexture_changes_find (RetextureChanges *self, GeglBuffer *one, GeglBuffer *other)
{
  const Babl *format = babl_format ("R'G'B'A float");
  const gsize size = (gsize) 4 * self->width * RETEXTURE_CHANGES_CELL;
  g_autofree gfloat *a = g_new (gfloat, size);
  g_autofree gfloat *b = g_new (gfloat, size);

  memset (self->cells, 0, (gsize) self->columns * self->rows * sizeof *self->cells);
  for (gint row = 0; row < self->rows; row++)
    {
      const gint y = row * RETEXTURE_CHANGES_CELL;
      const GeglRectangle band
          = { 0, y, self->width, MIN (RETEXTURE_CHANGES_CELL, self->height - y) };

      gegl_buffer_get (one, &band, 1.0, format, a, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      gegl_buffer_get (other, &band, 1.0, format, b, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      for (gint line = 0; line < band.height; line++)
        compare_row (a + (gsize) 4 * line * band.width, b + (gsize) 4 * line * band.width,
                     band.width, self->cells + (gsize) row * self->columns);
    }
}

/* Of the cells in a square that begins there. */
static gdouble
sum_up (const RetextureChanges *self, gint left, gint top)
{
  gdouble sum = 0.0;

  for (gint row = top; row < MIN (top + SQUARE, self->rows); row++)
    for (gint column = left; column < MIN (left + SQUARE, self->columns); column++)
      sum += self->cells[(gsize) row * self->columns + column];
  return sum;
}

GeglRectangle
retexture_changes_find_most (const RetextureChanges *self, gint width, gint height)
{
  gdouble most = 0.0;
  gint x = self->width / 2, y = self->height / 2;

  for (gint top = 0; top < self->rows; top += SQUARE)
    for (gint left = 0; left < self->columns; left += SQUARE)
      {
        const gdouble sum = sum_up (self, left, top);

        if (sum > most)
          {
            most = sum;
            x = (left + SQUARE / 2) * RETEXTURE_CHANGES_CELL;
            y = (top + SQUARE / 2) * RETEXTURE_CHANGES_CELL;
          }
      }
  width = MIN (width, self->width);
  height = MIN (height, self->height);
  return *GEGL_RECTANGLE (CLAMP (x - width / 2, 0, self->width - width),
                          CLAMP (y - height / 2, 0, self->height - height), width, height);
}
