/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which part of the edit the preview shows, at which zoom: arithmetic only. Called by the preview's
 * canvas; knows no widget and no pixel.
 *
 * Three kinds of coordinates meet here. Image pixels are the edit's own. Picture pixels are what is
 * rendered: image pixels from 100 % upwards, fewer below. Canvas pixels are the screen's.
 */
#pragma once

#include <gegl.h>

typedef struct
{
  GeglRectangle extent; /* the edit, in image pixels */
  gint width, height;   /* of the canvas */
  gdouble zoom;         /* canvas pixels for one image pixel */
  gint x, y;            /* the canvas' top left corner, in image pixels times zoom */
} RetextureViewport;

/* Another edit: the zoom stays, the middle is shown. */
void retexture_viewport_set_extent (RetextureViewport *self, const GeglRectangle *extent);

/* Another size of the canvas; what was in the middle stays there. */
void retexture_viewport_resize (RetextureViewport *self, gint width, gint height);

/* What is under the given point of the canvas stays there. */
void retexture_viewport_zoom_at (RetextureViewport *self, gdouble zoom, gdouble x, gdouble y);
void retexture_viewport_scroll (RetextureViewport *self, gint x, gint y);
void retexture_viewport_centre_on (RetextureViewport *self, gdouble image_x, gdouble image_y);

/* The zoom that shows everything, never above 1.0. */
gdouble retexture_viewport_fit_zoom (const RetextureViewport *self);
/* The next of the usual steps. */
gdouble retexture_viewport_next_zoom (const RetextureViewport *self, gboolean nearer);

/* The whole edit, in image pixels times zoom. */
GeglRectangle retexture_viewport_get_total (const RetextureViewport *self);

/* Picture pixels for one image pixel; and the part of the picture that can be seen. */
gdouble retexture_viewport_get_scale (const RetextureViewport *self);
GeglRectangle retexture_viewport_get_visible (const RetextureViewport *self);

void retexture_viewport_to_image (
    const RetextureViewport *self, gdouble canvas_x, gdouble canvas_y, gdouble *x, gdouble *y);
