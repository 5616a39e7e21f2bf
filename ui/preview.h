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

/* The rendering has been told more about its pictures. */
void retexture_preview_refresh (GtkWidget *preview);

/* Whether a rectangle in the parameters is one of the picture shown, and can be drawn on it. */
void retexture_preview_set_drawable (GtkWidget *preview, gboolean drawable);

/* What to outline where the parameters hold no rectangle; NULL or empty: nothing. */
void retexture_preview_set_outline (GtkWidget *preview, const GeglRectangle *area);

/* Which way texture runs, for the user to be shown; NULL: in none. */
void retexture_preview_set_lines (GtkWidget *preview, RetextureLines *lines);
