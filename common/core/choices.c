/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "choices.h"

#include <glib/gi18n-lib.h>

GType
retexture_choices_register (const gchar *name, GEnumValue *values)
{
  const GType type = g_type_from_name (name);

  if (type)
    return type;
  for (GEnumValue *value = values; value->value_name; value++)
    value->value_name = _ (value->value_name);
  return g_enum_register_static (name, values);
}
