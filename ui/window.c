/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "window.h"

#include "help.h"
#include "probe.h"

#include <glib/gi18n-lib.h>
#include <libgimp/gimpui.h>

#define RESPONSE_RESET 1

static void
name_buttons (GtkDialog *dialog)
{
  static const struct
  {
    gint response;
    const gchar *name;
  } buttons[] = {
    { GTK_RESPONSE_HELP, "help" },
    { RESPONSE_RESET, "reset" },
    { GTK_RESPONSE_CANCEL, "cancel" },
    { GTK_RESPONSE_OK, "ok" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      GtkWidget *button = gtk_dialog_get_widget_for_response (dialog, buttons[i].response);

      if (button)
        retexture_probe_name (button, buttons[i].name);
    }
}

GtkWidget *
retexture_window_new (const gchar *procedure, const gchar *title)
{
  GtkWidget *window = gimp_dialog_new (title, procedure, NULL, 0, retexture_help_show, procedure,
                                       _ ("_Reset"), RESPONSE_RESET, GTK_STOCK_CANCEL,
                                       GTK_RESPONSE_CANCEL, GTK_STOCK_OK, GTK_RESPONSE_OK, NULL);

  gtk_dialog_set_alternative_button_order (GTK_DIALOG (window), GTK_RESPONSE_OK, RESPONSE_RESET,
                                           GTK_RESPONSE_CANCEL, -1);
  gimp_window_set_transient (GTK_WINDOW (window));
  name_buttons (GTK_DIALOG (window));
  return window;
}

gboolean
retexture_window_ask (GtkWidget *window, RetextureParameters *parameters)
{
  gint response;

  do
    {
      response = gimp_dialog_run (GIMP_DIALOG (window));
      if (response == RESPONSE_RESET)
        retexture_parameters_reset (parameters);
    }
  while (response == RESPONSE_RESET);
  return response == GTK_RESPONSE_OK;
}
