/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Layer masks with given pixels.
 */
#pragma once

#include <gegl.h>
#include <libgimp/gimp.h>

/* Gives a layer a mask that holds `pixels`, of its size. */
void retexture_masks_add (gint32 layer, GeglBuffer *pixels);

/* Or one that is white, or black, all over. */
void retexture_masks_add_flat (gint32 layer, gboolean white);

/* Lets a layer's mask show no more than another layer's, of the same size, does. */
void retexture_masks_limit (gint32 layer, gint32 other);
