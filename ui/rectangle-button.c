/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "rectangle-button.h"

#include "navigation.h"
#include "probe.h"
#include "rectangle.h"

#include <gdk/gdkkeysyms.h>
#include <glib/gi18n-lib.h>

#define DRAWING "retexture-drawing"

/* A drag of fewer image pixels across or down was none. */
#define LEAST_SIZE 4

typedef struct
{
  GtkWidget *button;
  RetextureCanvas *canvas;
  RetextureParameters *parameters;
  gboolean usable;
  GeglRectangle suggested;
  GeglRectangle drawn;
  gdouble from_x, from_y; /* where the drag began, in image pixels */
  GtkWidget *window;      /* whose Escape key is watched, while drawing */
  gulong escape;
} Drawing;

static void
show_outline (Drawing *self)
{
  GeglRectangle kept;

  if (self->drawn.width > 0)
    retexture_canvas_set_outline (self->canvas, &self->drawn);
  else if (self->usable && retexture_rectangle_read (self->parameters, &kept))
    retexture_canvas_set_outline (self->canvas, &kept);
  else
    retexture_canvas_set_outline (self->canvas, &self->suggested);
}

static void
parameters_changed (RetextureParameters *parameters, GtkWidget *button)
{
  show_outline (g_object_get_data (G_OBJECT (button), DRAWING));
}

/* ---- while drawing ---- */

static void
drawn (RetextureStroke stroke, gdouble x, gdouble y, gpointer user_data)
{
  Drawing *self = user_data;
  GeglRectangle rectangle;

  if (stroke == RETEXTURE_STROKE_BEGINS)
    {
      self->from_x = x;
      self->from_y = y;
    }
  rectangle = retexture_rectangle_between (self->from_x, self->from_y, x, y,
                                           &retexture_canvas_get_viewport (self->canvas)->extent);
  if (stroke != RETEXTURE_STROKE_ENDS)
    {
      self->drawn = rectangle;
      show_outline (self);
      return;
    }

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->button), FALSE);
  if (rectangle.width >= LEAST_SIZE && rectangle.height >= LEAST_SIZE)
    retexture_rectangle_write (self->parameters, &rectangle);
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
  self->window = gtk_widget_get_toplevel (self->button);
  self->escape = g_signal_connect_object (self->window, "key-press-event", G_CALLBACK (key_pressed),
                                          self->button, 0);
  retexture_navigation_set_draw (self->canvas, drawn, self);
}

static void
end (Drawing *self)
{
  g_clear_signal_handler (&self->escape, self->window);
  retexture_navigation_set_draw (self->canvas, NULL, NULL);
  self->drawn = *GEGL_RECTANGLE (0, 0, 0, 0);
  show_outline (self);
}

static void
toggled (GtkToggleButton *button, Drawing *self)
{
  if (gtk_toggle_button_get_active (button))
    begin (self);
  else
    end (self);
}

/* Nothing can be drawn over the views that show no outline. */
static void
view_changed (RetextureCanvas *canvas, GtkWidget *button)
{
  const Drawing *self = g_object_get_data (G_OBJECT (button), DRAWING);
  const gboolean shows = self->usable && retexture_canvas_shows_outline (canvas);

  if (!shows)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), FALSE);
  gtk_widget_set_sensitive (button, shows);
}

/* ---- the button ---- */

GtkWidget *
retexture_rectangle_button_new (RetextureCanvas *canvas, RetextureParameters *parameters)
{
  Drawing *self = g_new0 (Drawing, 1);
  GtkWidget *button = gtk_toggle_button_new_with_label (_ ("Draw donor"));

  self->button = button;
  self->usable = TRUE;
  self->canvas = canvas;
  self->parameters = parameters;
  g_object_set_data_full (G_OBJECT (button), DRAWING, self, g_free);
  gtk_widget_set_tooltip_text (button,
                               _ ("Drag over the picture to choose where texture is taken from"));
  retexture_probe_name (button, "draw-rectangle");
  gtk_widget_set_no_show_all (button, TRUE);
  if (retexture_rectangle_is_declared (parameters))
    {
      gtk_widget_show (gtk_bin_get_child (GTK_BIN (button)));
      gtk_widget_show (button);
    }
  g_signal_connect (button, "toggled", G_CALLBACK (toggled), self);
  g_signal_connect_object (canvas, "view-changed", G_CALLBACK (view_changed), button, 0);
  g_signal_connect_object (parameters, "changed", G_CALLBACK (parameters_changed), button, 0);
  show_outline (self);
  return button;
}

void
retexture_rectangle_button_set_usable (GtkWidget *button, gboolean usable)
{
  Drawing *self = g_object_get_data (G_OBJECT (button), DRAWING);

  self->usable = usable;
  view_changed (self->canvas, button);
  show_outline (self);
}

void
retexture_rectangle_button_set_suggested (GtkWidget *button, const GeglRectangle *area)
{
  Drawing *self = g_object_get_data (G_OBJECT (button), DRAWING);

  self->suggested = area ? *area : *GEGL_RECTANGLE (0, 0, 0, 0);
  show_outline (self);
}
