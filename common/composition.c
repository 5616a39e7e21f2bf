/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "composition.h"

GType
retexture_composition_get_type (void)
{
  static GType type = 0;
  static const GEnumValue values[] = {
    { RETEXTURE_COMPOSITION_NORMAL, "Normal", "normal" },
    { RETEXTURE_COMPOSITION_TEXTURE, "Texture", "texture" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("RetextureComposition", values));
  return type;
}
