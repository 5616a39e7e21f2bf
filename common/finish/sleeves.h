/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sleeves around hairs in which the picture is made anew: how much of each pixel, and from how
 * far away its texture is fetched.
 */
#pragma once

#include "hairs.h"

/* By pixel, 8 bits each: how much, 0 to 255; and the way to healthy texture across and down, in
 * pixels, 128 for none. Of the picture's extent, and next to no memory where nothing is. `share`:
 * of the picture, 0 to 1, that is in any. */
GeglBuffer *
retexture_sleeves_new (const RetextureRidges *ridges, const RetextureHairs *hairs, gdouble *share);

/* The same of what is marked (Y, 0 to 1) in a picture of that extent: as much of it as the mark
 * says. What lies too deep within a mark has nothing beside it to be made of. */
GeglBuffer *
retexture_sleeves_new_marked (GeglBuffer *marked, const GeglRectangle *extent, gdouble *share);

/* From the numbers of all pixels of a picture, row by row. */
GeglBuffer *
retexture_sleeves_store (const GeglRectangle *extent, const guint8 *numbers, gdouble *share);

/* The format of such a buffer. */
const Babl *retexture_sleeves_format (void);
#define RETEXTURE_SLEEVE_NUMBERS 3
#define RETEXTURE_SLEEVE_STILL 128

/* Pixels that texture is fetched over at most. */
#define RETEXTURE_SLEEVE_FURTHEST 24
