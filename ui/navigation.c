/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "navigation.h"

#include <gdk/gdkkeysyms.h>

#include <stdlib.h>

/* How near the pointer must be to take hold of the divider, in canvas pixels. */
#define DIVIDER_GRIP 8
#define KEY_STEP 48

#define NAVIGATION "retexture-navigation"

typedef enum
{
  DRAG_NONE,
  DRAG_PAN,
  DRAG_DIVIDER,
  DRAG_VALUE,
  DRAG_DRAW
} Drag;

typedef struct
{
  RetextureCanvas *canvas;
  Drag drag;
  guint button;
  gdouble start_x, start_y; /* the pointer's, in canvas pixels */
  gint from_x, from_y;      /* the viewport's */
  GdkCursorType cursor;
  RetextureNavigationFunc drag_value;
  gpointer user_data;
  RetextureNavigationDrawFunc draw; /* NULL: nothing is being drawn */
  gpointer draw_data;
} Navigation;

static gboolean
is_at_divider (Navigation *self, gdouble x)
{
  const gint divider = retexture_canvas_get_divider (self->canvas);

  return divider >= 0 && abs ((gint) x - divider) <= DIVIDER_GRIP;
}

static gboolean
is_in_panes (Navigation *self)
{
  return retexture_canvas_get_view (self->canvas) == RETEXTURE_PREVIEW_PANES;
}

static gboolean
can_pan (Navigation *self)
{
  const RetextureViewport *viewport = retexture_canvas_get_viewport (self->canvas);
  const GeglRectangle total = retexture_viewport_get_total (viewport);

  return total.width > viewport->width || total.height > viewport->height;
}

/* What the first button would do here. */
static Drag
find_drag (Navigation *self, gdouble x)
{
  return self->draw                ? DRAG_DRAW
         : is_in_panes (self)      ? DRAG_VALUE
         : is_at_divider (self, x) ? DRAG_DIVIDER
                                   : DRAG_PAN;
}

static GdkCursorType
find_cursor (Navigation *self, gdouble x)
{
  switch (self->drag ? self->drag : find_drag (self, x))
    {
    case DRAG_DRAW:
      return GDK_CROSSHAIR;
    case DRAG_DIVIDER:
    case DRAG_VALUE:
      return GDK_SB_H_DOUBLE_ARROW;
    default:
      return self->drag ? GDK_FLEUR : can_pan (self) ? GDK_HAND1 : GDK_LEFT_PTR;
    }
}

static void
update_cursor (Navigation *self, gdouble x)
{
  const GdkCursorType type = find_cursor (self, x);
  GtkWidget *widget = GTK_WIDGET (self->canvas);
  GdkCursor *cursor;

  if (type == self->cursor)
    return;

  self->cursor = type;
  cursor = gdk_cursor_new_for_display (gtk_widget_get_display (widget), type);
  gdk_window_set_cursor (gtk_widget_get_window (widget), cursor);
  gdk_cursor_unref (cursor);
}

static void
draw (Navigation *self, RetextureStroke stroke, gdouble x, gdouble y)
{
  gdouble image_x, image_y;

  retexture_viewport_to_image (retexture_canvas_get_viewport (self->canvas), x, y, &image_x,
                               &image_y);
  self->draw (stroke, image_x, image_y, self->draw_data);
}

static gboolean
button_press (GtkWidget *widget, GdkEventButton *event, Navigation *self)
{
  const RetextureViewport *viewport = retexture_canvas_get_viewport (self->canvas);

  gtk_widget_grab_focus (widget);
  if (self->drag || event->type != GDK_BUTTON_PRESS || event->button > 2)
    return TRUE;

  self->drag = event->button == 1 ? find_drag (self, event->x) : DRAG_PAN;
  if (self->drag == DRAG_VALUE)
    self->drag_value (TRUE, 0.0, self->user_data);
  else if (self->drag == DRAG_DRAW)
    draw (self, RETEXTURE_STROKE_BEGINS, event->x, event->y);
  self->button = event->button;
  self->start_x = event->x;
  self->start_y = event->y;
  self->from_x = viewport->x;
  self->from_y = viewport->y;
  update_cursor (self, event->x);
  return TRUE;
}

static gboolean
button_release (GtkWidget *widget, GdkEventButton *event, Navigation *self)
{
  const Drag drag = self->drag;

  if (event->button == self->button)
    self->drag = DRAG_NONE;
  if (drag == DRAG_DRAW && !self->drag)
    draw (self, RETEXTURE_STROKE_ENDS, event->x, event->y);
  update_cursor (self, event->x);
  return TRUE;
}

static gboolean
motion (GtkWidget *widget, GdkEventMotion *event, Navigation *self)
{
  if (self->drag == DRAG_DIVIDER)
    retexture_canvas_set_divider (self->canvas, (gint) event->x);
  else if (self->drag == DRAG_VALUE)
    self->drag_value (FALSE, event->x - self->start_x, self->user_data);
  else if (self->drag == DRAG_DRAW)
    draw (self, RETEXTURE_STROKE_MOVES, event->x, event->y);
  else if (self->drag == DRAG_PAN)
    retexture_canvas_scroll (self->canvas, self->from_x + (gint) (self->start_x - event->x),
                             self->from_y + (gint) (self->start_y - event->y));
  retexture_canvas_set_pointer (self->canvas, TRUE, event->x, event->y);
  update_cursor (self, event->x);
  return TRUE;
}

