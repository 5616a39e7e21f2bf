/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What must be added to a picture to change its tone, of any region:
 *
 *   (gain - 1) * edge-aware tone + add
 *
 * held back before anything reaches black or white. Called by the operations.
 */
#pragma once

#include "tone-fields.h"

typedef struct
{
  const RetextureToneFields *fields;
  gdouble pixel_size; /* of the picture, in the finished picture's */
  gfloat gain;        /* of the difference, which is laid on `neutral` */
  gfloat neutral;
} RetextureToneRecipe;

void retexture_tone_render (const RetextureToneRecipe *recipe,
                            GeglBuffer *edit,
                            GeglBuffer *target,
                            const GeglRectangle *area);

/* How far around a pixel the picture is looked at; radius_px in its own pixels. */
gint retexture_tone_reach (gdouble radius_px);
