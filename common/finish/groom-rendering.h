/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What must be added to a picture to take hairs out of it, of any region: in their sleeves
 *
 *   much * (mean of what is beside the sleeve + texture from a little further away - picture)
 *
 * and nothing elsewhere. Called by the operation.
 */
#pragma once

#include "groom-analysis.h"

typedef struct
{
  const RetextureGroomSetup *setup;
  gfloat amount;
  gdouble pixel_size; /* of the picture, in the finished picture's */
  gfloat gain;        /* of the difference, which is laid on `neutral` */
  gfloat neutral;
  gboolean as_marks; /* instead, how much of each pixel goes (Y, 0 to 1) */
} RetextureGroomRecipe;

void retexture_groom_render (const RetextureGroomRecipe *recipe,
                             GeglBuffer *edit,
                             GeglBuffer *target,
                             const GeglRectangle *area);

/* How far around a pixel the picture is looked at. */
gint retexture_groom_reach (void);
