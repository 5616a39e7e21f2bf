/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "text-row.h"

#include "file-button.h"
#include "number-row.h"
#include "probe.h"

#define PARAMETERS "retexture-parameters"
#define SPEC "retexture-spec"
#define WIDTH_IN_LETTERS 30

gboolean
retexture_text_row_accepts (GParamSpec *spec)
{
  return G_IS_PARAM_SPEC_STRING (spec);
}

/* What is being typed is there already: setting it again would move the cursor. */
static void
show (RetextureParameters *parameters, GtkWidget *entry)
{
  GParamSpec *spec = g_object_get_data (G_OBJECT (entry), SPEC);
  const gchar *text = retexture_parameters_get_text (parameters, spec->name);

  if (!g_str_equal (gtk_entry_get_text (GTK_ENTRY (entry)), text))
    gtk_entry_set_text (GTK_ENTRY (entry), text);
}

static void
changed (GtkEntry *entry, gpointer user_data)
{
  GParamSpec *spec = g_object_get_data (G_OBJECT (entry), SPEC);
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  g_value_set_string (&value, gtk_entry_get_text (entry));
  retexture_parameters_set_value (g_object_get_data (G_OBJECT (entry), PARAMETERS), spec->name,
                                  &value, NULL);
}

void
retexture_text_row_attach (GtkTable *table,
                           guint row,
                           RetextureParameters *parameters,
                           GParamSpec *spec)
{
  GtkWidget *label = gtk_label_new (g_param_spec_get_nick (spec));
  GtkWidget *entry = gtk_entry_new ();
  const gboolean is_file
      = g_strcmp0 (retexture_parameters_get_key (parameters, spec->name, "unit"), "file") == 0;

  g_object_set_data (G_OBJECT (entry), PARAMETERS, parameters);
  g_object_set_data (G_OBJECT (entry), SPEC, spec);
  gtk_entry_set_width_chars (GTK_ENTRY (entry), WIDTH_IN_LETTERS);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_widget_set_tooltip_text (entry, g_param_spec_get_blurb (spec));
  retexture_probe_name (entry, spec->name);
  show (parameters, entry);
  g_signal_connect_object (parameters, "changed", G_CALLBACK (show), entry, 0);
  g_signal_connect (entry, "changed", G_CALLBACK (changed), NULL);

  gtk_misc_set_alignment (GTK_MISC (label), 0.0, 0.5);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), entry);
  gtk_table_attach (table, label, 0, 1, row, row + 1, GTK_FILL, GTK_FILL, 0, 0);
  gtk_table_attach (table, entry, 1, RETEXTURE_ROW_COLUMNS - (is_file ? 1 : 0), row, row + 1,
                    GTK_EXPAND | GTK_FILL, GTK_FILL, 0, 0);
  if (is_file)
    gtk_table_attach (table, retexture_file_button_new (GTK_ENTRY (entry)),
                      RETEXTURE_ROW_COLUMNS - 1, RETEXTURE_ROW_COLUMNS, row, row + 1, GTK_FILL,
                      GTK_FILL, 0, 0);
}
