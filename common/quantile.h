/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Robust statistics of a handful of numbers.
 */
#pragma once

#include <glib.h>

/* The number that `share` (0 to 1) of them lie below; sorts them. 0 where there are none. */
gdouble retexture_quantile (gdouble *numbers, guint n, gdouble share);
