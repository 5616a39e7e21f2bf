/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How much of a photograph's grain a picture lacks, place by place. Called by the noise operation.
 */
#pragma once

#include "grain.h"
#include "survey.h"

/* How far around an area the picture is looked at. */
gint retexture_missing_grain_reach (void);

/* No place is given more than the photograph has there, `original`, as far as that reaches, which
 * lies where the picture does; it has been resampled so that `faded` of its finest deviation is
 * left; 1: all. NULL: not more than these shares of what its tone should have, one for each pixel
 * of the area; NULL: unknown. Where the original is `strange`, 0 to 1 for each pixel (NULL:
 * nowhere), they count instead of it. */
typedef struct
{
  GeglBuffer *original;
  gdouble faded;
  const gfloat *shares, *strange;
} RetextureMostGrain;

/* For each pixel of `area` what must be added to `picture`: grain of the level its tone should
 * have, of which as much is left out as is there already; and not more than `most`, or NULL.
 * `pixel_size`: of what size, in pixels of the measured photograph, the picture's are, at least 1.
 */
void retexture_missing_grain_find (RetextureGrain *grain,
                                   GeglBuffer *picture,
                                   const RetextureMostGrain *most,
                                   const GeglRectangle *area,
                                   gdouble pixel_size,
                                   RetextureGrainWish *wishes);

/* The share of the deviation that its tone should have which each block of a picture has, from its
 * survey; more than 1 where there is texture. To be freed. */
gfloat *retexture_missing_grain_find_blocks (RetextureGrain *grain,
                                             GeglBuffer *picture,
                                             const RetextureSurvey *survey);
