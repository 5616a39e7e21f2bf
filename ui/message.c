/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "message.h"

#include "mnemonics.h"
#include "probe.h"

static GtkWidget *
message_new (GtkWidget *above, GtkMessageType type, GtkButtonsType buttons, const gchar *title)
{
  GtkWidget *window = gtk_widget_get_toplevel (above);

  return gtk_message_dialog_new (GTK_WINDOW (window), GTK_DIALOG_MODAL, type, buttons, "%s", title);
}

static void
name_buttons (GtkWidget *message, gint yes, gint no)
{
  GtkDialog *dialog = GTK_DIALOG (message);

  retexture_probe_name (gtk_dialog_get_widget_for_response (dialog, yes), "message-yes");
  if (no != yes)
    retexture_probe_name (gtk_dialog_get_widget_for_response (dialog, no), "message-no");
  retexture_mnemonics_assign (message);
}

void
retexture_message_show (GtkWidget *above, const gchar *title, const gchar *text)
{
  GtkWidget *message = message_new (above, GTK_MESSAGE_WARNING, GTK_BUTTONS_OK, title);

  if (text)
    gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (message), "%s", text);
  name_buttons (message, GTK_RESPONSE_OK, GTK_RESPONSE_OK);
  gtk_dialog_run (GTK_DIALOG (message));
  gtk_widget_destroy (message);
}

gboolean
retexture_message_confirm (GtkWidget *above, const gchar *question, const gchar *action)
{
  GtkWidget *message = message_new (above, GTK_MESSAGE_QUESTION, GTK_BUTTONS_NONE, question);
  gboolean agreed;

  gtk_dialog_add_buttons (GTK_DIALOG (message), GTK_STOCK_CANCEL, GTK_RESPONSE_CANCEL, action,
                          GTK_RESPONSE_OK, NULL);
  gtk_dialog_set_alternative_button_order (GTK_DIALOG (message), GTK_RESPONSE_OK,
                                           GTK_RESPONSE_CANCEL, -1);
  name_buttons (message, GTK_RESPONSE_OK, GTK_RESPONSE_CANCEL);
  agreed = gtk_dialog_run (GTK_DIALOG (message)) == GTK_RESPONSE_OK;
  gtk_widget_destroy (message);
  return agreed;
}
