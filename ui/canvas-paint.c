/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "canvas-paint.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MESSAGE_MARGIN 24
#define TAG_PADDING 4
#define TAG_MARGIN 8
#define DASH 5.0
#define LINE_SPACING 24.0
#define LINE_LENGTH 16.0
#define PATH_WIDTH 2.5

/* ---- surfaces ---- */

static inline guint32
premultiply (guint value, guint alpha)
{
  return (value * alpha + 127) / 255;
}

static void
fill_surface (cairo_surface_t *surface, const guchar *pixels, gint width, gint height)
{
  guchar *data = cairo_image_surface_get_data (surface);
  const gint stride = cairo_image_surface_get_stride (surface);

  for (gint y = 0; y < height; y++)
    {
      guint32 *row = (guint32 *) (data + (gsize) y * stride);

      for (gint x = 0; x < width; x++, pixels += 4)
        row[x] = (guint32) pixels[3] << 24 | premultiply (pixels[0], pixels[3]) << 16
                 | premultiply (pixels[1], pixels[3]) << 8 | premultiply (pixels[2], pixels[3]);
    }
  cairo_surface_mark_dirty (surface);
}

cairo_surface_t *
retexture_paint_surface (const guchar *pixels,
                         gint width,
                         gint height,
                         GimpColorTransform *transform)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  g_autofree guchar *shown = NULL;

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    return surface;

  cairo_surface_flush (surface);
  if (transform)
    {
      const Babl *format = babl_format ("R'G'B'A u8");

      shown = g_malloc (4 * (gsize) width * height);
      gimp_color_transform_process_pixels (transform, format, pixels, format, shown,
                                           (gsize) width * height);
    }
  fill_surface (surface, shown ? shown : pixels, width, height);
  return surface;
}

/* ---- pictures ---- */

static void
paint_checkerboard (cairo_t *cr, const GdkRectangle *area)
{
  const gint size = GIMP_CHECK_SIZE_SM << CLAMP ((gint) gimp_check_size (), 0, 2);
  guchar light, dark;

  gimp_checks_get_shades (gimp_check_type (), &light, &dark);
  gdk_cairo_rectangle (cr, area);
  cairo_set_source_rgb (cr, light / 255.0, light / 255.0, light / 255.0);
  cairo_fill (cr);

  cairo_set_source_rgb (cr, dark / 255.0, dark / 255.0, dark / 255.0);
  for (gint y = area->y; y < area->y + area->height; y += size)
    for (gint x = area->x; x < area->x + area->width; x += size)
      if ((x / size + y / size) % 2)
        cairo_rectangle (cr, x, y, size, size);
  cairo_fill (cr);
}

/* The picture may still be that of another zoom; at its own, its pixels come through unchanged. */
static void
paint_surface (cairo_t *cr,
               const RetextureViewport *viewport,
               const RetexturePicture *picture,
               cairo_surface_t *surface,
               const GdkRectangle *clip)
{
  const gdouble factor = viewport->zoom / picture->shot.scale;
  const gboolean smooth = picture->shot.scale != retexture_viewport_get_scale (viewport);

  cairo_save (cr);
  gdk_cairo_rectangle (cr, clip);
  cairo_clip (cr);
  cairo_translate (cr, -viewport->x, -viewport->y);
  cairo_scale (cr, factor, factor);
  cairo_set_source_surface (cr, surface, picture->shot.area.x, picture->shot.area.y);
  cairo_pattern_set_filter (cairo_get_source (cr),
                            smooth ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_restore (cr);
}

/* A dark tag with light text: readable on any picture. `right` counts from the other end. */
static void
paint_tag (cairo_t *cr, GtkWidget *widget, const gchar *text, gint x, gint y, gboolean right)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  gint width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  if (right)
    x -= width + 2 * TAG_PADDING;
  cairo_rectangle (cr, x, y, width + 2 * TAG_PADDING, height + 2 * TAG_PADDING);
  cairo_set_source_rgba (cr, 0.0, 0.0, 0.0, 0.6);
  cairo_fill (cr);
  cairo_move_to (cr, x + TAG_PADDING, y + TAG_PADDING);
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  pango_cairo_show_layout (cr, layout);
}

