/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "hair-cells.h"

#include <math.h>

RetextureLattice *
retexture_hair_cells_of_mask (const RetextureRidges *ridges,
                              const RetextureLevelMask *mask,
                              const RetextureLattice *found)
{
  RetextureLattice *cells
      = retexture_level_mask_new_blocks (mask, found, &ridges->extent, RETEXTURE_RIDGE_CELL);

  for (gint i = 0; i < cells->columns * cells->rows; i++)
    cells->values[i] = cells->values[i] > 0.5f ? 1.0f : 0.0f;
  return cells;
}

RetextureLattice *
retexture_hair_cells_of_selection (const RetextureRidges *ridges, GeglBuffer *selection)
{
  const gint columns = ridges->mean->columns, rows = ridges->mean->rows;
  const gint cell = RETEXTURE_RIDGE_CELL;
  RetextureLattice *mass = retexture_lattice_new (columns, rows);
  gfloat *pixels = gegl_scratch_new (gfloat, cell * cell);

  for (gint i = 0; i < columns * rows; i++)
    {
      const GeglRectangle area = { ridges->extent.x + i % columns * cell,
                                   ridges->extent.y + i / columns * cell, cell, cell };
      gfloat sum = 0.0f;

      gegl_buffer_get (selection, &area, 1.0, babl_format ("Y float"), pixels, GEGL_AUTO_ROWSTRIDE,
                       GEGL_ABYSS_NONE);
      for (gint k = 0; k < cell * cell; k++)
        sum += pixels[k];
      mass->values[i] = sum > 0.5f * cell * cell ? 1.0f : 0.0f;
    }
  gegl_scratch_free (pixels);
  return mass;
}

/* Two sweeps (Borgefors, "Distance transformations in digital images", 1986): within 8 %. */
RetextureLattice *
retexture_hair_cells_measure (const RetextureLattice *mass)
{
  const gint columns = mass->columns, rows = mass->rows, n = columns * rows;
  static const gint steps[4][2] = { { -1, 0 }, { -1, -1 }, { 0, -1 }, { 1, -1 } };
  RetextureLattice *distances = retexture_lattice_new (columns, rows);

  for (gint i = 0; i < n; i++)
    distances->values[i] = mass->values[i] > 0.5f ? 0.0f : G_MAXFLOAT;
  for (gint sweep = 0; sweep < 2; sweep++)
    for (gint k = 0; k < n; k++)
      {
        const gint i = sweep == 0 ? k : n - 1 - k, sign = sweep == 0 ? 1 : -1;

        for (gint s = 0; s < 4; s++)
          {
            const gint x = i % columns + sign * steps[s][0], y = i / columns + sign * steps[s][1];
            const gfloat length = RETEXTURE_RIDGE_CELL * hypotf (steps[s][0], steps[s][1]);

            if (x >= 0 && x < columns && y >= 0 && y < rows
                && distances->values[y * columns + x] < G_MAXFLOAT)
              distances->values[i]
                  = MIN (distances->values[i], distances->values[y * columns + x] + length);
          }
      }
  return distances;
}
