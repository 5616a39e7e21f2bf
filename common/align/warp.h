/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The original, resampled once, in the frame of the edit. The same pixel gets the same bytes
 * whatever area it is made in.
 */
#pragma once

#include <gegl.h>

#include "field.h"

/* Fills `area` of `target`, which has an alpha channel, with the original as `motion` says;
 * `frame` is the edit's extent, in the coordinates of `target`. Gamma-encoded values in the
 * target's space, Lanczos' kernel of three lobes, stretched where the original shrinks. Where the
 * original does not reach it is transparent. Whole pixels are copied as they are. */
void retexture_warp_render (GeglBuffer *original,
                            GeglBuffer *target,
                            const GeglRectangle *area,
                            const GeglRectangle *frame,
                            const RetextureMotion *motion);

/* What of the original `area` is made from. */
GeglRectangle retexture_warp_source (const GeglRectangle *original,
                                     const GeglRectangle *area,
                                     const GeglRectangle *frame,
                                     const RetextureMotion *motion);

/* What of the frame the original may reach; and whether it wholly reaches all of `area`. */
GeglRectangle retexture_warp_reach (const GeglRectangle *original,
                                    const GeglRectangle *frame,
                                    const RetextureMotion *motion);
gboolean retexture_warp_covers (const GeglRectangle *original,
                                const GeglRectangle *area,
                                const GeglRectangle *frame,
                                const RetextureMotion *motion);

/* Whether every pixel of the frame is one of the original's; then where the frame's corner is in
 * it. */
gboolean retexture_warp_is_whole (const GeglRectangle *original,
                                  const GeglRectangle *frame,
                                  const RetextureMotion *motion,
                                  gint *x,
                                  gint *y);
