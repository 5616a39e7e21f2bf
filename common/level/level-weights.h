/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How much of each octave a level leaves, and where it applies to it.
 */
#pragma once

#include "level-bands.h"
#include "level-mask.h"

/* As part of a face: what differs in the size of blotches and coarser, and is no mark, is another
 * picture; finer detail is what an edit may have smoothed. */
#define RETEXTURE_LEVEL_CHANGE (1.0 / 120.0)

/* Reads the masks for bands of pictures, of which level 0's sample (0, 0) is at (x, y) in their
 * coordinates; and frees them. */
void retexture_level_weights_read (const RetextureLevelMask *mask,
                                   const RetextureLevelAreas *areas,
                                   gint x,
                                   gint y,
                                   gdouble pixel_size,
                                   RetextureLevelWeights *weights);
void retexture_level_weights_clear (const RetextureLevelAreas *areas,
                                    RetextureLevelWeights *weights);

/* The gains of the octaves of pictures whose pixels are `pixel_size` of the finished one's, on a
 * face of a size there; those of colour, and what lightness has more. */
void retexture_level_gains_find (gdouble level,
                                 gdouble size_px,
                                 gdouble pixel_size,
                                 RetextureLevelGains *colour,
                                 RetextureLevelGains *lightness);
