/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What must be added to an edit to give it a level of imperfection, of any region:
 *
 *   wanted + marks * (left * all - wanted) - own
 *
 * each the sum of its bands, where `all` is the reference's texture, with the edit's contrast,
 * `own` the edit's, whose place it takes, `wanted` is `all` and what the level changes of it where
 * it applies, and so much of `all` is `left` where there are marks. Called by the operation.
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
