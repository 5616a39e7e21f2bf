/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The widget that paints the preview's pictures. It knows which part of the edit is on the screen
 * and paints the last picture it was given, moved and scaled to fit, until a newer one comes; it
 * renders nothing itself and handles no input (see navigation.h). Created by the preview.
 *
 * Emits "view-changed" when another picture is needed, "pointer-moved" when the pointer or what is
 * under it changed.
 */
#pragma once

#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include "lines.h"
#include "picture.h"
#include "viewport.h"

/* GTK+ 2 does not declare these for its classes. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GtkDrawingArea, g_object_unref)

#define RETEXTURE_TYPE_CANVAS (retexture_canvas_get_type ())
G_DECLARE_FINAL_TYPE (RetextureCanvas, retexture_canvas, RETEXTURE, CANVAS, GtkDrawingArea)

typedef enum
{
  RETEXTURE_ZOOM_IN,
  RETEXTURE_ZOOM_OUT,
  RETEXTURE_ZOOM_FIT,
  RETEXTURE_ZOOM_FULL /* 100 % */
} RetextureZoom;

/* Pictures are shown with the image's colour profile, as GIMP's own canvas shows them. */
RetextureCanvas *retexture_canvas_new (gint32 image);

/* Takes the picture over. */
void retexture_canvas_set_picture (RetextureCanvas *self, RetexturePicture *picture);
const RetexturePicture *retexture_canvas_get_picture (RetextureCanvas *self);

/* A sentence in the picture's place; NULL: the picture again. */
void retexture_canvas_set_message (RetextureCanvas *self, const gchar *message);

const RetextureViewport *retexture_canvas_get_viewport (RetextureCanvas *self);
void retexture_canvas_set_extent (RetextureCanvas *self, const GeglRectangle *extent);
void retexture_canvas_set_view (RetextureCanvas *self, RetexturePreviewView view);
RetexturePreviewView retexture_canvas_get_view (RetextureCanvas *self);

/* A rectangle of the image to mark; empty: none. Not every view shows it. */
void retexture_canvas_set_outline (RetextureCanvas *self, const GeglRectangle *outline);
gboolean retexture_canvas_shows_outline (RetextureCanvas *self);

/* Lines to draw over the picture, where an outline would be; NULL: none. */
void retexture_canvas_set_lines (RetextureCanvas *self, RetextureLines *lines);

/* The point of the canvas stays in its place. */
void retexture_canvas_zoom (RetextureCanvas *self, RetextureZoom zoom, gdouble x, gdouble y);
void retexture_canvas_scroll (RetextureCanvas *self, gint x, gint y);
/* At 100 %. */
void retexture_canvas_go_to (RetextureCanvas *self, gint image_x, gint image_y);

/* How wide one pane is: all of the canvas, but in the view with two of them. */
gint retexture_canvas_get_pane_width (RetextureCanvas *self);

/* Where before ends and after begins, in canvas pixels; -1 in the other views. */
gint retexture_canvas_get_divider (RetextureCanvas *self);
void retexture_canvas_set_divider (RetextureCanvas *self, gint x);

void retexture_canvas_set_pointer (RetextureCanvas *self, gboolean inside, gdouble x, gdouble y);
/* The image pixel under the pointer, and its shown value (R'G'B'A u8, or NULL while there is none);
 * FALSE where the pointer is on no pixel. */
gboolean
retexture_canvas_get_pointer (RetextureCanvas *self, gint *x, gint *y, const guchar **value);
