/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Recover, tried: two pictures, what is made of them, and its parts.
 */
#pragma once

#include "recover-recipe.h"
#include "recovery.h"
#include "rendering.h"
#include "textures.h"
#include "warped-loss.h"

#define RADIUS 4.0
#define SIZE 560

static const RetextureBlending blending = { .composition = RETEXTURE_COMPOSITION_NORMAL };

/* ---- what is made ---- */

typedef struct
{
  RetextureRendering *rendering;
  RetextureRecovery *recovery;
} Trial;

/* `values` as a parasite has them. */
static inline Trial
trial_new (GeglBuffer *edit, GeglBuffer *original, GeglBuffer *selection, const gchar *values)
{
  g_autoptr (RetextureParameters) parameters
      = retexture_method_parameters_new ("retexture:recover");
  g_autoptr (GError) error = NULL;
  Trial trial;

  g_assert_true (retexture_parameters_from_text (parameters, values, &error));
  trial.rendering
      = retexture_rendering_new ("retexture:recover", &blending, edit, original, selection, 1.0);
  retexture_rendering_set_parameters (trial.rendering, parameters);
  {
    g_autoptr (GObject) aligned
        = retexture_rendering_find_aligned (trial.rendering, NULL, NULL, &error);

    g_assert_no_error (error);
    if (aligned)
      retexture_rendering_set_aligned (trial.rendering, aligned);
  }
  trial.recovery = retexture_recovery_new (
      edit, retexture_rendering_get_original (trial.rendering),
      (RetextureAligned *) retexture_rendering_get_aligned (trial.rendering),
      retexture_rendering_get_given (trial.rendering), selection, NULL);
  retexture_rendering_set_analysis (trial.rendering, G_OBJECT (trial.recovery));
  return trial;
}

static inline void
trial_clear (Trial *trial)
{
  g_object_unref (trial->rendering);
  g_object_unref (trial->recovery);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Trial, trial_clear)

static inline GeglBuffer *
part_of (const Trial *trial, gint part, const gchar *format)
{
  GeglBuffer *edit = retexture_rendering_get_edit (trial->rendering);
  GeglBuffer *made = gegl_buffer_new (gegl_buffer_get_extent (edit), babl_format (format));

  gegl_node_blit_buffer (retexture_rendering_get_part (trial->rendering, part), made, NULL, 0,
                         GEGL_ABYSS_NONE);
  return made;
}

static inline gfloat *
pixels_of_part (const Trial *trial, gint part)
{
  g_autoptr (GeglBuffer) made = part_of (trial, part, "R'G'B'A float");

  return pixels_of (made);
}

static inline gfloat *
values_of_mask (const Trial *trial, gint part)
{
  g_autoptr (GeglBuffer) made = part_of (trial, part, "RGBA float");
  const GeglRectangle *extent = gegl_buffer_get_extent (made);
  gfloat *values = g_new (gfloat, (gsize) extent->width * extent->height);

  gegl_buffer_get (made, extent, 1.0, babl_format ("Y float"), values, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);
  return values;
}

static inline gfloat *
result_of (const Trial *trial)
{
  GeglBuffer *edit = retexture_rendering_get_edit (trial->rendering);
  g_autoptr (GeglBuffer) made
      = gegl_buffer_new (gegl_buffer_get_extent (edit), babl_format ("R'G'B'A float"));

  gegl_node_blit_buffer (retexture_rendering_get_node (trial->rendering, RETEXTURE_VIEW_RESULT),
                         made, NULL, 0, GEGL_ABYSS_NONE);
  return pixels_of (made);
}

/* ---- pairs ---- */

static inline GeglBuffer *
textured (TextureKind kind, guint32 seed, gint width, gint height)
{
  g_autofree gfloat *plane = texture_new (kind, seed, width, height);

  return picture_of_texture ("R'G'B' float", plane, width, height, 0.55f, 0.05f);
}

static inline GeglBuffer *
picture_of (const KnownLoss *loss, const gfloat *pixels)
{
  return picture_from_pixels ("R'G'B' u8", GEGL_RECTANGLE (0, 0, loss->width, loss->height),
                              pixels);
}

static inline Trial
trial_of (const KnownLoss *loss, const gchar *values)
{
  g_autoptr (GeglBuffer) edit = picture_of (loss, loss->edit);
  g_autoptr (GeglBuffer) original = picture_of (loss, loss->original);

  return trial_new (edit, original, NULL, values);
}
