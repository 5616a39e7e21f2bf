/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures of before and after for people to compare, as files of JPEG: the whole, small, and the
 * place that changed most, at full size.
 */
#pragma once

#include <gegl.h>
#include <libgimp/gimp.h>

/* Pixels of these pictures, at most. */
#define RETEXTURE_COMPARISON_SMALL 480
#define RETEXTURE_COMPARISON_DETAIL_WIDTH 480
#define RETEXTURE_COMPARISON_DETAIL_HEIGHT 320

typedef struct
{
  GBytes *before, *after, *before_detail, *after_detail;
} RetextureComparison;

/* Of buffers of one size whose origin is at 0, 0, and the place to be shown at full size. */
void retexture_comparison_make (RetextureComparison *self,
                                GeglBuffer *before,
                                GeglBuffer *after,
                                const GeglRectangle *detail);
void retexture_comparison_clear (RetextureComparison *self);