static void
paint_divider (cairo_t *cr, GtkWidget *widget, gint x, gint height)
{
  const gdouble middle = height / 2.0;

  cairo_rectangle (cr, x - 1.5, 0, 3, height);
  cairo_set_source_rgba (cr, 0.0, 0.0, 0.0, 0.6);
  cairo_fill (cr);
  cairo_rectangle (cr, x - 0.5, 0, 1, height);
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_fill (cr);

  for (gint side = -1; side <= 1; side += 2)
    {
      cairo_move_to (cr, x + side * 4, middle - 7);
      cairo_rel_line_to (cr, 0, 14);
      cairo_rel_line_to (cr, side * 7, -7);
      cairo_close_path (cr);
    }
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, 0.0, 0.0, 0.0, 0.6);
  cairo_set_line_width (cr, 1.0);
  cairo_stroke (cr);

  paint_tag (cr, widget, _ ("Before"), x - TAG_MARGIN, TAG_MARGIN, TRUE);
  paint_tag (cr, widget, _ ("After"), x + TAG_MARGIN, TAG_MARGIN, FALSE);
}

void
retexture_paint_picture (cairo_t *cr,
                         GtkWidget *widget,
                         const RetextureViewport *viewport,
                         const RetexturePicture *picture,
                         cairo_surface_t *before,
                         cairo_surface_t *after,
                         gint divider)
{
  const GeglRectangle total = retexture_viewport_get_total (viewport);
  GdkRectangle canvas = { 0, 0, viewport->width, viewport->height };
  GdkRectangle edit = { total.x - viewport->x, total.y - viewport->y, total.width, total.height };
  GdkRectangle left = { 0, 0, divider, viewport->height };

  if (!gdk_rectangle_intersect (&edit, &canvas, &edit))
    return;

  paint_checkerboard (cr, &edit);
  if (divider < 0)
    {
      paint_surface (cr, viewport, picture, after, &edit);
      return;
    }

  canvas.x = divider;
  canvas.width -= divider;
  if (gdk_rectangle_intersect (&canvas, &edit, &canvas))
    paint_surface (cr, viewport, picture, after, &canvas);
  if (gdk_rectangle_intersect (&left, &edit, &left))
    paint_surface (cr, viewport, picture, before ? before : after, &left);
  paint_divider (cr, widget, divider, viewport->height);
}

static void
paint_pane (cairo_t *cr,
            GtkWidget *widget,
            const RetextureViewport *viewport,
            const RetexturePicture *picture,
            cairo_surface_t *surface,
            const gchar *name)
{
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, viewport->width, viewport->height);
  cairo_clip (cr);
  if (surface)
    retexture_paint_picture (cr, widget, viewport, picture, NULL, surface, -1);
  paint_tag (cr, widget, name, TAG_MARGIN, TAG_MARGIN, FALSE);
  cairo_restore (cr);
}

void
retexture_paint_panes (cairo_t *cr,
                       GtkWidget *widget,
                       const RetextureViewport *viewport,
                       const RetexturePicture *picture,
                       cairo_surface_t *tone,
                       cairo_surface_t *texture)
{
  paint_pane (cr, widget, viewport, picture, tone, _ ("Low"));
  cairo_save (cr);
  cairo_translate (cr, viewport->width, 0);
  paint_pane (cr, widget, viewport, picture, texture, _ ("High"));
  cairo_rectangle (cr, -0.5, 0, 1, viewport->height);
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_fill (cr);
  cairo_restore (cr);
}

/* White on a dark band: the one shows on what hides the other. */
static void
stroke_on_anything (cairo_t *cr, const gdouble *dashes, gint n_dashes)
{
  cairo_set_line_width (cr, 3.0);
  cairo_set_source_rgba (cr, 0.0, 0.0, 0.0, 0.6);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, 1.0);
  cairo_set_dash (cr, dashes, n_dashes, 0.0);
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_stroke (cr);
}

