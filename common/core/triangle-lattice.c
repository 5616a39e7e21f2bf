/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "triangle-lattice.h"

#include <math.h>

/* How the three weights change along a row, within a triangle that has two corners above and one
 * below, and within the other kind. */
static const gfloat slopes[2][3] = { { -1.0f, 1.0f, 0.0f }, { 1.0f, -1.0f, 0.0f } };

/* The lattice's coordinates: u along a row, v across the rows, u skewed with v. */
static gdouble
to_v (gdouble spacing, gdouble y)
{
  return y / (spacing * RETEXTURE_TRIANGLE_HEIGHT);
}

static gdouble
to_u (gdouble spacing, gdouble x, gdouble y)
{
  return x / spacing - 0.5 * to_v (spacing, y);
}

/* The first pixel of a row at or after `u`. */
static gint
pixel_at (gdouble spacing, gdouble u, gdouble v)
{
  return (gint) ceil ((u + 0.5 * v) * spacing);
}

GeglRectangle
retexture_triangle_corners (gdouble spacing, const GeglRectangle *area)
{
  const gint top = (gint) floor (to_v (spacing, area->y)) - 1;
  const gint bottom = (gint) floor (to_v (spacing, area->y + area->height)) + 2;
  const gint left = (gint) floor (to_u (spacing, area->x, area->y + area->height)) - 2;
  const gint right = (gint) floor (to_u (spacing, area->x + area->width, area->y)) + 2;

  return *GEGL_RECTANGLE (left, top, right - left + 1, bottom - top + 1);
}

RetextureTriangleRun
retexture_triangle_row (gdouble spacing, gint x, gint y, gint width)
{
  return (RetextureTriangleRun){
    .end = x,
    .spacing = spacing,
    .y = y,
    .right = x + width,
    .cell = (gint) floor (to_u (spacing, x, y)) - 1,
  };
}

static void
set_weights (RetextureTriangleRun *run, gint i, gdouble v)
{
  const gint j = (gint) floor (v);
  const gdouble along = to_u (run->spacing, run->begin, run->y) - i, across = v - j;
  const gint corners[2][3][2] = { { { i, j }, { i + 1, j }, { i, j + 1 } },
                                  { { i + 1, j + 1 }, { i, j + 1 }, { i + 1, j } } };
  const gdouble weights[2][3] = { { 1.0 - along - across, along, across },
                                  { along + across - 1.0, 1.0 - along, 1.0 - across } };

  for (gint k = 0; k < 3; k++)
    {
      run->corners[k][0] = corners[run->second][k][0];
      run->corners[k][1] = corners[run->second][k][1];
      run->weights[k] = weights[run->second][k];
      run->slopes[k] = slopes[run->second][k] / run->spacing;
    }
}

gboolean
retexture_triangle_next (RetextureTriangleRun *run)
{
  const gdouble v = to_v (run->spacing, run->y), across = v - floor (v);

  run->x = run->end;
  while (run->x < run->right)
    {
      const gint i = run->cell;

      run->begin = pixel_at (run->spacing, run->second ? i + 1 - across : i, v);
      run->end = MIN (pixel_at (run->spacing, run->second ? i + 1 : i + 1 - across, v), run->right);
      if (run->end > run->x)
        set_weights (run, i, v);
      run->cell += run->second;
      run->second = !run->second;
      if (run->end > run->x)
        return TRUE;
      run->end = run->x;
    }
  return FALSE;
}
