/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "errand-dialog.h"

#include "controls.h"
#include "mnemonics.h"
#include "preset-bar.h"
#include "presets.h"
#include "probe.h"
#include "window.h"

#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#define TEXT_WIDTH 440

typedef struct
{
  const RetextureErrandDialog *dialog;
  GtkWidget *window, *text;
} Window;

static void
foretell (Window *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree gchar *text = self->dialog->foretell (self->dialog->user_data, &error);

  gtk_label_set_text (GTK_LABEL (self->text), text ? text : error->message);
  gtk_dialog_set_response_sensitive (GTK_DIALOG (self->window), GTK_RESPONSE_OK, text != NULL);
}

static GtkWidget *
text_new (void)
{
  GtkWidget *text = gtk_label_new (NULL);

  gtk_label_set_line_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_line_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  /* By the mouse: a focus that comes by the keyboard would select all of it. */
  gtk_widget_set_can_focus (text, FALSE);
  gtk_misc_set_alignment (GTK_MISC (text), 0.0, 0.0);
  gtk_widget_set_size_request (text, TEXT_WIDTH, -1);
  return retexture_probe_name (text, "note");
}

static void
fill (Window *self)
{
  const RetextureErrandDialog *dialog = self->dialog;
  GtkWidget *column = gtk_vbox_new (FALSE, 12);
  g_autofree gchar *file = retexture_presets_get_file (gimp_directory (), dialog->procedure);
  g_autofree gchar *memory = g_strconcat (dialog->procedure, "-dialog", NULL);

  self->text = text_new ();
  gtk_container_set_border_width (GTK_CONTAINER (column), 12);
  gtk_box_pack_start (GTK_BOX (column),
                      retexture_preset_bar_new (dialog->parameters, dialog->presets, file), FALSE,
                      FALSE, 0);
  gtk_box_pack_start (GTK_BOX (column), retexture_controls_new (dialog->parameters, memory), FALSE,
                      FALSE, 0);
  gtk_box_pack_start (GTK_BOX (column), gtk_hseparator_new (), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (column), self->text, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (gtk_dialog_get_content_area (GTK_DIALOG (self->window))), column,
                      TRUE, TRUE, 0);
  gtk_widget_show_all (column);
}

gboolean
retexture_errand_dialog_run (const RetextureErrandDialog *dialog)
{
  Window self = { .dialog = dialog };
  gulong handler;
  gboolean agreed;

  gimp_ui_init (dialog->procedure, FALSE);
  self.window = retexture_window_new (dialog->procedure, dialog->title);
  fill (&self);
  retexture_probe_watch (self.window);
  handler = g_signal_connect_swapped (dialog->parameters, "changed", G_CALLBACK (foretell), &self);
  foretell (&self);
  retexture_mnemonics_assign (self.window);
  agreed = retexture_window_ask (self.window, dialog->parameters);

  g_signal_handler_disconnect (dialog->parameters, handler);
  gtk_widget_destroy (self.window);
  return agreed;
}
