/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a texture has to be made at all: cells of the picture in which its weight is not 0, and as
 * many around them as are wanted to be there to be painted in.
 */
#pragma once

#include "source-weights.h"

typedef struct
{
  GeglRectangle frame;
  gint columns, rows;
  guint8 *wanted;
} RetextureWantedCells;

RetextureWantedCells *retexture_wanted_cells_new (const RetextureSourceWeights *weights,
                                                  const RetextureLattice *lattice,
                                                  gint margin);
void retexture_wanted_cells_free (RetextureWantedCells *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureWantedCells, retexture_wanted_cells_free)

/* The parts of `area` that lie in wanted cells, of GeglRectangle, none of which overlap; in pixels
 * of which each is `pixel_size` of the picture's across. Which pixels they hold does not depend on
 * the area. */
GArray *retexture_wanted_cells_find (const RetextureWantedCells *self,
                                     gdouble pixel_size,
                                     const GeglRectangle *area);
