/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How much of a photograph's grain a picture lacks, place by place. Called by the noise operation.
 */
#pragma once

#include "grain.h"

/* How far around an area the picture is looked at. */
gint retexture_missing_grain_reach (void);

/* For each pixel of `area` what must be added to `picture`: grain of the level its tone should
 * have, of which as much is left out as is there already. Nor is any place given more than the
 * photograph has there, `original`, as far as that reaches, which lies where the picture does;
 * NULL: unknown. It has been resampled so that `faded` of its finest deviation is left; 1: all.
 * `pixel_size`: of what size, in pixels of the measured photograph, the picture's are, at least 1.
 */
void retexture_missing_grain_find (RetextureGrain *grain,
                                   GeglBuffer *picture,
                                   GeglBuffer *original,
                                   gdouble faded,
                                   const GeglRectangle *area,
                                   gdouble pixel_size,
                                   RetextureGrainWish *wishes);
