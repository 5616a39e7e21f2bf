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

static gboolean
is_met (RetextureParameters *parameters, const Condition *condition)
{
  return g_strv_contains ((const gchar *const *) condition->choices,
                          value_nick (parameters, condition->name));
}

static void
follow (RetextureParameters *parameters, GtkWidget *widget)
{
  gtk_widget_set_sensitive (widget,
                            is_met (parameters, g_object_get_data (G_OBJECT (widget), CONDITION)));
}

/* What is declared for a parameter; NULL where that is nothing, or about a parameter there is not.
 */
static Condition *
find_condition (RetextureParameters *parameters, const gchar *name)
{
  const gchar *text = retexture_parameters_get_key (parameters, name, "sensitive");
  Condition *condition = text ? condition_new (text) : NULL;

  if (condition && !retexture_parameters_find (parameters, condition->name))
    g_clear_pointer (&condition, condition_free);
  return condition;
}

void
retexture_sensitivity_attach (GtkWidget *widget, RetextureParameters *parameters, const gchar *name)
{
  Condition *condition = find_condition (parameters, name);

  if (!condition)
    return;
  g_object_set_data_full (G_OBJECT (widget), CONDITION, condition, condition_free);
  g_signal_connect_object (parameters, "changed", G_CALLBACK (follow), widget, 0);
  follow (parameters, widget);
}

gboolean
retexture_sensitivity_is_met (RetextureParameters *parameters, const gchar *name)
{
  Condition *condition = find_condition (parameters, name);
  const gboolean met = !condition || is_met (parameters, condition);

  g_clear_pointer (&condition, condition_free);
  return met;
}
