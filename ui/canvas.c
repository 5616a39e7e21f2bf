/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "canvas.h"

#include "canvas-paint.h"

#include <math.h>

struct _RetextureCanvas
{
  GtkDrawingArea parent;

  RetextureViewport viewport;
  RetexturePreviewView view;
  RetexturePicture *picture;
  cairo_surface_t *after, *before; /* the picture's, in the screen's colours */
  gchar *message;
  gdouble divider; /* fraction of the width */
  GeglRectangle outline;
  RetextureLines *lines;

  GObject *config, *profile;     /* of the colours; NULL where they need no transform */
  GimpColorTransform *transform; /* NULL where the colours need none */
  gboolean transform_known;

  gboolean pointer_inside;
  gdouble pointer_x, pointer_y;
};

G_DEFINE_TYPE (RetextureCanvas, retexture_canvas, GTK_TYPE_DRAWING_AREA)

enum
{
  VIEW_CHANGED,
  POINTER_MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- the widget ---- */

static void
retexture_canvas_finalize (GObject *object)
{
  RetextureCanvas *self = RETEXTURE_CANVAS (object);

  g_clear_pointer (&self->picture, retexture_picture_free);
  g_clear_pointer (&self->after, cairo_surface_destroy);
  g_clear_pointer (&self->before, cairo_surface_destroy);
  g_clear_object (&self->transform);
  g_clear_object (&self->config);
  g_clear_object (&self->profile);
  g_clear_pointer (&self->lines, retexture_lines_unref);
  g_free (self->message);
  G_OBJECT_CLASS (retexture_canvas_parent_class)->finalize (object);
}

static void
view_changed (RetextureCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[VIEW_CHANGED], 0);
  g_signal_emit (self, signals[POINTER_MOVED], 0);
}

gint
retexture_canvas_get_pane_width (RetextureCanvas *self)
{
  GtkAllocation allocation;

  gtk_widget_get_allocation (GTK_WIDGET (self), &allocation);
  return self->view == RETEXTURE_PREVIEW_PANES ? MAX (1, allocation.width / 2) : allocation.width;
}

/* The viewport is that of one pane. */
static void
fit_viewport (RetextureCanvas *self)
{
  const gint width = retexture_canvas_get_pane_width (self);
  GtkAllocation allocation;

  gtk_widget_get_allocation (GTK_WIDGET (self), &allocation);
  if (self->viewport.width == width && self->viewport.height == allocation.height)
    return;
  retexture_viewport_resize (&self->viewport, width, allocation.height);
  view_changed (self);
}

/* A point of either pane as one of the first; tells which one it was. */
static gboolean
fold (RetextureCanvas *self, gdouble *x)
{
  const gint width = retexture_canvas_get_pane_width (self);

  if (self->view != RETEXTURE_PREVIEW_PANES || *x < width)
    return FALSE;
  *x -= width;
  return TRUE;
}

static void
retexture_canvas_size_allocate (GtkWidget *widget, GtkAllocation *allocation)
{
  RetextureCanvas *self = RETEXTURE_CANVAS (widget);

  GTK_WIDGET_CLASS (retexture_canvas_parent_class)->size_allocate (widget, allocation);
  fit_viewport (self);
}

