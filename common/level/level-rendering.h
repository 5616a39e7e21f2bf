/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What must be added to an edit to give it a level of imperfection, of any region:
 *
 *   wanted + marks * (left * all - wanted) - own
 *
 * each the sum of its bands where the level applies to them, where `wanted` is the reference's
 * texture as the level has it, `all` the whole of it, of which so much is `left` where there are
 * marks, and `own` the edit's texture. Called by the operation.
 */
#pragma once

#include "imperfection.h"

typedef struct
{
  RetextureLevelSetup *setup;
  gdouble pixel_size; /* of the pictures, in the finished picture's */
  gfloat gain;        /* of the difference, which is laid on `neutral` */
  gfloat neutral;
} RetextureLevelRecipe;

/* Fills `area` of `target`, which lies within the overlap of the pair; without an original the pair
 * is the edit twice. */
void retexture_level_render (const RetextureLevelRecipe *recipe,
                             const RetexturePicturePair *pair,
                             GeglBuffer *target,
                             const GeglRectangle *area);

/* How far around a pixel the pictures are looked at. */
gint retexture_level_reach (void);
