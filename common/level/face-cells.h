/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the face is in a picture, and how high it is: the largest area of bare skin.
 */
#pragma once

#include "lined-cells.h"

/* All in cells. */
typedef struct
{
  RetextureLattice *inside; /* 1 where it is, its features included; else 0 */
  gdouble x, y;             /* the middle of its upper part, without neck and shoulders */
  gdouble height;
  gdouble lines; /* the middle of its cells' lines */
} RetextureFaceCells;

/* `height`: the face's in cells, if it is known, else 0. NULL where there is no face. */
RetextureFaceCells *retexture_face_cells_find (const RetextureLinedCells *cells, gdouble height);
void retexture_face_cells_free (RetextureFaceCells *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureFaceCells, retexture_face_cells_free)
