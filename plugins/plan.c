/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A texture, or other pixels, lie over the edit in a pass-through group. Where a difference is laid
 * in Linear Light, which adds 2 (texture - 1/2), the layer's opacity makes a scale of the 2, and a
 * white layer at a tiny opacity, added or subtracted, makes up for a neutral value that the image's
 * precision cannot hold (128 in 8 bit is not quite the half that Linear Light asks for).
 */
#include "plan.h"

#include "neutral.h"

#include <math.h>

/* What GIMP's Linear Light takes for neutral, and multiplies the difference from it by. */
#define LINEAR_LIGHT_NEUTRAL 0.5
#define LINEAR_LIGHT_SCALE 2.0

static void
layer_clear (gpointer layer)
{
  g_free (((RetextureLayer *) layer)->name);
}

static RetextureLayer *
add (RetexturePlan *self, const gchar *name, gint content, GimpLayerMode mode, gdouble opacity)
{
  const RetextureLayer layer = { .name = g_strdup (name),
                                 .content = content,
                                 .mode = mode,
                                 .opacity = opacity,
                                 .blend_space = GIMP_LAYER_COLOR_SPACE_RGB_PERCEPTUAL };

  g_array_append_val (self->layers, layer);
  return &g_array_index (self->layers, RetextureLayer, self->layers->len - 1);
}

/* base + (texture - offset) * scale, from what Linear Light can do. */
static void
add_texture (RetexturePlan *self, const RetextureJob *job)
{
  const gdouble scale = retexture_parameters_get_number (job->parameters, "scale");
  const gdouble offset = retexture_parameters_get_number (job->parameters, "offset");
  const gdouble neutral = retexture_neutral_value (gimp_drawable_get_format (job->edit), offset);
  const gdouble correction = (LINEAR_LIGHT_NEUTRAL - neutral) * scale;
  const gint copies = (gint) ceil (scale / LINEAR_LIGHT_SCALE);

  if (correction != 0.0)
    add (self, _ ("Neutral"), RETEXTURE_PLAN_WHITE,
         correction > 0.0 ? GIMP_LAYER_MODE_ADDITION : GIMP_LAYER_MODE_SUBTRACT,
         100.0 * fabs (correction));
  for (gint i = 0; i < copies; i++)
    add (self, _ (job->method->layer), i == 0 ? RETEXTURE_PLAN_PIXELS : RETEXTURE_PLAN_COPY,
         GIMP_LAYER_MODE_LINEAR_LIGHT, 100.0 * scale / LINEAR_LIGHT_SCALE / copies);
}

static GimpLayerMode
grain_merge (const RetextureJob *job)
{
  const gboolean eight_bit = gimp_image_get_precision (job->image) == GIMP_PRECISION_U8_GAMMA;

  return eight_bit ? GIMP_LAYER_MODE_GRAIN_MERGE_LEGACY : GIMP_LAYER_MODE_GRAIN_MERGE;
}

static void
add_pixels (RetexturePlan *self,
            const RetextureJob *job,
            RetextureComposition composition,
            gdouble opacity)
{
  static const GimpLayerMode modes[] = {
    [RETEXTURE_COMPOSITION_NORMAL] = GIMP_LAYER_MODE_NORMAL,
    [RETEXTURE_COMPOSITION_SOFT_LIGHT] = GIMP_LAYER_MODE_SOFTLIGHT,
    [RETEXTURE_COMPOSITION_OVERLAY] = GIMP_LAYER_MODE_OVERLAY,
    [RETEXTURE_COMPOSITION_LUMINANCE] = GIMP_LAYER_MODE_LUMINANCE,
    [RETEXTURE_COMPOSITION_LCH_LIGHTNESS] = GIMP_LAYER_MODE_LCH_LIGHTNESS,
    [RETEXTURE_COMPOSITION_HSV_VALUE] = GIMP_LAYER_MODE_HSV_VALUE,
  };
  const GimpLayerMode mode
      = composition == RETEXTURE_COMPOSITION_GRAIN_MERGE ? grain_merge (job) : modes[composition];

  add (self, _ (job->method->layer), RETEXTURE_PLAN_PIXELS, mode, 100.0 * opacity);
}

RetexturePlan *
retexture_plan_new (const RetextureJob *job, RetextureRendering *rendering)
{
  RetexturePlan *self = g_new0 (RetexturePlan, 1);
  gdouble opacity;
  const RetextureComposition composition
      = retexture_rendering_get_composition (rendering, &opacity);

  self->layers = g_array_new (FALSE, FALSE, sizeof (RetextureLayer));
  g_array_set_clear_func (self->layers, layer_clear);
  self->group_mode = GIMP_LAYER_MODE_PASS_THROUGH;
  self->precision = gimp_image_get_precision (job->image);

  if (composition == RETEXTURE_COMPOSITION_TEXTURE)
    add_texture (self, job);
  else
    add_pixels (self, job, composition, opacity);
  return self;
}

void
retexture_plan_free (RetexturePlan *self)
{
  g_array_unref (self->layers);
  g_free (self);
}
