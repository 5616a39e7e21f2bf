/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "hair-mass.h"

#include <math.h>

#include "areas.h"
#include "luma.h"
#include "surface.h"

/* Lines of hair have at least so much contrast, on average, relative to the tone; deep shade counts
 * as this tone. */
#define LEAST_LINES 0.05f
#define SURE_LINES 0.11f
#define SHADE 0.06f

/* Cells whose colours differ by more do not hang together. */
#define ONE_COLOUR 0.12f

/* Less of the picture is nobody's hair. */
#define LEAST_SHARE 0.004

/* Holes and notches of so many cells are hair, too. */
#define CLOSED 2

static gboolean
may_be_hair (gint i, gconstpointer user_data)
{
  const RetextureRidges *ridges = user_data;
  RetextureBlock block = { .opaque = 1.0f };
  gfloat lines;

  for (gint c = 0; c < 3; c++)
    block.colour[c] = ridges->colours[c]->values[i];
  lines = ridges->mean->values[i] / (retexture_luma (block.colour) + SHADE);
  /* Brown hair has the colours of skin; but skin is not so lined. */
  return lines > SURE_LINES
         || (lines > LEAST_LINES
             && retexture_surface_likelihood (RETEXTURE_SURFACE_SKIN, &block)
                    < RETEXTURE_SURFACE_LIKELY);
}

static gboolean
are_of_one_colour (gint one, gint other, gconstpointer user_data)
{
  const RetextureRidges *ridges = user_data;
  gfloat square = 0.0f;

  for (gint c = 0; c < 3; c++)
    {
      const gfloat d = ridges->colours[c]->values[one] - ridges->colours[c]->values[other];

      square += d * d;
    }
  return sqrtf (square) < ONE_COLOUR;
}

RetextureLattice *
retexture_hair_mass_find (const RetextureRidges *ridges)
{
  const gint columns = ridges->mean->columns, n = columns * ridges->mean->rows;
  RetextureLattice *mass = retexture_lattice_new (columns, ridges->mean->rows);
  g_autofree gint *areas = g_new0 (gint, n);
  gint size;
  const RetextureCells cells
      = { columns, ridges->mean->rows, may_be_hair, are_of_one_colour, ridges };
  const gint largest = retexture_areas_find_largest (&cells, areas, &size);

  if (size < LEAST_SHARE * n)
    return mass;
  for (gint i = 0; i < n; i++)
    mass->values[i] = areas[i] == largest ? 1.0f : 0.0f;
  retexture_lattice_spread (mass, CLOSED, TRUE);
  retexture_lattice_spread (mass, CLOSED, FALSE);
  return mass;
}

RetextureLattice *
retexture_hair_mass_of_selection (const RetextureRidges *ridges, GeglBuffer *selection)
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
retexture_hair_mass_measure (const RetextureLattice *mass)
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
