/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pixel loops of the Gaussian: rows of floats, `channels` (3 to 5) to a pixel. Called by
 * lattice-blur.c, which decides on regions, bands and threads; nothing here knows of buffers.
 */
#pragma once

#include "gaussian-kernel.h"

/* a / b, rounded down. */
static inline gint
retexture_floor_div (gint a, gint b)
{
  return (a >= 0 ? a : a - b + 1) / b;
}

/* Makes values ready to be blurred: what one NaN would do to a whole neighbourhood is prevented,
 * the blur sees black instead, and white for infinity; and colour is multiplied by alpha where
 * there is one. */
void retexture_rows_prepare (gfloat *values, gint n_pixels, gint channels);

/* Takes the multiplication by alpha back. */
void retexture_rows_unpremultiply (gfloat *values, gint n_pixels);

/* The weighted sum of `n` rows of `length` values, added to what `sum` holds or replacing it. */
void retexture_rows_sum (gfloat *sum,
                         gboolean add,
                         const gfloat *const *rows,
                         const gfloat *weights,
                         gint n,
                         gint length);

/* `n` lattice points from a row of (n - 1) * step + 2 * reduce_reach + 1 pixels. */
void retexture_rows_reduce (const RetextureGaussianKernel *kernel,
                            const gfloat *row,
                            gfloat *points,
                            gint n,
                            gint channels);

/* Pixels [x, x + n) of a row from its lattice points, the first of which is at column `origin`. */
void retexture_rows_enlarge (const RetextureGaussianKernel *kernel,
                             const gfloat *points,
                             gint origin,
                             gint x,
                             gfloat *row,
                             gint n,
                             gint channels);
