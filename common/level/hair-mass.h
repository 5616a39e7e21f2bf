/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the mass of hair is.
 */
#pragma once

#include "face-cells.h"

/* 1 in its cells, else 0. It has more lines than skin has, is of one colour in light and shade, and
 * lies above and around the face; where there is none (NULL), it is the largest such area. Nothing
 * where there is none of any size. */
RetextureLattice *retexture_hair_mass_find (const RetextureLinedCells *cells,
                                            const RetextureFaceCells *face);
