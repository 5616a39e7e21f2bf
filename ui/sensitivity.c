/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "sensitivity.h"

#define CONDITION "retexture-condition"

typedef struct
{
  gchar *name;
  gchar **choices;
} Condition;

static void
condition_free (gpointer data)
{
  Condition *condition = data;

  g_free (condition->name);
  g_strfreev (condition->choices);
  g_free (condition);
}

/* "name {one,other}"; NULL where it is written otherwise. */
static Condition *
condition_new (const gchar *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("^([a-z-]+) \\{([^}]*)\\}$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree gchar *choices = NULL;
  Condition *condition;

  if (!g_regex_match (regex, text, 0, &match))
    return NULL;
  choices = g_match_info_fetch (match, 2);
  condition = g_new (Condition, 1);
  condition->name = g_match_info_fetch (match, 1);
  condition->choices = g_strsplit (choices, ",", -1);
  return condition;
}

static const gchar *
value_nick (RetextureParameters *parameters, const gchar *name)
{
  const GValue *value = retexture_parameters_get_value (parameters, name);
  GParamSpec *spec = retexture_parameters_find (parameters, name);

  if (G_VALUE_HOLDS_BOOLEAN (value))
    return g_value_get_boolean (value) ? "TRUE" : "FALSE";
  return g_enum_get_value (G_PARAM_SPEC_ENUM (spec)->enum_class, g_value_get_enum (value))
      ->value_nick;
}

static void
follow (RetextureParameters *parameters, GtkWidget *widget)
{
  const Condition *condition = g_object_get_data (G_OBJECT (widget), CONDITION);

  gtk_widget_set_sensitive (widget, g_strv_contains ((const gchar *const *) condition->choices,
                                                     value_nick (parameters, condition->name)));
}

void
retexture_sensitivity_attach (GtkWidget *widget, RetextureParameters *parameters, const gchar *name)
{
  const gchar *text = retexture_parameters_get_key (parameters, name, "sensitive");
  Condition *condition = text ? condition_new (text) : NULL;

  if (!condition)
    return;
  if (!retexture_parameters_find (parameters, condition->name))
    {
      condition_free (condition);
      return;
    }
  g_object_set_data_full (G_OBJECT (widget), CONDITION, condition, condition_free);
  g_signal_connect_object (parameters, "changed", G_CALLBACK (follow), widget, 0);
  follow (parameters, widget);
}
