/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "blend-modes.h"

#include <math.h>

/* Below it GIMP takes a divisor for 0. */
#define EPSILON 1e-6f

/* Each makes one pixel, in the encoding its mode works in. */
typedef void (*Blend) (const gfloat *edit, const gfloat *layer, gfloat *result, gfloat neutral);

static void
soft_light (const gfloat *edit, const gfloat *layer, gfloat *result, gfloat neutral)
{
  for (gint c = 0; c < 3; c++)
    {
      const gfloat multiplied = edit[c] * layer[c];
      const gfloat screened = 1.0f - (1.0f - edit[c]) * (1.0f - layer[c]);

      result[c] = (1.0f - edit[c]) * multiplied + edit[c] * screened;
    }
}

static void
overlay (const gfloat *edit, const gfloat *layer, gfloat *result, gfloat neutral)
{
  for (gint c = 0; c < 3; c++)
    result[c] = edit[c] < 0.5f ? 2.0f * edit[c] * layer[c]
                               : 1.0f - 2.0f * (1.0f - layer[c]) * (1.0f - edit[c]);
}

static void
grain_merge (const gfloat *edit, const gfloat *layer, gfloat *result, gfloat neutral)
{
  for (gint c = 0; c < 3; c++)
    result[c] = edit[c] + layer[c] - neutral;
}

/* In linear light, with the luminance appended to each pixel in its alpha's place. */
static void
luminance (const gfloat *edit, const gfloat *layer, gfloat *result, gfloat neutral)
{
  const gfloat ratio
      = fabsf (edit[3]) > EPSILON ? CLAMP (layer[3] / edit[3], -1 / EPSILON, 1 / EPSILON) : 0.0f;

  for (gint c = 0; c < 3; c++)
    result[c] = edit[c] * ratio;
}

static void
lch_lightness (const gfloat *edit, const gfloat *layer, gfloat *result, gfloat neutral)
{
  result[0] = layer[0];
  result[1] = edit[1];
  result[2] = edit[2];
}

static void
hsv_value (const gfloat *edit, const gfloat *layer, gfloat *result, gfloat neutral)
{
  const gfloat before = MAX (edit[0], MAX (edit[1], edit[2]));
  const gfloat after = MAX (layer[0], MAX (layer[1], layer[2]));

  for (gint c = 0; c < 3; c++)
    result[c] = fabsf (before) > EPSILON ? edit[c] * (after / before) : after;
}

static const struct
{
  Blend blend;
  const gchar *encoding; /* four components; NULL: the one the pixels come in */
} modes[] = {
  [RETEXTURE_COMPOSITION_SOFT_LIGHT] = { soft_light },
  [RETEXTURE_COMPOSITION_OVERLAY] = { overlay },
  [RETEXTURE_COMPOSITION_GRAIN_MERGE] = { grain_merge },
  [RETEXTURE_COMPOSITION_LUMINANCE] = { luminance, "RGBA float" },
  [RETEXTURE_COMPOSITION_LCH_LIGHTNESS] = { lch_lightness, "CIE Lab alpha float" },
  [RETEXTURE_COMPOSITION_HSV_VALUE] = { hsv_value },
};

gfloat
retexture_blend_modes_grain_neutral (const Babl *stored)
{
  const Babl *model = babl_format_get_model (stored);
  const gboolean eight_bit = babl_format_get_type (stored, 0) == babl_type ("u8");
  const gboolean linear = babl_get_model_flags (model) & BABL_MODEL_FLAG_LINEAR;

  return eight_bit && !linear ? 128.0f / 255.0f : 0.5f;
}

/* Four floats a pixel, in the mode's encoding. */
static gfloat *
encode (const gfloat *pixels,
        const Babl *format,
        const Babl *encoding,
        gboolean with_luminance,
        glong n)
{
  gfloat *encoded = gegl_scratch_new (gfloat, 4 * n);

  babl_process (babl_fish (format, encoding), pixels, encoded, n);
  if (with_luminance)
    {
      gfloat *values = gegl_scratch_new (gfloat, n);

      babl_process (babl_fish (format, babl_format_with_space ("Y float", format)), pixels, values,
                    n);
      for (glong i = 0; i < n; i++)
        encoded[4 * i + 3] = values[i];
      gegl_scratch_free (values);
    }
  return encoded;
}

void
retexture_blend_modes_apply (RetextureComposition mode,
                             const Babl *format,
                             const Babl *stored,
                             const gfloat *edit,
                             const gfloat *layer,
                             gfloat *result,
                             glong n)
{
  const Blend blend = modes[mode].blend;
  const gfloat neutral = retexture_blend_modes_grain_neutral (stored);

  if (!modes[mode].encoding)
    {
      for (glong i = 0; i < 4 * n; i += 4)
        blend (edit + i, layer + i, result + i, neutral);
    }
  else
    {
      const Babl *encoding = babl_format_with_space (modes[mode].encoding, format);
      const gboolean with_luminance = mode == RETEXTURE_COMPOSITION_LUMINANCE;
      gfloat *below = encode (edit, format, encoding, with_luminance, n);
      gfloat *above = encode (layer, format, encoding, with_luminance, n);

      for (glong i = 0; i < 4 * n; i += 4)
        {
          blend (below + i, above + i, below + i, neutral);
          below[i + 3] = 1.0f;
        }
      babl_process (babl_fish (encoding, format), below, result, n);
      gegl_scratch_free (above);
      gegl_scratch_free (below);
    }
}
