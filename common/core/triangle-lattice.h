/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A lattice of equilateral triangles over a picture, anchored at absolute coordinates: which of
 * them the pixels of a row lie in, and how much each corner weighs there. Used by what lays patches
 * around its corners and blends them.
 *
 * Corner (i, j) lies at (spacing * (i + j / 2), spacing * RETEXTURE_TRIANGLE_HEIGHT * j).
 */
#pragma once

#include <gegl.h>

/* Of a triangle with sides of 1. */
#define RETEXTURE_TRIANGLE_HEIGHT 0.8660254037844386

/* Pixels of a row that lie in one triangle. */
typedef struct
{
  gint begin;  /* its own first pixel, even where that is not wanted: what a pixel gets may not
                  depend on where rendering began */
  gint x, end; /* the wanted ones: [x, end) */
  gint corners[3][2]; /* i, j */
  gfloat weights[3];  /* at `begin`; their sum is 1 */
  gfloat slopes[3];   /* by which they change from pixel to pixel */

  gdouble spacing;
  gint y, right; /* of the row */
  gint cell;
  gboolean second; /* the cell's second triangle comes next */
} RetextureTriangleRun;

/* The run before the first of the pixels [x, x + width) of row y. */
RetextureTriangleRun retexture_triangle_row (gdouble spacing, gint x, gint y, gint width);

/* On to the next; FALSE after the last. */
gboolean retexture_triangle_next (RetextureTriangleRun *run);

/* All corners of triangles that reach into an area: `x` and `y` are the first ones' i and j, width
 * and height how many there are. */
GeglRectangle retexture_triangle_corners (gdouble spacing, const GeglRectangle *area);
