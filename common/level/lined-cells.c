/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "lined-cells.h"

#include <math.h>

#include "luma.h"
#include "quantile.h"

#define CELL RETEXTURE_LINED_CELL

/* Between these, as deviations in samples, is what a cell may be full of: what is finer is grain.
 */
#define FINE 0.6
#define COARSE 1.5

/* Deep shade counts as this tone. */
#define SHADE 0.06f

/* A cell between others of far fewer lines is no better than twice their mean. */
#define ALONE 2.0f

typedef struct
{
  gint n;
  gdouble differences[CELL * CELL];
  gfloat luma, redness, yellowness, skin; /* sums */
} Cell;

static void
add (const RetextureReducedPicture *picture,
     const RetexturePlane *fine,
     const RetextureLattice *skin,
     gint i,
     Cell *cell)
{
  cell->differences[cell->n++] = fabsf (fine->values[i]);
  cell->luma += picture->luma.values[i];
  cell->redness += picture->redness.values[i];
  cell->yellowness += picture->yellowness.values[i];
  cell->skin += skin->values[i];
}

static void
write_cell (RetextureLinedCells *self, gint to, Cell *cell)
{
  static const gfloat red[3] = { 1.0f, 0.0f, 0.0f }, blue[3] = { 0.0f, 0.0f, 1.0f };
  const gfloat tone = MAX (cell->luma / cell->n, 0.0f) + SHADE;
  const gfloat redness = cell->redness / cell->n / tone;
  const gfloat yellowness = cell->yellowness / cell->n / tone;
  const gfloat green = retexture_luma (blue) * yellowness - retexture_luma (red) * redness;

  self->lines->values[to] = retexture_quantile (cell->differences, cell->n, 0.5) / tone;
  self->skin->values[to] = cell->skin / cell->n;
  self->tones->values[to] = tone;
  self->colours[0]->values[to] = green + redness;
  self->colours[1]->values[to] = green;
  self->colours[2]->values[to] = green - yellowness;
}

RetextureLinedCells *
retexture_lined_cells_new (const RetextureReducedPicture *picture, const RetextureLattice *skin)
{
  const gint columns = (picture->width + CELL - 1) / CELL;
  const gint rows = (picture->height + CELL - 1) / CELL;
  RetextureLinedCells *self = g_new (RetextureLinedCells, 1);
  RetexturePlane fine = retexture_level_take_band (&picture->luma, FINE, COARSE);
  g_autoptr (RetextureLattice) around = NULL;

  self->lines = retexture_lattice_new (columns, rows);
  self->skin = retexture_lattice_new (columns, rows);
  self->tones = retexture_lattice_new (columns, rows);
  for (gint c = 0; c < 3; c++)
    self->colours[c] = retexture_lattice_new (columns, rows);
  for (gint i = 0; i < columns * rows; i++)
    {
      const gint left = i % columns * CELL, top = i / columns * CELL;
      Cell cell = { 0 };

      for (gint y = top; y < MIN (top + CELL, picture->height); y++)
        for (gint x = left; x < MIN (left + CELL, picture->width); x++)
          add (picture, &fine, skin, y * picture->width + x, &cell);
      write_cell (self, i, &cell);
    }
  around = retexture_lattice_copy (self->lines);
  retexture_lattice_smooth (around, 1);
  for (gint i = 0; i < columns * rows; i++)
    self->lines->values[i] = MIN (self->lines->values[i], ALONE * around->values[i]);
  retexture_plane_clear (&fine);
  return self;
}

void
retexture_lined_cells_free (RetextureLinedCells *self)
{
  retexture_lattice_free (self->lines);
  retexture_lattice_free (self->skin);
  retexture_lattice_free (self->tones);
  for (gint c = 0; c < 3; c++)
    retexture_lattice_free (self->colours[c]);
  g_free (self);
}
