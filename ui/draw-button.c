/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw-button.h"

#include <gdk/gdkkeysyms.h>

#define DRAWING "retexture-drawing"

/* On the canvas: the button that is pressed. */
#define PRESSED "retexture-pressed"

typedef struct
{
  GtkToggleButton *button;
  RetextureCanvas *canvas;
  RetextureNavigationDrawFunc draw;
  gpointer user_data;
  GtkWidget *window; /* whose Escape key is watched, while drawing */
  gulong escape;
} Drawing;

static void
drawn (RetextureStroke stroke, gdouble x, gdouble y, gpointer data)
{
  Drawing *self = data;

  self->draw (stroke, x, y, self->user_data);
  if (stroke == RETEXTURE_STROKE_ENDS)
    gtk_toggle_button_set_active (self->button, FALSE);
}

/* Wherever the focus is: the dialog itself would take the key for Cancel. */
static gboolean
key_pressed (GtkWidget *window, GdkEventKey *event, GtkToggleButton *button)
{
  if (event->keyval != GDK_KEY_Escape)
    return FALSE;
  gtk_toggle_button_set_active (button, FALSE);
  return TRUE;
}

static void
begin (Drawing *self)
{
  GtkToggleButton *other = g_object_get_data (G_OBJECT (self->canvas), PRESSED);

  if (other)
    gtk_toggle_button_set_active (other, FALSE);
  g_object_set_data (G_OBJECT (self->canvas), PRESSED, self->button);
  self->window = gtk_widget_get_toplevel (GTK_WIDGET (self->button));
  self->escape = g_signal_connect_object (self->window, "key-press-event", G_CALLBACK (key_pressed),
                                          self->button, 0);
  retexture_navigation_set_draw (self->canvas, drawn, self);
}

static void
end (Drawing *self)
{
  g_object_set_data (G_OBJECT (self->canvas), PRESSED, NULL);
  g_clear_signal_handler (&self->escape, self->window);
  retexture_navigation_set_draw (self->canvas, NULL, NULL);
}

static void
toggled (GtkToggleButton *button, Drawing *self)
{
  (gtk_toggle_button_get_active (button) ? begin : end) (self);
}

GtkWidget *
retexture_draw_button_new (RetextureCanvas *canvas,
                           const gchar *label,
                           RetextureNavigationDrawFunc draw,
                           gpointer user_data)
{
  Drawing *self = g_new0 (Drawing, 1);
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  self->button = GTK_TOGGLE_BUTTON (button);
  self->canvas = canvas;
  self->draw = draw;
  self->user_data = user_data;
  g_object_set_data_full (G_OBJECT (button), DRAWING, self, g_free);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled), self);
  return button;
}
