/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which values are less than which, of a whole plane of them.
 */
#pragma once

#include <glib.h>

/* Fills `order` with the places of n numbers, that of the least first; equal ones in the order they
 * have. None may be NaN. */
void retexture_ranks_find (const gfloat *values, gsize n, guint32 *order);
