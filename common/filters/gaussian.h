/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The Gaussian blur of gamma-encoded pixels, fused with whatever is made of it. Called by
 * operations that split a picture into tone and texture; knows nothing of their formulas.
 *
 * It works in bands, on two or more threads, and keeps no full-size intermediate. The same pixel
 * gets the same bytes whatever region it is rendered in. Beyond the picture its edge pixels go on.
 * Transparent pixels weigh nothing; NaN and infinity are kept out of the blur.
 */
#pragma once

#include <gegl.h>

/* Turns `n` pixels into result pixels, in place, given the same pixels after the blur. Both are
 * gamma-encoded floats in the target's space, R'G'B' (3 channels) where the source has no alpha,
 * else R'G'B'A (4), not premultiplied; `pixels` may hold NaN and infinity, `blurred` does not.
 * Called from several threads at once. */
typedef void (*RetextureGaussianFunc) (
    gfloat *pixels, const gfloat *blurred, gint n, gint channels, gpointer user_data);

/* Blurs `area` of `source` by `radius_px` (standard deviation, above 0), hands it to `func` row by
 * row, and writes what that returns to the same area of `target`, converted to the target's format.
 * `source` must hold the area and retexture_gaussian_reach () pixels around it, as far as the
 * picture goes. */
void retexture_gaussian_render (GeglBuffer *source,
                                GeglBuffer *target,
                                const GeglRectangle *area,
                                gdouble radius_px,
                                RetextureGaussianFunc func,
                                gpointer user_data);

/* The blur itself: what remains when texture is taken away. */
void retexture_gaussian_blur (GeglBuffer *source,
                              GeglBuffer *target,
                              const GeglRectangle *area,
                              gdouble radius_px);

/* The same of two pictures' pixels, R'G'B'A, given the blur of `one` minus `other`, whose alpha is
 * the product of both; the result replaces those of `other`. */
typedef void (*RetextureGaussianPairFunc) (
    const gfloat *one, gfloat *other, const gfloat *blurred, gint n, gpointer user_data);

/* Blurs the difference of two pictures of the same extent, and hands it to `func` with both. */
void retexture_gaussian_render_difference (GeglBuffer *one,
                                           GeglBuffer *other,
                                           GeglBuffer *target,
                                           const GeglRectangle *area,
                                           gdouble radius_px,
                                           RetextureGaussianPairFunc func,
                                           gpointer user_data);
