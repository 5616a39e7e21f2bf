/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which level a picture has, from the energies of its octaves and those of its raw photograph.
 */
#pragma once

#include <glib.h>

/* The level, 1 to 5, whose rendition of the reference would measure nearest to the picture, as the
 * logarithms of the octaves' ratios go; -1 where nothing has a weight. Mean squares of the `n`
 * bands of a pyramid (pyramid.h) of both, finest first; size_px: height of the face or object. */
gdouble retexture_level_meter_read (gint n,
                                    gdouble size_px,
                                    const gdouble *reference,
                                    const gdouble *picture,
                                    const gdouble *weights);
