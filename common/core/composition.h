/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the pixels a method makes are laid over the edit. Methods name one, or the parameter that
 * chooses one; the compose operation computes it, and the layers rebuild it with GIMP's own modes.
 */
#pragma once

#include <glib-object.h>

typedef enum
{
  RETEXTURE_COMPOSITION_NORMAL,  /* they replace the edit */
  RETEXTURE_COMPOSITION_TEXTURE, /* edit + (texture - offset) * scale */
  /* GIMP's layer modes of these names, over gamma-encoded values where the mode allows it. */
  RETEXTURE_COMPOSITION_SOFT_LIGHT,
  RETEXTURE_COMPOSITION_OVERLAY,
  RETEXTURE_COMPOSITION_GRAIN_MERGE, /* the legacy mode in 8 bit, whose neutral value is exact */
  RETEXTURE_COMPOSITION_LUMINANCE,
  RETEXTURE_COMPOSITION_LCH_LIGHTNESS,
  RETEXTURE_COMPOSITION_HSV_VALUE
} RetextureComposition;

GType retexture_composition_get_type (void) G_GNUC_CONST;

typedef struct
{
  RetextureComposition composition;    /* where `parameter` is NULL */
  const gchar *parameter;              /* the name of the choice that decides */
  const RetextureComposition *choices; /* by its value */
  const gchar *opacity; /* the parameter, in percent, that is the layer's; NULL: 100 % */
} RetextureBlending;
