/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A label in a corner of an image: a text layer, readable on what lies beneath.
 */
#pragma once

#include <libgimp/gimp.h>

typedef enum
{
  RETEXTURE_CORNER_TOP_LEFT,
  RETEXTURE_CORNER_TOP_RIGHT,
  RETEXTURE_CORNER_BOTTOM_LEFT,
  RETEXTURE_CORNER_BOTTOM_RIGHT
} RetextureCorner;

/* Lays it over all layers, in the place of an earlier one; as high as `size` percent of the image's
 * short side, smaller where it would not fit. FALSE and an error where GIMP makes no text. */
gboolean retexture_label_lay (
    gint32 image, const gchar *text, gdouble size, RetextureCorner corner, GError **error);
