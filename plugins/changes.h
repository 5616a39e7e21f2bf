/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How much one picture differs from another, place by place, in cells of a few pixels.
 */
#pragma once

#include <gegl.h>

/* Pixels of a cell's side: within so few, any texture has one that changes. */
#define RETEXTURE_CHANGES_CELL 4

typedef struct
{
  gint width, height; /* of the pictures */
  gint columns, rows; /* of cells */
  gfloat *cells;      /* the largest difference of a channel of R'G'B'A in each, 0 to 1 */
} RetextureChanges;

RetextureChanges *retexture_changes_new (gint width, gint height);
void retexture_changes_free (RetextureChanges *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureChanges, retexture_changes_free)

/* Between two pictures of that size whose origin is at 0, 0; over what was there. */
void retexture_changes_find (RetextureChanges *self, GeglBuffer *one, GeglBuffer *other);

/* A rectangle of that size, less where the pictures are smaller, around the place that changed
 * most. */
GeglRectangle retexture_changes_find_most (const RetextureChanges *self, gint width, gint height);
