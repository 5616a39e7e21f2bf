/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "lines-button.h"

#include "probe.h"

#include <glib/gi18n-lib.h>

#define CANVAS "retexture-canvas"
#define LINES "retexture-lines"

static void
show_lines (GtkToggleButton *button)
{
  RetextureLines *lines = g_object_get_data (G_OBJECT (button), LINES);

  retexture_canvas_set_lines (g_object_get_data (G_OBJECT (button), CANVAS),
                              gtk_toggle_button_get_active (button) ? lines : NULL);
}

/* By what there is to see. */
static void
name_button (GtkWidget *button, const gchar *label)
{
  gtk_button_set_label (GTK_BUTTON (button), label ? label : _ ("Show direction"));
  gtk_widget_set_tooltip_text (
      button, label ? _ ("Draws what was found in red over the picture")
                    : _ ("Draws lines over the picture, the way the texture runs"));
}

GtkWidget *
retexture_lines_button_new (RetextureCanvas *canvas)
{
  GtkWidget *button = gtk_toggle_button_new_with_label ("");

  g_object_set_data (G_OBJECT (button), CANVAS, canvas);
  name_button (button, NULL);
  gtk_widget_show (gtk_bin_get_child (GTK_BIN (button)));
  gtk_widget_set_no_show_all (button, TRUE);
  g_signal_connect (button, "toggled", G_CALLBACK (show_lines), NULL);
  return retexture_probe_name (button, "show-lines");
}

void
retexture_lines_button_set_lines (GtkWidget *button, RetextureLines *lines)
{
  g_object_set_data_full (G_OBJECT (button), LINES, lines ? retexture_lines_ref (lines) : NULL,
                          (GDestroyNotify) retexture_lines_unref);
  if (lines)
    name_button (button, retexture_lines_get_label (lines));
  gtk_widget_set_visible (button, lines != NULL);
  show_lines (GTK_TOGGLE_BUTTON (button));
}
