/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The filter of an undecimated wavelet, of which a survey and a look take their bands.
 */
#pragma once

#include <glib.h>

/* Smooths `n` values with 1 4 6 4 1, whose taps are `distance` apart; `in` and `out` may not be the
 * same. What lies nearer than twice that to the ends is left as it is. */
void
retexture_binomial_smooth (const gfloat *restrict in, gfloat *restrict out, gint n, gint distance);
