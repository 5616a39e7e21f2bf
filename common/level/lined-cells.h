/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A reduced picture in cells: how much fine detail each is full of, and its colour.
 */
#pragma once

#include "lattice.h"
#include "level-planes.h"

/* Samples across and down of a cell. */
#define RETEXTURE_LINED_CELL 8

typedef struct
{
  /* What most samples of a cell differ by from what is around them, relative to the tone. */
  RetextureLattice *lines;
  RetextureLattice *skin;  /* its share, 0 to 1 */
  RetextureLattice *tones; /* mean luma, and a little more */
  /* How far the mean is from grey, likewise: R', G' and B', the same in light and in shade. */
  RetextureLattice *colours[3];
} RetextureLinedCells;

/* `skin` is where skin is, 0 to 1, a value for each sample. */
RetextureLinedCells *retexture_lined_cells_new (const RetextureReducedPicture *picture,
                                                const RetextureLattice *skin);
void retexture_lined_cells_free (RetextureLinedCells *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureLinedCells, retexture_lined_cells_free)
