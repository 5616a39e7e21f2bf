/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How strongly texture shows on metal, by the light on it: most in middle tones and where light
 * falls off beside a highlight, less within one, not at all where nothing is left but white or
 * black.
 */
#pragma once

#include <gegl.h>

typedef struct
{
  gdouble beside;     /* how much stronger beside highlights: 1 doubles it; 0: not */
  gdouble protection; /* the share of it that highlights are spared: 0 to 1 */
  gboolean by_tone;   /* FALSE: black and white get as much as middle tones */
} RetextureSpecular;

/* How far around a pixel the picture is looked at; `pixel_size` as in rendering.h. */
gint retexture_specular_reach (gdouble pixel_size);

/* For each pixel of `area`, row by row: the factor for the texture, and the luma of the tone (NULL:
 * not wanted). The numbers do not depend on the area. */
void retexture_specular_find (GeglBuffer *picture,
                              const GeglRectangle *area,
                              gdouble pixel_size,
                              const RetextureSpecular *specular,
                              gfloat *factors,
                              gfloat *tones);
