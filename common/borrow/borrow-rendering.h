/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Borrowed texture of any region, laid on a neutral value. Called by operations that borrow.
 */
#pragma once

#include "borrowing.h"

typedef struct
{
  RetextureBorrowing *borrowing; /* NULL: there is nothing to borrow, and all is neutral */
  RetextureExemplarRecipe exemplar;
  GeglRectangle extent; /* of the picture, for texture that is laid in patches */
  guint32 seed;
  gfloat amount; /* of the healthy texture around; 1: as strong */
  gfloat scale;  /* divisor of what is laid on `neutral` */
  gfloat match;  /* how far strength goes with the surroundings instead of the donor, 0 to 1 */
  gfloat neutral;
  gfloat *missing; /* NULL, or to be filled, for the area: the share of healthy texture missing */
} RetextureBorrowRecipe;

/* Fills `area` of `target` (R'G'B'A); `picture` is what it will be laid over, and must hold the
 * area and retexture_presence_reach () pixels around it, as far as it goes. What the picture still
 * has of such texture is left out. */
void retexture_borrow_render (const RetextureBorrowRecipe *recipe,
                              GeglBuffer *picture,
                              GeglBuffer *target,
                              const GeglRectangle *area);
