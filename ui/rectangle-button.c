/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "rectangle-button.h"

#include "draw-button.h"
#include "probe.h"
#include "rectangle.h"

#include <glib/gi18n-lib.h>

#define DRAWING "retexture-rectangle"

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
} Drawing;

static gboolean
is_usable (const Drawing *self)
{
  return self->usable && retexture_rectangle_matters (self->parameters);
}

static void
show_outline (Drawing *self)
{
  GeglRectangle kept;

  if (self->drawn.width > 0)
    retexture_canvas_set_outline (self->canvas, &self->drawn);
  else if (is_usable (self) && retexture_rectangle_read (self->parameters, &kept))
    retexture_canvas_set_outline (self->canvas, &kept);
  else
    retexture_canvas_set_outline (self->canvas, &self->suggested);
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

  if (rectangle.width >= LEAST_SIZE && rectangle.height >= LEAST_SIZE)
    retexture_rectangle_write (self->parameters, &rectangle);
}

static void
toggled (GtkToggleButton *button, Drawing *self)
{
  self->drawn = *GEGL_RECTANGLE (0, 0, 0, 0);
  show_outline (self);
}

/* Nothing can be drawn over the views that show no outline. */
static void
view_changed (RetextureCanvas *canvas, GtkWidget *button)
{
  const Drawing *self = g_object_get_data (G_OBJECT (button), DRAWING);
  const gboolean shows = is_usable (self) && retexture_canvas_shows_outline (canvas);

  if (!shows)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), FALSE);
  gtk_widget_set_sensitive (button, shows);
}

static void
parameters_changed (RetextureParameters *parameters, GtkWidget *button)
{
  Drawing *self = g_object_get_data (G_OBJECT (button), DRAWING);

  view_changed (self->canvas, button);
  show_outline (self);
}

/* ---- the button ---- */

GtkWidget *
retexture_rectangle_button_new (RetextureCanvas *canvas, RetextureParameters *parameters)
{
  Drawing *self = g_new0 (Drawing, 1);
  GtkWidget *button = retexture_draw_button_new (canvas, _ ("Draw region"), drawn, self);

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
  parameters_changed (parameters, button);
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
