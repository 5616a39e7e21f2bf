/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "viewport.h"

#include <math.h>

/* From 100 % upwards only whole factors, so that every image pixel gets the same square. */
static const gdouble steps[]
    = { 1.0 / 64, 1.0 / 48, 1.0 / 32, 1.0 / 24, 1.0 / 16, 1.0 / 12, 1.0 / 8,
        1.0 / 6,  1.0 / 4,  1.0 / 3,  1.0 / 2,  2.0 / 3,  1.0,      2.0,
        3.0,      4.0,      6.0,      8.0,      12.0,     16.0 };

/* Two zooms nearer than this are one step: "fit" may come out next to a step. */
#define SAME_ZOOM 1.001

static gint
clamp_axis (gint position, gint start, gint size, gint canvas)
{
  if (size <= canvas)
    return start - (canvas - size) / 2;
  return CLAMP (position, start, start + size - canvas);
}

void
retexture_viewport_scroll (RetextureViewport *self, gint x, gint y)
{
  const GeglRectangle total = retexture_viewport_get_total (self);

  self->x = clamp_axis (x, total.x, total.width, self->width);
  self->y = clamp_axis (y, total.y, total.height, self->height);
}

void
retexture_viewport_centre_on (RetextureViewport *self, gdouble image_x, gdouble image_y)
{
  retexture_viewport_scroll (self, (gint) floor (image_x * self->zoom - self->width / 2.0),
                             (gint) floor (image_y * self->zoom - self->height / 2.0));
}

void
retexture_viewport_set_extent (RetextureViewport *self, const GeglRectangle *extent)
{
  self->extent = *extent;
  retexture_viewport_centre_on (self, extent->x + extent->width / 2.0,
                                extent->y + extent->height / 2.0);
}

void
retexture_viewport_resize (RetextureViewport *self, gint width, gint height)
{
  const gint x = self->x + self->width / 2 - width / 2;
  const gint y = self->y + self->height / 2 - height / 2;

  self->width = width;
  self->height = height;
  retexture_viewport_scroll (self, x, y);
}

void
retexture_viewport_zoom_at (RetextureViewport *self, gdouble zoom, gdouble x, gdouble y)
{
  gdouble image_x, image_y;

  retexture_viewport_to_image (self, x, y, &image_x, &image_y);
  self->zoom = zoom;
  retexture_viewport_scroll (self, (gint) floor (image_x * zoom - x + 0.5),
                             (gint) floor (image_y * zoom - y + 0.5));
}

gdouble
retexture_viewport_fit_zoom (const RetextureViewport *self)
{
  const gdouble across = (gdouble) self->width / MAX (1, self->extent.width);
  const gdouble down = (gdouble) self->height / MAX (1, self->extent.height);

  return CLAMP (MIN (across, down), steps[0], 1.0);
}

gdouble
retexture_viewport_next_zoom (const RetextureViewport *self, gboolean nearer)
{
  const guint n = G_N_ELEMENTS (steps);

  if (nearer)
    {
      for (guint i = 0; i < n; i++)
        if (steps[i] > self->zoom * SAME_ZOOM)
          return steps[i];
      return steps[n - 1];
    }
  for (guint i = n; i > 0; i--)
    if (steps[i - 1] < self->zoom / SAME_ZOOM)
      return steps[i - 1];
  return steps[0];
}

static GeglRectangle
scaled (const GeglRectangle *area, gdouble scale)
{
  const gint x = (gint) floor (area->x * scale);
  const gint y = (gint) floor (area->y * scale);

  return *GEGL_RECTANGLE (x, y, (gint) ceil ((area->x + area->width) * scale) - x,
                          (gint) ceil ((area->y + area->height) * scale) - y);
}

GeglRectangle
retexture_viewport_get_total (const RetextureViewport *self)
{
  return scaled (&self->extent, self->zoom);
}

gdouble
retexture_viewport_get_scale (const RetextureViewport *self)
{
  return MIN (self->zoom, 1.0);
}

GeglRectangle
retexture_viewport_get_visible (const RetextureViewport *self)
{
  const gdouble scale = retexture_viewport_get_scale (self);
  const GeglRectangle canvas = { self->x, self->y, self->width, self->height };
  const GeglRectangle picture = scaled (&canvas, scale / self->zoom);
  const GeglRectangle total = scaled (&self->extent, scale);
  GeglRectangle visible;

  gegl_rectangle_intersect (&visible, &picture, &total);
  return visible;
}

void
retexture_viewport_to_image (
    const RetextureViewport *self, gdouble canvas_x, gdouble canvas_y, gdouble *x, gdouble *y)
{
  *x = (self->x + canvas_x) / self->zoom;
  *y = (self->y + canvas_y) / self->zoom;
}
