/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "choice-row.h"

#include "number-row.h"
#include "probe.h"

#include <glib/gi18n-lib.h>

#define PARAMETERS "retexture-parameters"
#define SPEC "retexture-spec"

gboolean
retexture_choice_row_accepts (GParamSpec *spec)
{
  return G_IS_PARAM_SPEC_ENUM (spec) || G_IS_PARAM_SPEC_BOOLEAN (spec);
}

static void
store (GtkWidget *control, gint value)
{
  RetextureParameters *parameters = g_object_get_data (G_OBJECT (control), PARAMETERS);
  GParamSpec *spec = g_object_get_data (G_OBJECT (control), SPEC);

  retexture_parameters_set_number (parameters, spec->name, value, NULL);
}

static void
bind (GtkWidget *control, RetextureParameters *parameters, GParamSpec *spec, GCallback show)
{
  g_object_set_data (G_OBJECT (control), PARAMETERS, parameters);
  g_object_set_data (G_OBJECT (control), SPEC, spec);
  gtk_widget_set_tooltip_text (control, g_param_spec_get_blurb (spec));
  retexture_probe_name (control, spec->name);
  g_signal_connect_object (parameters, "changed", show, control, 0);
}

/* ---- enumerations ---- */

static void
show_choice (RetextureParameters *parameters, GtkWidget *combo)
{
  GParamSpec *spec = g_object_get_data (G_OBJECT (combo), SPEC);
  const GEnumClass *choices = G_PARAM_SPEC_ENUM (spec)->enum_class;
  const gint value = retexture_parameters_get_number (parameters, spec->name);

  for (guint i = 0; i < choices->n_values; i++)
    if (choices->values[i].value == value)
      gtk_combo_box_set_active (GTK_COMBO_BOX (combo), i);
}

static void
choice_changed (GtkComboBox *combo, gpointer user_data)
{
  GParamSpec *spec = g_object_get_data (G_OBJECT (combo), SPEC);
  const gint active = gtk_combo_box_get_active (combo);

  if (active >= 0)
    store (GTK_WIDGET (combo), G_PARAM_SPEC_ENUM (spec)->enum_class->values[active].value);
}

/* GEGL declares the value's label as its name, untranslated. */
static void
attach_choice (GtkTable *table, guint row, RetextureParameters *parameters, GParamSpec *spec)
{
  const GEnumClass *choices = G_PARAM_SPEC_ENUM (spec)->enum_class;
  GtkWidget *combo = gtk_combo_box_text_new ();
  GtkWidget *label = gtk_label_new (g_param_spec_get_nick (spec));

  for (guint i = 0; i < choices->n_values; i++)
    gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (combo), _ (choices->values[i].value_name));
  bind (combo, parameters, spec, G_CALLBACK (show_choice));
  show_choice (parameters, combo);
  g_signal_connect (combo, "changed", G_CALLBACK (choice_changed), NULL);

  gtk_misc_set_alignment (GTK_MISC (label), 0.0, 0.5);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), combo);
  gtk_table_attach (table, label, 0, 1, row, row + 1, GTK_FILL, GTK_FILL, 0, 0);
  gtk_table_attach (table, combo, 1, RETEXTURE_ROW_COLUMNS, row, row + 1, GTK_EXPAND | GTK_FILL,
                    GTK_FILL, 0, 0);
}

/* ---- booleans ---- */

static void
show_switch (RetextureParameters *parameters, GtkWidget *check)
{
  GParamSpec *spec = g_object_get_data (G_OBJECT (check), SPEC);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (check),
                                retexture_parameters_get_number (parameters, spec->name) != 0.0);
}

static void
switch_toggled (GtkToggleButton *check, gpointer user_data)
{
  store (GTK_WIDGET (check), gtk_toggle_button_get_active (check));
}

static void
attach_switch (GtkTable *table, guint row, RetextureParameters *parameters, GParamSpec *spec)
{
  GtkWidget *check = gtk_check_button_new_with_label (g_param_spec_get_nick (spec));

  bind (check, parameters, spec, G_CALLBACK (show_switch));
  show_switch (parameters, check);
  g_signal_connect (check, "toggled", G_CALLBACK (switch_toggled), NULL);
  gtk_table_attach (table, check, 0, RETEXTURE_ROW_COLUMNS, row, row + 1, GTK_EXPAND | GTK_FILL,
                    GTK_FILL, 0, 0);
}

void
retexture_choice_row_attach (GtkTable *table,
                             guint row,
                             RetextureParameters *parameters,
                             GParamSpec *spec)
{
  if (G_IS_PARAM_SPEC_ENUM (spec))
    attach_choice (table, row, parameters, spec);
  else
    attach_switch (table, row, parameters, spec);
}
