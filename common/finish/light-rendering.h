/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What must be added to a picture to change the light on it, of any region:
 *
 *   (gain - 1) * edge-aware tone + add
 *
 * held back before anything reaches black or white. Called by the operation.
 */
#pragma once

#include "light-analysis.h"

typedef struct
{
  const RetextureLightSetup *setup;
  gdouble pixel_size; /* of the picture, in the finished picture's */
  gfloat gain;        /* of the difference, which is laid on `neutral` */
  gfloat neutral;
} RetextureLightRecipe;

void retexture_light_render (const RetextureLightRecipe *recipe,
                             GeglBuffer *edit,
                             GeglBuffer *target,
                             const GeglRectangle *area);

/* How far around a pixel the picture is looked at; radius_px in its own pixels. */
gint retexture_light_reach (gdouble radius_px);
