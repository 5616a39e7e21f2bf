/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the canvas paints: pictures over GIMP's checkerboard, the split view's divider, an outline,
 * sentences. Called by canvas.c only; keeps no state.
 */
#pragma once

#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include "lines.h"
#include "picture.h"
#include "viewport.h"

/* R'G'B'A u8 pixels as a surface, taken through a colour transform (or NULL). */
cairo_surface_t *retexture_paint_surface (const guchar *pixels,
                                          gint width,
                                          gint height,
                                          GimpColorTransform *transform);

/* The picture where the viewport has it. `divider` is -1 outside the split view; `before` may be
 * NULL. */
void retexture_paint_picture (cairo_t *cr,
                              GtkWidget *widget,
                              const RetextureViewport *viewport,
                              const RetexturePicture *picture,
                              cairo_surface_t *before,
                              cairo_surface_t *after,
                              gint divider);

/* Two panes as wide as the viewport, of the same place: tone and texture. */
void retexture_paint_panes (cairo_t *cr,
                            GtkWidget *widget,
                            const RetextureViewport *viewport,
                            const RetexturePicture *picture,
                            cairo_surface_t *tone,
                            cairo_surface_t *texture);

/* The border of a rectangle given in image pixels. */
void retexture_paint_outline (cairo_t *cr,
                              const RetextureViewport *viewport,
                              const GeglRectangle *outline);

/* Short lines all over the picture, each in the direction at its place; or paths, in red. */
void
retexture_paint_lines (cairo_t *cr, const RetextureViewport *viewport, const RetextureLines *lines);

/* A sentence in the middle of the widget. */
void retexture_paint_message (cairo_t *cr, GtkWidget *widget, const gchar *message);