static gboolean
retexture_canvas_expose (GtkWidget *widget, GdkEventExpose *event)
{
  RetextureCanvas *self = RETEXTURE_CANVAS (widget);
  cairo_t *cr = gdk_cairo_create (event->window);
  GtkAllocation allocation;

  gtk_widget_get_allocation (widget, &allocation);
  gdk_cairo_region (cr, event->region);
  cairo_clip (cr);
  if (self->message)
    retexture_paint_message (cr, widget, self->message);
  else if (self->picture && self->view == RETEXTURE_PREVIEW_PANES)
    retexture_paint_panes (cr, widget, &self->viewport, self->picture, self->before, self->after);
  else if (self->picture)
    retexture_paint_picture (cr, widget, &self->viewport, self->picture, self->before, self->after,
                             retexture_canvas_get_divider (self));
  if (!self->message && retexture_canvas_shows_outline (self))
    {
      if (self->lines)
        retexture_paint_lines (cr, &self->viewport, self->lines);
      if (!gegl_rectangle_is_empty (&self->outline))
        retexture_paint_outline (cr, &self->viewport, &self->outline);
    }
  if (gtk_widget_has_focus (widget))
    gtk_paint_focus (gtk_widget_get_style (widget), event->window, gtk_widget_get_state (widget),
                     &event->area, widget, NULL, 0, 0, allocation.width, allocation.height);
  cairo_destroy (cr);
  return TRUE;
}

