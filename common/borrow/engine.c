/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine.h"

#include <glib/gi18n-lib.h>

#include "choices.h"

GType
retexture_engine_get_type (void)
{
  static GType type = 0;
  static GEnumValue values[] = {
    { RETEXTURE_ENGINE_AUTOMATIC, N_ ("Automatic"), "automatic" },
    { RETEXTURE_ENGINE_STOCHASTIC, N_ ("Pores, fuzz, grain"), "stochastic" },
    { RETEXTURE_ENGINE_STRUCTURED, N_ ("Creases, weave, brushed metal"), "structured" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, retexture_choices_register ("RetextureEngine", values));
  return type;
}
