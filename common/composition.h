/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the pixels a method makes are laid over the edit. Methods name one; the compose operation
 * computes it, and the layers rebuild it with GIMP's own blend modes.
 */
#pragma once

#include <glib-object.h>

typedef enum
{
  RETEXTURE_COMPOSITION_NORMAL, /* they replace the edit */
  RETEXTURE_COMPOSITION_TEXTURE /* edit + (texture - offset) * scale */
} RetextureComposition;

GType retexture_composition_get_type (void) G_GNUC_CONST;
