/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture-row.h"

#include "probe.h"

/* Connected before the dialog's own handler. */
static void
keep_choice (GtkWidget *combo, gpointer data)
{
  gint32 *chosen = data;
  gint value;

  if (!gimp_int_combo_box_get_active (GIMP_INT_COMBO_BOX (combo), &value) || value == *chosen)
    g_signal_stop_emission_by_name (combo, "changed");
  else
    *chosen = value;
}

GtkWidget *
retexture_picture_row_new (const RetexturePictureChooser *chooser,
                           const gchar *name,
                           gpointer user_data,
                           gint32 *chosen,
                           GCallback changed,
                           gpointer changed_data)
{
  GtkWidget *row = gtk_hbox_new (FALSE, 6);
  GtkWidget *label = gtk_label_new (chooser->label);
  GtkWidget *combo = gimp_drawable_combo_box_new (chooser->accepts, user_data);

  if (chooser->none)
    gimp_int_combo_box_prepend (GIMP_INT_COMBO_BOX (combo), GIMP_INT_STORE_VALUE, -1,
                                GIMP_INT_STORE_LABEL, chooser->none, -1);
  /* What is dropped on it would be looked up in GIMP at any time (inspection.h). */
  gtk_drag_dest_unset (combo);
  gtk_widget_set_tooltip_text (combo, chooser->help);
  retexture_probe_name (combo, name);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), combo);
  gimp_int_combo_box_connect (GIMP_INT_COMBO_BOX (combo), *chosen, G_CALLBACK (keep_choice),
                              chosen);
  g_signal_connect (combo, "changed", changed, changed_data);

  gtk_box_pack_start (GTK_BOX (row), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), combo, TRUE, TRUE, 0);
  return row;
}
