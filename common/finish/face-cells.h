/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the face is in a picture, roughly, in cells of the ridges: the largest area of skin without
 * lines.
 */
#pragma once

#include "level-mask.h"
#include "ridges.h"

typedef struct
{
  RetextureLattice *inside; /* 1 where it is, its features included; else 0 */
  gdouble x, y;             /* the middle of its upper part, without neck and shoulders */
  gdouble height;
  gdouble lines; /* the middle contrast of its lines, relative to the tone */
} RetextureFaceCells;

/* The mean contrast of a cell's lines, relative to its tone: a value for each cell; to be freed. */
RetextureLattice *retexture_face_cells_find_lines (const RetextureRidges *ridges);

/* `skin` is a mask of it, of the same picture. NULL where there is no face. */
RetextureFaceCells *retexture_face_cells_find (const RetextureRidges *ridges,
                                               const RetextureLattice *lines,
                                               const RetextureLevelMask *skin);
void retexture_face_cells_free (RetextureFaceCells *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureFaceCells, retexture_face_cells_free)
