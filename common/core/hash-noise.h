/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Random numbers that are a function of their place: (seed, plane, x, y) always gives the same one,
 * whatever region is rendered, by however many threads and in whatever order. Used by everything
 * that makes noise; there is no other source of chance here.
 */
#pragma once

#include <glib.h>

typedef enum
{
  RETEXTURE_NOISE_UNIFORM, /* -1 to 1; standard deviation 1 / sqrt (3) */
  RETEXTURE_NOISE_GAUSSIAN /* standard deviation 1, mean 0 */
} RetextureNoiseKind;

/* Fills `values` with the numbers of pixels [x, x + n) of row y; x and y may be negative. */
void retexture_hash_noise_row (
    RetextureNoiseKind kind, guint32 seed, guint32 plane, gint x, gint y, gint n, gfloat *values);
