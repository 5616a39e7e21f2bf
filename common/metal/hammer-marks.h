/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hammered metal: a dent in each cell of an irregular net, lit from one side.
 */
#pragma once

#include <gegl.h>

typedef struct
{
  gdouble size;  /* of a mark, in pixels */
  gdouble light; /* where it comes from: radians, from the x axis towards the y axis */
  guint32 seed;
} RetextureHammerMarks;

/* Fills area->width x area->height values, row by row: mean 0, standard deviation about 1. A
 * function of the place. */
void retexture_hammer_marks_render (const RetextureHammerMarks *marks,
                                    const GeglRectangle *area,
                                    gfloat *values);
