/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a picture looks like at the size of a thumbnail, which GIMP makes in a moment: enough to see
 * whether it was changed meanwhile, or whether another may be the same picture.
 */
#pragma once

#include <glib.h>

/* A sum of what the items show: drawables, or -1. It is another one where a change can be seen. */
guint64 retexture_glance_sum (const gint32 *drawables, guint n);

/* Whether two drawables may show the same picture, however large each is. */
gboolean retexture_glance_is_alike (gint32 one, gint32 other);
