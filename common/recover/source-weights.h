/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From where a place is to have its texture: how much of the original's returns, and how much is
 * borrowed. Numbers on a lattice over the edit.
 */
#pragma once

#include "alignment.h"
#include "missing-range.h"

/* Pixels from one place of the lattice to the next; the first lies on the edit's first pixel. */
#define RETEXTURE_SOURCE_CELL 4

/* What is known of the pictures. Lattices of blocks have a value for the middle of each of them,
 * RETEXTURE_BLOCK pixels wide. */
typedef struct
{
  GeglRectangle frame;                 /* of the edit */
  RetextureMissing *missing;           /* NULL: there is no original */
  const RetextureMissingRange *range;  /* of the radius; of no account without an original */
  const RetextureAlignment *alignment; /* how sure the original's place is; NULL: no doubt */
  const RetextureLattice *uncovered; /* blocks: where the original does not reach; NULL: nowhere */
  const RetextureLattice *plastic;   /* blocks: what wants texture without an original */
} RetextureSourceFacts;

typedef struct
{
  GeglRectangle frame;
  RetextureLattice *returned; /* weight of the original's texture, 0 to 1 */
  RetextureLattice *borrowed; /* of borrowed texture, of any material */
  RetextureLattice *lost;     /* how surely the edit lost texture of the original's */
  RetextureLattice *grain;    /* of grain: where the original's does not return */
} RetextureSourceWeights;

/* With `protect`, what was changed gets nothing of the original, and what was put out of focus, or
 * is another backdrop, no borrowed texture either. Elsewhere both textures together have the
 * energy of either, since the squares of their weights add up to 1. */
RetextureSourceWeights *retexture_source_weights_new (const RetextureSourceFacts *facts,
                                                      gdouble radius_px,
                                                      gboolean protect);
void retexture_source_weights_free (RetextureSourceWeights *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureSourceWeights, retexture_source_weights_free)

/* Leaves borrowed texture only where a lattice of blocks says so: 0 to 1. */
void retexture_source_weights_limit (RetextureSourceWeights *self, const RetextureLattice *blocks);

/* The borrowed weight of each block, of which a picture of the frame has `columns` and `rows`; to
 * be freed. */
gfloat *
retexture_source_weights_get_blocks (const RetextureSourceWeights *self, gint columns, gint rows);

/* Shares of the picture, 0 to 1: that lost texture, that gets the original's, and borrowed. */
void retexture_source_weights_get_shares (const RetextureSourceWeights *self, gdouble shares[3]);

/* Fills area->width x area->height values of one of the lattices, for pixels of which each is
 * `pixel_size` of the edit's across, in their coordinates. */
void retexture_source_weights_read (const RetextureSourceWeights *self,
                                    const RetextureLattice *lattice,
                                    gdouble pixel_size,
                                    const GeglRectangle *area,
                                    gfloat *values);
