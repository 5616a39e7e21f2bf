/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The halo meter: where a Gaussian split rings at an edge that an edge-aware one leaves whole, and
 * how much. Called by split-rendering.c.
 */
#pragma once

#include <gegl.h>

/* The meter's white: a halo of this share of full scale. */
#define RETEXTURE_HALO_WHITE 0.1

/* Renders `area` of the meter as a grey picture, 0 to 1: the difference of luma between the
 * Gaussian and the edge-aware tone of the picture, over RETEXTURE_HALO_WHITE, where there is an
 * edge of more than `tolerance` (0 to 1) within reach of the radius. `source` must hold the area
 * and the larger reach of both filters, and one pixel more, around it. */
void retexture_halo_render (GeglBuffer *source,
                            GeglBuffer *target,
                            const GeglRectangle *area,
                            gdouble radius_px,
                            gdouble tolerance);
