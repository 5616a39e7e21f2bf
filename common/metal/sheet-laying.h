/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lays a sheet of metal over a picture, bent as the direction bends, in any amount, without
 * repeating itself. A function of the place: the same pixel gets the same bytes whatever region it
 * is rendered in.
 */
#pragma once

#include <gegl.h>

#include "direction.h"
#include "sheet.h"

/* How far out of focus the picture is at a place: standard deviation, in finished pixels. */
typedef gdouble (*RetextureBlurFunc) (gdouble x, gdouble y, gpointer user_data);

/* Of the lattice on which a texture is laid that is like itself over `length`; both in pixels. */
gdouble retexture_sheet_spacing (gdouble length);

/* The mean squared gradient, along any axis, that blending adds to a texture of deviation 1, for a
 * spacing of 1: that of the weights p_i^2 / sqrt (sum p_i^4), integrated over a triangle. */
#define RETEXTURE_SHEET_ROUGHNESS 5.36

typedef struct
{
  const RetextureSheet *sheet;
  const RetextureDirection *direction;
  RetextureBlurFunc blur; /* NULL: sharp everywhere */
  gpointer user_data;
  guint32 seed;
  gdouble pixel_size; /* of the pixels to be rendered, in finished ones */
} RetextureLaying;

/* Fills area->width x area->height values, row by row: mean 0, deviation that of the sheet. */
void retexture_sheet_lay (const RetextureLaying *laying, const GeglRectangle *area, gfloat *values);
