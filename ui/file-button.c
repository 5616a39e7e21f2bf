/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "file-button.h"

#include "probe.h"

#include <glib/gi18n-lib.h>

static void
start_from (GtkFileChooser *chooser, const gchar *text)
{
  g_autofree gchar *path = g_filename_from_utf8 (text, -1, NULL, NULL, NULL);
  g_autofree gchar *folder = path && *path ? g_path_get_dirname (path) : NULL;
  g_autofree gchar *name = path && *path ? g_path_get_basename (path) : NULL;
  g_autofree gchar *shown = name ? g_filename_display_name (name) : NULL;

  if (folder && g_path_is_absolute (path))
    gtk_file_chooser_set_current_folder (chooser, folder);
  if (shown)
    gtk_file_chooser_set_current_name (chooser, shown);
}

static void
choose (GtkWidget *button, gpointer user_data)
{
  GtkEntry *entry = user_data;
  GtkWidget *window = gtk_widget_get_toplevel (button);
  GtkWidget *chooser = gtk_file_chooser_dialog_new (
      _ ("Choose a File"), GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_SAVE, GTK_STOCK_CANCEL,
      GTK_RESPONSE_CANCEL, GTK_STOCK_OK, GTK_RESPONSE_OK, NULL);

  start_from (GTK_FILE_CHOOSER (chooser), gtk_entry_get_text (entry));
  if (gtk_dialog_run (GTK_DIALOG (chooser)) == GTK_RESPONSE_OK)
    {
      g_autofree gchar *path = gtk_file_chooser_get_filename (GTK_FILE_CHOOSER (chooser));
      g_autofree gchar *text = path ? g_filename_to_utf8 (path, -1, NULL, NULL, NULL) : NULL;

      if (text)
        gtk_entry_set_text (entry, text);
    }
  gtk_widget_destroy (chooser);
}

GtkWidget *
retexture_file_button_new (GtkEntry *entry)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Choose…"));

  g_signal_connect (button, "clicked", G_CALLBACK (choose), entry);
  return retexture_probe_name (button, "choose");
}
