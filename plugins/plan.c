/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A texture, or other pixels, lie over the edit in a pass-through group. Where a difference is laid
 * in Linear Light, which adds 2 (texture - 1/2), the layer's opacity makes a scale of the 2, and a
 * white layer at a tiny opacity, added or subtracted, makes up for a neutral value that the image's
 * precision cannot hold (128 in 8 bit is not quite the half that Linear Light asks for). Where an
 * offset far from the middle wants more than one white layer can give, there are several.
 *
 * The parts of a split picture add up to it, in a group that stands for it. Textures from several
 * sources lie over each other, each with a mask of its own.
 */
#include "plan.h"

#include "neutral.h"
#include "parts.h"
#include "recover-recipe.h"
#include "split.h"

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
  const RetextureLayer layer
      = { .name = g_strdup (name), .content = content, .mode = mode, .opacity = opacity };

  g_array_append_val (self->layers, layer);
  return &g_array_index (self->layers, RetextureLayer, self->layers->len - 1);
}

/* base + (texture - offset) * scale, from what Linear Light can do; how many layers it takes. */
static gint
add_texture (RetexturePlan *self, const RetextureJob *job, const gchar *name, gint content)
{
  const gdouble scale = retexture_parameters_get_number (job->parameters, "scale");
  const gdouble offset = retexture_parameters_get_number (job->parameters, "offset");
  const gdouble neutral = retexture_neutral_value (gimp_drawable_get_format (job->edit), offset);
  const gdouble correction = (LINEAR_LIGHT_NEUTRAL - neutral) * scale;
  const gint copies = (gint) ceil (scale / LINEAR_LIGHT_SCALE);
  const gint corrections = (gint) ceil (fabs (correction));

  for (gint i = 0; i < corrections; i++)
    add (self, _ ("Neutral"), RETEXTURE_PLAN_WHITE,
         correction > 0.0 ? GIMP_LAYER_MODE_ADDITION : GIMP_LAYER_MODE_SUBTRACT,
         100.0 * fabs (correction) / corrections);
  for (gint i = 0; i < copies; i++)
    add (self, name, i == 0 ? content : RETEXTURE_PLAN_COPY, GIMP_LAYER_MODE_LINEAR_LIGHT,
         100.0 * scale / LINEAR_LIGHT_SCALE / copies);
  return corrections + copies;
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

static GimpPrecision
precision_of (const Babl *format)
{
  static const struct
  {
    const gchar *type;
    GimpPrecision linear, gamma;
  } precisions[] = {
    { "u8", GIMP_PRECISION_U8_LINEAR, GIMP_PRECISION_U8_GAMMA },
    { "u16", GIMP_PRECISION_U16_LINEAR, GIMP_PRECISION_U16_GAMMA },
    { "u32", GIMP_PRECISION_U32_LINEAR, GIMP_PRECISION_U32_GAMMA },
    { "half", GIMP_PRECISION_HALF_LINEAR, GIMP_PRECISION_HALF_GAMMA },
    { "float", GIMP_PRECISION_FLOAT_LINEAR, GIMP_PRECISION_FLOAT_GAMMA },
    { "double", GIMP_PRECISION_DOUBLE_LINEAR, GIMP_PRECISION_DOUBLE_GAMMA },
  };
  guint i = 0;

  while (babl_format_get_type (format, 0) != babl_type (precisions[i].type))
    i++;
  return retexture_split_is_linear (format) ? precisions[i].linear : precisions[i].gamma;
}

/* Textures and rounding are laid in the encoding that the image stores: nothing comes between their
 * numbers and the sum. */
static void
add_parts (RetexturePlan *self, const RetextureJob *job)
{
  RetextureParameters *parameters = job->parameters;
  const gint bands = retexture_parameters_get_number (parameters, "bands");
  const gboolean lock = retexture_parameters_get_number (parameters, "lock-high") != 0.0;
  const Babl *format
      = retexture_split_output_format (gimp_drawable_get_format (job->edit),
                                       retexture_parameters_get_number (parameters, "precision"));
  const RetextureSplitMode mode
      = retexture_split_resolve_mode (format, retexture_parameters_get_number (parameters, "mode"));
  const GimpLayerMode texture_mode = mode == RETEXTURE_SPLIT_MODE_GRAIN_MERGE
                                         ? GIMP_LAYER_MODE_GRAIN_MERGE_LEGACY
                                         : GIMP_LAYER_MODE_LINEAR_LIGHT;

  add (self, _ ("Low"), RETEXTURE_PART_LOW, GIMP_LAYER_MODE_NORMAL, 100.0)->active = lock;
  for (gint band = bands - 1; band >= RETEXTURE_PART_FINEST; band--)
    {
      /* Translators: a texture layer; 1 is the finest. */
      g_autofree gchar *name
          = bands == 2 ? g_strdup (_ ("High")) : g_strdup_printf (_ ("High %d"), band);

      add (self, name, band, texture_mode, 100.0)->locked = lock;
    }
  if (retexture_split_needs_rounding (format))
    add (self, _ ("Rounding"), RETEXTURE_PART_ROUNDING, GIMP_LAYER_MODE_ADDITION, 100.0)->locked
        = TRUE;

  if (retexture_split_is_linear (format))
    self->space = GIMP_LAYER_COLOR_SPACE_RGB_LINEAR;
  self->format = format;
  self->precision = precision_of (format);
  self->group_mode = GIMP_LAYER_MODE_NORMAL;
}

/* One layer with its mask where that can be, else a group of that name which has it. */
static void
add_source (RetexturePlan *self, const RetextureJob *job, const gchar *name, gint part, gint mask)
{
  const Babl *format = gimp_drawable_get_format (job->edit);
  const gdouble scale = retexture_parameters_get_number (job->parameters, "scale");
  const gdouble offset = retexture_parameters_get_number (job->parameters, "offset");
  const guint at = self->layers->len;
  RetextureLayer group = { .name = g_strdup (name),
                           .content = RETEXTURE_PLAN_GROUP,
                           .mode = GIMP_LAYER_MODE_PASS_THROUGH,
                           .opacity = 100.0,
                           .mask = mask };

  if (retexture_recover_merges (format, scale, offset))
    {
      RetextureLayer *layer = add (self, name, part, GIMP_LAYER_MODE_GRAIN_MERGE_LEGACY, 100.0);

      layer->mask = mask;
      if (part != RETEXTURE_PART_RECOVERED)
        layer->grey = retexture_recover_neutral (format, scale, offset);
    }
  else if (add_texture (self, job, name, part) == 1)
    g_array_index (self->layers, RetextureLayer, at).mask = mask;
  else
    {
      for (guint i = at; i < self->layers->len; i++)
        g_array_index (self->layers, RetextureLayer, i).inside = TRUE;
      g_array_insert_val (self->layers, at, group);
      return;
    }
  g_free (group.name);
}

static void
add_sources (RetexturePlan *self, const RetextureJob *job, RetextureRendering *rendering)
{
  static const struct
  {
    const gchar *name;
    gint part, mask;
  } sources[] = {
    { N_ ("Recovered"), RETEXTURE_PART_RECOVERED, RETEXTURE_PART_RECOVERED_MASK },
    { N_ ("Borrowed"), RETEXTURE_PART_BORROWED, RETEXTURE_PART_BORROWED_MASK },
    { N_ ("Grain"), RETEXTURE_PART_GRAIN, RETEXTURE_PART_GRAIN_MASK },
  };
  RetextureRecoverRecipe recipe
      = retexture_recover_read_recipe (retexture_rendering_get_operation (rendering));

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (retexture_recover_makes (&recipe, sources[i].part))
      add_source (self, job, _ (sources[i].name), sources[i].part, sources[i].mask);
  retexture_recover_recipe_clear (&recipe);
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
  self->space = GIMP_LAYER_COLOR_SPACE_RGB_PERCEPTUAL;
  self->precision = gimp_image_get_precision (job->image);

  if (retexture_rendering_splits (rendering))
    add_parts (self, job);
  else if (retexture_rendering_has_sources (rendering))
    add_sources (self, job, rendering);
  else if (composition == RETEXTURE_COMPOSITION_TEXTURE)
    add_texture (self, job, _ (job->method->layer), RETEXTURE_PLAN_PIXELS);
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
