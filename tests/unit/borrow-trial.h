/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Borrow Texture, tried: an edit that is the original smoothed as far as a mask says, and what is
 * made of it.
 */
#pragma once

#include <gegl-plugin.h>

#include "borrowing.h"
#include "gaussian.h"
#include "lent-material.h"
#include "pictures.h"
#include "rendering.h"

static const RetextureBlending blending = { .composition = RETEXTURE_COMPOSITION_TEXTURE };

typedef struct
{
  GeglBuffer *original, *edit, *mask, *result;
  RetextureBorrowing *borrowing;
  RetextureRendering *rendering;
  RetextureParameters *parameters;
} Trial;

static inline void
trial_clear (Trial *trial)
{
  g_clear_object (&trial->result);
  g_clear_object (&trial->rendering);
  g_clear_object (&trial->borrowing);
  g_clear_object (&trial->parameters);
  g_clear_object (&trial->original);
  g_clear_object (&trial->edit);
  g_clear_object (&trial->mask);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Trial, trial_clear)

/* The original, blurred by `radius_px` as far as the mask says. */
static inline GeglBuffer *
smoothed_new (GeglBuffer *original, GeglBuffer *mask, gdouble radius_px)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (original);
  GeglBuffer *edit = gegl_buffer_new (extent, gegl_buffer_get_format (original));
  g_autoptr (GeglBuffer) blurred = gegl_buffer_new (extent, babl_format ("R'G'B'A float"));
  g_autofree gfloat *sharp = pixels_of (original);
  g_autofree gfloat *smooth = NULL;
  g_autofree gfloat *shares = g_new (gfloat, (gsize) extent->width * extent->height);

  retexture_gaussian_blur (original, blurred, extent, radius_px);
  smooth = pixels_of (blurred);
  gegl_buffer_get (mask, extent, 1.0, babl_format ("Y float"), shares, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);
  for (gsize i = 0; i < 4 * (gsize) extent->width * extent->height; i++)
    sharp[i] += shares[i / 4] * (smooth[i] - sharp[i]);
  gegl_buffer_set (edit, extent, 0, babl_format ("R'G'B'A float"), sharp, GEGL_AUTO_ROWSTRIDE);
  return edit;
}

static inline void
set (Trial *trial, const gchar *name, gdouble value)
{
  g_autoptr (GError) error = NULL;

  retexture_parameters_set_number (trial->parameters, name, value, &error);
  g_assert_no_error (error);
}

static inline void
render (Trial *trial)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (trial->edit);

  retexture_rendering_set_parameters (trial->rendering, trial->parameters);
  g_clear_object (&trial->result);
  trial->result = gegl_buffer_new (extent, gegl_buffer_get_format (trial->edit));
  gegl_node_blit_buffer (retexture_rendering_get_node (trial->rendering, RETEXTURE_VIEW_RESULT),
                         trial->result, extent, 0, GEGL_ABYSS_NONE);
}

/* Takes the pictures over; everything selected where there is no mask. */
static inline Trial
trial_new (GeglBuffer *original, GeglBuffer *edit, GeglBuffer *mask)
{
  Trial trial = { .original = original, .edit = edit, .mask = mask };

  trial.parameters = retexture_method_parameters_new ("retexture:borrow");
  trial.borrowing = retexture_borrowing_new (edit, NULL, NULL, mask, NULL,
                                             retexture_lent_material_find_lost, NULL);
  trial.rendering = retexture_rendering_new ("retexture:borrow", &blending, edit, NULL, mask, 1.0);
  retexture_rendering_set_analysis (trial.rendering, G_OBJECT (trial.borrowing));
  return trial;
}
