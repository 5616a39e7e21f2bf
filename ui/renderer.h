/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Makes the preview's pictures, in slices between the main loop's events, from the same graph that
 * makes the final pixels. Called by the preview; knows no widget. It uses no thread of its own,
 * because a plug-in may talk to GIMP, which holds the pixels, from one thread only.
 *
 * From 100 % upwards it renders the visible part of the full-size graph: these are the final
 * pixels. Below, it reads what is visible and a margin once at that zoom and renders the small
 * copy.
 */
#pragma once

#include "parameters.h"
#include "picture.h"
#include "rendering.h"

#define RETEXTURE_TYPE_RENDERER (retexture_renderer_get_type ())
G_DECLARE_FINAL_TYPE (RetextureRenderer, retexture_renderer, RETEXTURE, RENDERER, GObject)

/* Takes the picture over. `asked_at` is the monotonic time of the oldest change of a parameter that
 * it answers, or 0 where none changed. */
typedef void (*RetextureRendererFunc) (RetexturePicture *picture,
                                       gint64 asked_at,
                                       gpointer user_data);

/* Follows the parameters. `space` is the image's, whose pixels the pictures show unconverted. */
RetextureRenderer *retexture_renderer_new (RetextureParameters *parameters,
                                           const Babl *space,
                                           RetextureRendererFunc done,
                                           gpointer user_data);

/* Another graph, or NULL for none. */
void retexture_renderer_set_rendering (RetextureRenderer *self, RetextureRendering *rendering);

/* The graph has been told more about its pictures. */
void retexture_renderer_refresh (RetextureRenderer *self);

/* Asks for a picture. A newer request replaces an older one. */
void retexture_renderer_show (RetextureRenderer *self, const RetextureShot *shot);

/* The full-size graph with the parameters as they are now, or NULL. */
RetextureRendering *retexture_renderer_get_current (RetextureRenderer *self);
