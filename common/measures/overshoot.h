/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Halos: how far a result goes beyond what both pictures it was made from have at a strong edge.
 */
#pragma once

#include <gegl.h>

/* Of the places within a few pixels of an edge of at least a quarter of full scale in luma, 999 of
 * 1000 overshoot by less than this share of the edge's height. 0 where there is no such edge. */
gdouble retexture_measures_overshoot (GeglBuffer *original,
                                      GeglBuffer *edit,
                                      GeglBuffer *result,
                                      const GeglRectangle *area);
