/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A blur that leaves strong edges alone, so that what is subtracted from the picture has no halo
 * there. It is the guided filter (He, Sun, Tang: Guided Image Filtering, IEEE TPAMI 35(6), 2013)
 * guided by the picture itself, with Gaussian windows: below the tolerance it is the Gaussian of
 * the same radius, far above it changes nothing. The same pixel gets the same bytes whatever region
 * it is rendered in; transparent pixels weigh nothing; NaN and infinity do not spread.
 */
#pragma once

#include <gegl.h>

/* Blurs `area` of `source` into the same area of `target`, in gamma-encoded values of the target's
 * space. radius_px: standard deviation, above 0; tolerance: the contrast, 0 to 1 of full scale and
 * above 0, at which half of a detail stays in the tone. `source` must hold the area and the reach
 * around it, as far as the picture goes. */
void retexture_edge_aware_blur (GeglBuffer *source,
                                GeglBuffer *target,
                                const GeglRectangle *area,
                                gdouble radius_px,
                                gdouble tolerance);

/* How far, in pixels, a result depends on the picture around it. */
gint retexture_edge_aware_reach (gdouble radius_px);
