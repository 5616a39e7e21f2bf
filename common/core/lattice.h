/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers on a coarse lattice over a picture: smoothed, and read between their places.
 */
#pragma once

#include <gegl.h>

typedef struct
{
  gint columns, rows;
  gfloat *values; /* row by row */
} RetextureLattice;

RetextureLattice *retexture_lattice_new (gint columns, gint rows);
void retexture_lattice_free (RetextureLattice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureLattice, retexture_lattice_free)

RetextureLattice *retexture_lattice_copy (const RetextureLattice *self);

/* Filters by 1 2 1 across and down, `times` times: each adds a variance of 1/2. Beyond its edge the
 * lattice goes on with its outermost values. */
void retexture_lattice_smooth (RetextureLattice *self, gint times);

/* Each value becomes the most, or the least, of those up to `reach` beside it, across and down. */
void retexture_lattice_spread (RetextureLattice *self, gint reach, gboolean most);

/* Where on a lattice the pixels of a picture lie: pixel x at x * step + x0, and likewise down. */
typedef struct
{
  gdouble step, x0, y0;
} RetextureLatticePlace;

/* For pixels of which each is `pixel_size` of a picture's across, on a lattice over `frame` of the
 * picture: a cell is `cell` of its pixels wide, and the frame's first pixel lies at `first`. */
RetextureLatticePlace retexture_lattice_place_over (const GeglRectangle *frame,
                                                    gdouble pixel_size,
                                                    gdouble cell,
                                                    gdouble first);

/* Fills area->width x area->height values, row by row, by linear interpolation. They do not depend
 * on the area. */
void retexture_lattice_read (const RetextureLattice *self,
                             const RetextureLatticePlace *place,
                             const GeglRectangle *area,
                             gfloat *values);

/* Fills area->width x area->height values, row by row, with those of its places themselves; beyond
 * its edge the outermost go on. */
void retexture_lattice_read_places (const RetextureLattice *self,
                                    const GeglRectangle *area,
                                    gfloat *values);