static void
retexture_canvas_class_init (RetextureCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = retexture_canvas_finalize;
  widget_class->size_allocate = retexture_canvas_size_allocate;
  widget_class->expose_event = retexture_canvas_expose;

  signals[VIEW_CHANGED] = g_signal_new ("view-changed", RETEXTURE_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[POINTER_MOVED] = g_signal_new ("pointer-moved", RETEXTURE_TYPE_CANVAS, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
retexture_canvas_init (RetextureCanvas *self)
{
  self->viewport.zoom = 1.0;
  self->divider = 0.5;
  gtk_widget_set_can_focus (GTK_WIDGET (self), TRUE);
}

RetextureCanvas *
retexture_canvas_new (gint32 image)
{
  RetextureCanvas *self = g_object_new (RETEXTURE_TYPE_CANVAS, NULL);

  if (gimp_image_base_type (image) == GIMP_RGB)
    {
      self->config = G_OBJECT (gimp_get_color_configuration ());
      self->profile = G_OBJECT (gimp_image_get_effective_color_profile (image));
    }
  return self;
}

/* ---- what it shows ---- */

/* The transform depends on the monitor, so it is made when the widget is on one. */
static GimpColorTransform *
get_transform (RetextureCanvas *self)
{
  const Babl *format = babl_format ("R'G'B'A u8");

  if (self->profile && !self->transform_known)
    self->transform
        = gimp_widget_get_color_transform (GTK_WIDGET (self), GIMP_COLOR_CONFIG (self->config),
                                           GIMP_COLOR_PROFILE (self->profile), format, format);
  self->transform_known = TRUE;
  return self->transform;
}

void
retexture_canvas_set_picture (RetextureCanvas *self, RetexturePicture *picture)
{
  const GeglRectangle *area = &picture->shot.area;
  GimpColorTransform *transform
      = picture->shot.view == RETEXTURE_PREVIEW_MASK ? NULL : get_transform (self);

  g_clear_pointer (&self->picture, retexture_picture_free);
  g_clear_pointer (&self->after, cairo_surface_destroy);
  g_clear_pointer (&self->before, cairo_surface_destroy);
  self->picture = picture;
  self->after = retexture_paint_surface (picture->pixels, area->width, area->height, transform);
  if (picture->before)
    self->before = retexture_paint_surface (picture->before, area->width, area->height, transform);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[POINTER_MOVED], 0);
}

const RetexturePicture *
retexture_canvas_get_picture (RetextureCanvas *self)
{
  return self->picture;
}

void
retexture_canvas_set_message (RetextureCanvas *self, const gchar *message)
{
  g_free (self->message);
  self->message = g_strdup (message);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const RetextureViewport *
retexture_canvas_get_viewport (RetextureCanvas *self)
{
  return &self->viewport;
}

void
retexture_canvas_set_extent (RetextureCanvas *self, const GeglRectangle *extent)
{
  if (!gegl_rectangle_equal (&self->viewport.extent, extent))
    retexture_viewport_set_extent (&self->viewport, extent);
  view_changed (self);
}

void
retexture_canvas_set_view (RetextureCanvas *self, RetexturePreviewView view)
{
  self->view = view;
  fit_viewport (self);
  view_changed (self);
}

RetexturePreviewView
retexture_canvas_get_view (RetextureCanvas *self)
{
  return self->view;
}

void
retexture_canvas_set_outline (RetextureCanvas *self, const GeglRectangle *outline)
{
  if (gegl_rectangle_equal (&self->outline, outline))
    return;
  self->outline = *outline;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
retexture_canvas_set_lines (RetextureCanvas *self, RetextureLines *lines)
{
  if (lines)
    retexture_lines_ref (lines);
  g_clear_pointer (&self->lines, retexture_lines_unref);
  self->lines = lines;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Those of a split are about the radius. */
gboolean
retexture_canvas_shows_outline (RetextureCanvas *self)
{
  return self->view != RETEXTURE_PREVIEW_PANES && self->view != RETEXTURE_PREVIEW_HALO;
}

/* ---- which part of it ---- */

void
retexture_canvas_zoom (RetextureCanvas *self, RetextureZoom zoom, gdouble x, gdouble y)
{
  const gdouble factor
      = zoom == RETEXTURE_ZOOM_FIT ? retexture_viewport_fit_zoom (&self->viewport)
        : zoom == RETEXTURE_ZOOM_FULL
            ? 1.0
            : retexture_viewport_next_zoom (&self->viewport, zoom == RETEXTURE_ZOOM_IN);

  fold (self, &x);
  retexture_viewport_zoom_at (&self->viewport, factor, x, y);
  view_changed (self);
}

void
retexture_canvas_scroll (RetextureCanvas *self, gint x, gint y)
{
  const gint old_x = self->viewport.x, old_y = self->viewport.y;

  retexture_viewport_scroll (&self->viewport, x, y);
  if (self->viewport.x != old_x || self->viewport.y != old_y)
    view_changed (self);
}

void
retexture_canvas_go_to (RetextureCanvas *self, gint image_x, gint image_y)
{
  self->viewport.zoom = 1.0;
  retexture_viewport_centre_on (&self->viewport, image_x + 0.5, image_y + 0.5);
  view_changed (self);
}

gint
retexture_canvas_get_divider (RetextureCanvas *self)
{
  return self->view == RETEXTURE_PREVIEW_SPLIT
             ? (gint) floor (self->divider * self->viewport.width + 0.5)
             : -1;
}

void
retexture_canvas_set_divider (RetextureCanvas *self, gint x)
{
  self->divider = CLAMP ((gdouble) x / MAX (1, self->viewport.width), 0.0, 1.0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
retexture_canvas_set_pointer (RetextureCanvas *self, gboolean inside, gdouble x, gdouble y)
{
  self->pointer_inside = inside;
  self->pointer_x = x;
  self->pointer_y = y;
  g_signal_emit (self, signals[POINTER_MOVED], 0);
}

gboolean
retexture_canvas_get_pointer (RetextureCanvas *self, gint *x, gint *y, const guchar **value)
{
  const GeglRectangle *extent = &self->viewport.extent;
  gdouble pointer_x = self->pointer_x;
  const gboolean second = fold (self, &pointer_x);
  const gboolean before = self->view == RETEXTURE_PREVIEW_PANES
                              ? !second
                              : pointer_x < retexture_canvas_get_divider (self);
  gdouble image_x, image_y;

  retexture_viewport_to_image (&self->viewport, pointer_x, self->pointer_y, &image_x, &image_y);
  *x = (gint) floor (image_x);
  *y = (gint) floor (image_y);
  *value = self->picture && self->picture->shot.view == self->view
               ? retexture_picture_get_pixel (self->picture, before, image_x, image_y)
               : NULL;
  return self->pointer_inside && !self->message && *x >= extent->x && *y >= extent->y
         && *x < extent->x + extent->width && *y < extent->y + extent->height;
}
