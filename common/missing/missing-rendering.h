/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The texture that an edit is missing, of any region. Called by operations that return it.
 */
#pragma once

#include "missing-bands.h"
#include "missing-range.h"

typedef struct
{
  const RetextureMissingRange *range;
  gdouble radius_px;  /* where texture ends: standard deviation, in pixels of these pictures */
  gdouble pixel_size; /* of them, in the finished picture's */
  gboolean luminance; /* the same in all channels */
  gboolean changed;   /* return it to what was changed, too */
  gboolean coloured;  /* return its colour to where colours were changed, too */
  gfloat sharpening;  /* of the finished picture's finest band, which resampling weakens; 0: none */
  gfloat gain;        /* of the texture, which is laid on `neutral` */
  gfloat neutral;
} RetextureMissingRecipe;

/* Fills `area` of `target`, which lies within the overlap of the pair, with what is missing; in
 * coordinates of the pictures. */
void retexture_missing_render (const RetextureMissingRecipe *recipe,
                               const RetexturePicturePair *pair,
                               GeglBuffer *target,
                               const GeglRectangle *area);

/* How far around a pixel the pictures are looked at. */
gint retexture_missing_reach (void);