static gboolean
leave (GtkWidget *widget, GdkEventCrossing *event, Navigation *self)
{
  retexture_canvas_set_pointer (self->canvas, FALSE, event->x, event->y);
  return FALSE;
}

static gboolean
scroll (GtkWidget *widget, GdkEventScroll *event, Navigation *self)
{
  const RetextureViewport *viewport = retexture_canvas_get_viewport (self->canvas);

  switch (event->direction)
    {
    case GDK_SCROLL_UP:
      retexture_canvas_zoom (self->canvas, RETEXTURE_ZOOM_IN, event->x, event->y);
      break;
    case GDK_SCROLL_DOWN:
      retexture_canvas_zoom (self->canvas, RETEXTURE_ZOOM_OUT, event->x, event->y);
      break;
    case GDK_SCROLL_LEFT:
      retexture_canvas_scroll (self->canvas, viewport->x - KEY_STEP, viewport->y);
      break;
    case GDK_SCROLL_RIGHT:
      retexture_canvas_scroll (self->canvas, viewport->x + KEY_STEP, viewport->y);
      break;
    }
  update_cursor (self, event->x);
  return TRUE;
}

static gboolean
zoom_by_key (Navigation *self, RetextureZoom zoom)
{
  const RetextureViewport *viewport = retexture_canvas_get_viewport (self->canvas);

  retexture_canvas_zoom (self->canvas, zoom, viewport->width / 2.0, viewport->height / 2.0);
  return TRUE;
}

/* Shift and an arrow move the divider, so that the split view needs no mouse. */
static gboolean
move_by_key (Navigation *self, gint across, gint down, gboolean divider)
{
  const RetextureViewport *viewport = retexture_canvas_get_viewport (self->canvas);
  const gint x = retexture_canvas_get_divider (self->canvas);

  if (divider && x >= 0)
    retexture_canvas_set_divider (self->canvas, x + across * DIVIDER_GRIP);
  else
    retexture_canvas_scroll (self->canvas, viewport->x + across * KEY_STEP,
                             viewport->y + down * KEY_STEP);
  return TRUE;
}

static gboolean
key_press (GtkWidget *widget, GdkEventKey *event, Navigation *self)
{
  const gboolean shift = (event->state & GDK_SHIFT_MASK) != 0;

  if (event->state & (GDK_CONTROL_MASK | GDK_MOD1_MASK))
    return FALSE;

  switch (event->keyval)
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      return zoom_by_key (self, RETEXTURE_ZOOM_IN);
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      return zoom_by_key (self, RETEXTURE_ZOOM_OUT);
    case GDK_KEY_1:
    case GDK_KEY_KP_1:
      return zoom_by_key (self, RETEXTURE_ZOOM_FULL);
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      return zoom_by_key (self, RETEXTURE_ZOOM_FIT);
    case GDK_KEY_Left:
      return move_by_key (self, -1, 0, shift);
    case GDK_KEY_Right:
      return move_by_key (self, 1, 0, shift);
    case GDK_KEY_Up:
      return move_by_key (self, 0, -1, FALSE);
    case GDK_KEY_Down:
      return move_by_key (self, 0, 1, FALSE);
    default:
      return FALSE;
    }
}

void
retexture_navigation_attach (RetextureCanvas *canvas,
                             RetextureNavigationFunc drag_value,
                             gpointer user_data)
{
  Navigation *self = g_new0 (Navigation, 1);
  GtkWidget *widget = GTK_WIDGET (canvas);

  self->canvas = canvas;
  self->cursor = GDK_LAST_CURSOR;
  self->drag_value = drag_value;
  self->user_data = user_data;
  g_object_set_data_full (G_OBJECT (canvas), NAVIGATION, self, g_free);

  gtk_widget_add_events (widget, GDK_BUTTON_PRESS_MASK | GDK_BUTTON_RELEASE_MASK
                                     | GDK_POINTER_MOTION_MASK | GDK_LEAVE_NOTIFY_MASK
                                     | GDK_SCROLL_MASK | GDK_KEY_PRESS_MASK);
  g_signal_connect (widget, "button-press-event", G_CALLBACK (button_press), self);
  g_signal_connect (widget, "button-release-event", G_CALLBACK (button_release), self);
  g_signal_connect (widget, "motion-notify-event", G_CALLBACK (motion), self);
  g_signal_connect (widget, "leave-notify-event", G_CALLBACK (leave), self);
  g_signal_connect (widget, "scroll-event", G_CALLBACK (scroll), self);
  g_signal_connect (widget, "key-press-event", G_CALLBACK (key_press), self);
}

void
retexture_navigation_set_draw (RetextureCanvas *canvas,
                               RetextureNavigationDrawFunc draw_func,
                               gpointer user_data)
{
  Navigation *self = g_object_get_data (G_OBJECT (canvas), NAVIGATION);
  gint x;

  self->draw = draw_func;
  self->draw_data = user_data;
  if (self->drag == DRAG_DRAW)
    self->drag = DRAG_NONE;
  if (!gtk_widget_get_realized (GTK_WIDGET (canvas)))
    return;
  gtk_widget_get_pointer (GTK_WIDGET (canvas), &x, NULL);
  update_cursor (self, x);
}
