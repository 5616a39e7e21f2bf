/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers that a given share of others lies below.
 */
#pragma once

#include <glib.h>

/* The number that `share` (0 to 1) of them lie below; puts them in another order. None is NaN; 0
 * where there are none. */
gdouble retexture_quantile (gdouble *numbers, guint n, gdouble share);

/* The number that a normally distributed one, of mean 0 and standard deviation 1, lies below with
 * the probability `p`: between 0 and 1, ends excluded. */
gdouble retexture_normal_quantile (gdouble p);
