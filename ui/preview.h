/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The preview half of the dialog: canvas, scroll bars, choice of the view, zoom, status line, a
 * rectangle to draw, a point to set, directions, and the search for the spot of most change. Called
 * by the dialog; the pictures come from the renderer. Follows the parameters by itself.
 */
#pragma once

#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include "lines.h"
#include "parameters.h"
#include "rendering.h"

/* `edit` is the drawable whose colours are shown, of `image`; the group gets the zoom's keys. */
GtkWidget *retexture_preview_new (RetextureParameters *parameters,
                                  gint32 image,
                                  gint32 edit,
                                  GtkAccelGroup *keys);

/* What to show from now on: a rendering, or none and a sentence that says why. */
void retexture_preview_set_rendering (GtkWidget *preview,
                                      RetextureRendering *rendering,
                                      const gchar *message);

/* What was found out about the rendering's pictures meanwhile. */
void retexture_preview_set_analysis (GtkWidget *preview, GObject *analysis);

/* Whether a rectangle in the parameters is one of the picture shown, and can be drawn on it. */
void retexture_preview_set_drawable (GtkWidget *preview, gboolean drawable);

/* Newly known for the automatic mask. */
void retexture_preview_set_plastic (GtkWidget *preview, GObject *plastic);

/* What to outline where the parameters hold no rectangle; NULL or empty: nothing. */
void retexture_preview_set_outline (GtkWidget *preview, const GeglRectangle *area);

/* Which way texture runs, for the user to be shown; NULL: in none. */
void retexture_preview_set_lines (GtkWidget *preview, RetextureLines *lines);