/* In red, as GIMP's Quick Mask shows what is masked. */
static void
paint_paths (cairo_t *cr, const RetextureViewport *viewport, const GArray *points)
{
  cairo_save (cr);
  for (guint i = 0; i < points->len; i++)
    {
      const RetextureLinesPoint *point = &g_array_index (points, RetextureLinesPoint, i);
      const gdouble x = (point->x + 0.5) * viewport->zoom - viewport->x;
      const gdouble y = (point->y + 0.5) * viewport->zoom - viewport->y;

      if (point->first)
        cairo_move_to (cr, x, y);
      else
        cairo_line_to (cr, x, y);
    }
  cairo_set_line_width (cr, PATH_WIDTH);
  cairo_set_source_rgba (cr, 1.0, 0.0, 0.0, 0.7);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* On a grid of the screen, which moves with the picture. */
static void
paint_directions (cairo_t *cr, const RetextureViewport *viewport, const RetextureLines *lines)
{
  const GeglRectangle *extent = &viewport->extent;
  const gdouble zoom = viewport->zoom, step = LINE_SPACING / zoom;
  const gdouble right = MIN ((viewport->x + viewport->width) / zoom, extent->x + extent->width);
  const gdouble bottom = MIN ((viewport->y + viewport->height) / zoom, extent->y + extent->height);

  cairo_save (cr);
  cairo_rectangle (cr, extent->x * zoom - viewport->x, extent->y * zoom - viewport->y,
                   extent->width * zoom, extent->height * zoom);
  cairo_clip (cr);
  for (gdouble y = MAX (floor (viewport->y / zoom / step) * step, extent->y); y < bottom; y += step)
    for (gdouble x = MAX (floor (viewport->x / zoom / step) * step, extent->x); x < right;
         x += step)
      {
        const gdouble angle = retexture_lines_angle_at (lines, x + 0.5 * step, y + 0.5 * step);
        const gdouble across = 0.5 * LINE_LENGTH * cos (angle);
        const gdouble down = 0.5 * LINE_LENGTH * sin (angle);

        cairo_move_to (cr, (x + 0.5 * step) * zoom - viewport->x - across,
                       (y + 0.5 * step) * zoom - viewport->y - down);
        cairo_rel_line_to (cr, 2.0 * across, 2.0 * down);
      }
  stroke_on_anything (cr, NULL, 0);
  cairo_restore (cr);
}

void
retexture_paint_lines (cairo_t *cr, const RetextureViewport *viewport, const RetextureLines *lines)
{
  const GArray *points = retexture_lines_get_points (lines);

  if (points)
    paint_paths (cr, viewport, points);
  else
    paint_directions (cr, viewport, lines);
}

void
retexture_paint_outline (cairo_t *cr,
                         const RetextureViewport *viewport,
                         const GeglRectangle *outline)
{
  static const gdouble dashes[] = { DASH, DASH };
  const gdouble zoom = viewport->zoom;
  const gdouble left = floor (outline->x * zoom) - viewport->x;
  const gdouble top = floor (outline->y * zoom) - viewport->y;
  const gdouble right = ceil ((outline->x + outline->width) * zoom) - viewport->x;
  const gdouble bottom = ceil ((outline->y + outline->height) * zoom) - viewport->y;

  cairo_save (cr);
  /* Around the pixels, not over them. */
  cairo_rectangle (cr, left - 0.5, top - 0.5, right - left + 1.0, bottom - top + 1.0);
  stroke_on_anything (cr, dashes, G_N_ELEMENTS (dashes));
  cairo_restore (cr);
}

void
retexture_paint_message (cairo_t *cr, GtkWidget *widget, const gchar *message)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, message);
  GtkAllocation allocation;
  gint height;

  gtk_widget_get_allocation (widget, &allocation);
  pango_layout_set_width (layout, MAX (0, allocation.width - 2 * MESSAGE_MARGIN) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_get_pixel_size (layout, NULL, &height);

  gdk_cairo_set_source_color (cr,
                              &gtk_widget_get_style (widget)->fg[gtk_widget_get_state (widget)]);
  cairo_move_to (cr, MESSAGE_MARGIN, (allocation.height - height) / 2);
  pango_cairo_show_layout (cr, layout);
}
