/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A method that lays a difference over a picture, tried with an analysis that a test has made.
 */
#pragma once

#include "pictures.h"
#include "rendering.h"

/* `first` and then `values`, as presets have them. */
static inline RetextureRendering *
trial_rendering_new (const gchar *operation,
                     GeglBuffer *edit,
                     gpointer analysis,
                     const gchar *first,
                     const gchar *values)
{
  static const RetextureBlending blending = { .composition = RETEXTURE_COMPOSITION_TEXTURE };
  RetextureRendering *rendering
      = retexture_rendering_new (operation, &blending, edit, NULL, NULL, 1.0);
  g_autoptr (RetextureParameters) parameters = retexture_method_parameters_new (operation);
  g_autofree gchar *text = g_strconcat (first, values, NULL);
  g_autoptr (GError) error = NULL;

  retexture_parameters_from_text (parameters, text, &error);
  g_assert_no_error (error);
  retexture_rendering_set_parameters (rendering, parameters);
  retexture_rendering_set_analysis (rendering, analysis);
  return rendering;
}

/* What is laid over the edit, of its extent. */
static inline GeglBuffer *
trial_layer_new (RetextureRendering *rendering, const Babl *format)
{
  GeglBuffer *layer
      = gegl_buffer_new (gegl_buffer_get_extent (retexture_rendering_get_edit (rendering)), format);

  gegl_node_blit_buffer (retexture_rendering_get_node (rendering, RETEXTURE_VIEW_TEXTURE), layer,
                         NULL, 0, GEGL_ABYSS_NONE);
  return layer;
}
