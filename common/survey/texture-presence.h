/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How much texture is there already, place by place, whatever edges run through it. An edge changes
 * in one direction only, texture in all: what counts is the weakest direction, the smaller
 * eigenvalue of the structure tensor.
 */
#pragma once

#include <gegl.h>

/* How far around a pixel the picture is looked at, for a radius in pixels. */
gint retexture_presence_reach (gdouble radius);

/* For each pixel of `area`, row by row: the mean square of luma's gradient in the direction in
 * which it is least, over a neighbourhood of about `radius`. The numbers do not depend on the
 * area. */
void retexture_presence_find (GeglBuffer *picture,
                              const GeglRectangle *area,
                              gdouble radius,
                              gfloat *weakest);

/* What remains when texture up to the radius is taken away: R'G'B', three values a pixel, to be
 * freed. */
gfloat *
retexture_presence_find_tones (GeglBuffer *picture, const GeglRectangle *area, gdouble radius);

/* The share of texture's deviation that is missing where a share of its energy is there. */
gfloat retexture_presence_missing (gfloat there);
