/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text that stays with a layer or an image: saved with it, and undone with it.
 */
#pragma once

#include <glib.h>

void retexture_parasite_attach (gint32 layer, const gchar *name, const gchar *text);

/* NULL where there is none of that name. */
gchar *retexture_parasite_read (gint32 layer, const gchar *name);

/* The same, with an image. */
void retexture_parasite_attach_to_image (gint32 image, const gchar *name, const gchar *text);
gchar *retexture_parasite_read_from_image (gint32 image, const gchar *name);
