/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where borrowed texture comes from, and on what it may lie: for each material that wants some, a
 * lender. Called by what recovers only.
 */
#pragma once

#include "borrowing.h"
#include "lattice.h"
#include "surface.h"

#define RETEXTURE_LENDERS 4

typedef struct
{
  RetextureBorrowing *borrowing;
  RetextureLattice *material; /* where it may lie, 0 to 1, for each block */
} RetextureLender;

typedef struct
{
  gint n; /* of what most wants first; 0: nothing wants any */
  RetextureLender all[RETEXTURE_LENDERS];
  RetextureLattice *anywhere; /* where any of them may lie; NULL: nowhere */
} RetextureLenders;

/* From the healthy picture, whose blocks are the edit's; `cover` is how much each of them wants of
 * it, and is taken over. `lost` is how much of its texture each block of the healthy picture has
 * lost. Where nothing healthy is like what is around what wants texture, none is lent; if that is
 * so everywhere, the one lender has no region. */
RetextureLenders *retexture_lenders_find (const RetextureSurvey *edit,
                                          GeglBuffer *healthy,
                                          RetextureSurvey *healthy_survey,
                                          gfloat *cover,
                                          RetextureSurface surface,
                                          const gfloat *lost);
RetextureLenders *retexture_lenders_ref (RetextureLenders *self);
void retexture_lenders_unref (RetextureLenders *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureLenders, retexture_lenders_unref)

/* The first lender's; NULL where nothing wants any. */
RetextureBorrowing *retexture_lenders_get_first (const RetextureLenders *self);

/* Fills `n` rows of area->width x area->height values, one for each lender: the shares of their
 * textures, which add up to 1; for pixels of which each is `pixel_size` of the edit's across.
 * `frame` is the edit's. */
void retexture_lenders_read_shares (const RetextureLenders *self,
                                    const GeglRectangle *frame,
                                    gdouble pixel_size,
                                    const GeglRectangle *area,
                                    gfloat *shares);
