/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "composition.h"

GType
retexture_composition_get_type (void)
{
  static GType type = 0;
  static const GEnumValue values[] = {
    { RETEXTURE_COMPOSITION_NORMAL, "Normal", "normal" },
    { RETEXTURE_COMPOSITION_TEXTURE, "Texture", "texture" },
    { RETEXTURE_COMPOSITION_SOFT_LIGHT, "Soft Light", "soft-light" },
    { RETEXTURE_COMPOSITION_OVERLAY, "Overlay", "overlay" },
    { RETEXTURE_COMPOSITION_GRAIN_MERGE, "Grain Merge", "grain-merge" },
    { RETEXTURE_COMPOSITION_LUMINANCE, "Luminance", "luminance" },
    { RETEXTURE_COMPOSITION_LCH_LIGHTNESS, "LCh Lightness", "lch-lightness" },
    { RETEXTURE_COMPOSITION_HSV_VALUE, "HSV Value", "hsv-value" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("RetextureComposition", values));
  return type;
}
