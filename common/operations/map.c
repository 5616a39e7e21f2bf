/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Map Original Texture: the texture of the original, as pixels to lay over the edit.
 *
 *   texture = offset + amount * (original - Gaussian (original, radius)) / scale
 *
 * in gamma-encoded values of the edit's space; what Photoshop's Apply Image makes with
 * Subtract, scale 2, offset 128 when its second picture is the blurred original. The edit ("input")
 * lends only its extent and its format; the original is "aux"; the result covers their overlap.
 */
#include <glib/gi18n-lib.h>

#ifdef GEGL_PROPERTIES

/* A list of declarations, which is no C yet. */
/* clang-format off */

enum_start (retexture_tone)
  enum_value (RETEXTURE_TONE_ALL, "all", N_ ("All channels"))
  enum_value (RETEXTURE_TONE_LUMINANCE, "luminance", N_ ("Luminance only"))
enum_end (RetextureTone)

property_double (amount, _ ("Amount"), 100.0)
  description (_ ("Strength of the returned texture in percent; higher brings more back, above 100 more than there was"))
  value_range (0.0, 200.0)
  ui_meta ("unit", "percent")

property_double (radius, _ ("Radius"), 4.0)
  description (_ ("Where texture ends and tone begins, as standard deviation in pixels; higher brings back coarser detail"))
  value_range (0.3, 100.0)
  ui_gamma (3.0)
  ui_meta ("unit", "pixel-distance")

property_enum (tone, _ ("Texture from"), RetextureTone, retexture_tone, RETEXTURE_TONE_ALL)
  description (_ ("All channels return texture with its colour; luminance only leaves the edit's colour alone"))

#include "texture-layer-properties.h"

/* clang-format on */

#else

#define GEGL_OP_COMPOSER
#define GEGL_OP_NAME map
#define GEGL_OP_C_SOURCE map.c

#include "gegl-op.h"

#include "operation-frame.h"
#include "gaussian-kernel.h"
#include "gaussian.h"
#include "luma.h"
#include "neutral.h"
#include "vector.h"

#include <math.h>

typedef struct
{
  gfloat gain;
  gfloat neutral;
} Mapping;

/* What the blur's own rounding leaves of a flat area, relative to its value: no texture. */
#define ROUNDING 1e-6f

static inline gfloat
difference (gfloat pixel, gfloat blurred)
{
  const gfloat value = pixel - blurred;

  return fabsf (value) < ROUNDING * (1.0f + fabsf (blurred)) ? 0.0f : value;
}

/* A transparent original has no texture to give: the difference fades with its alpha. */
static inline void
map_pixels (gfloat *pixels,
            const gfloat *blurred,
            gint n,
            gint channels,
            gboolean luminance,
            const Mapping *mapping)
{
  for (gint i = 0; i < channels * n; i += channels)
    {
      gfloat *pixel = pixels + i;
      const gfloat gain = channels == 4 ? mapping->gain * pixel[3] : mapping->gain;
      gfloat d[3];

      for (gint c = 0; c < 3; c++)
        d[c] = difference (pixel[c], blurred[i + c]);
      /* Luminosity as Photoshop weighs it; the blur is linear, so the difference may be weighed. */
      if (luminance)
        d[0] = d[1] = d[2] = retexture_luma (d);
      for (gint c = 0; c < 3; c++)
        pixel[c] = mapping->neutral + gain * d[c];
      if (channels == 4)
        pixel[3] = 1.0f;
    }
}

/* One good loop for each case: the compiler sees the constants. */
RETEXTURE_VECTOR static void
map_all_channels (gfloat *pixels, const gfloat *blurred, gint n, gint channels, gpointer mapping)
{
  if (channels == 4)
    map_pixels (pixels, blurred, n, 4, FALSE, mapping);
  else
    map_pixels (pixels, blurred, n, 3, FALSE, mapping);
}

RETEXTURE_VECTOR static void
map_luminance (gfloat *pixels, const gfloat *blurred, gint n, gint channels, gpointer mapping)
{
  if (channels == 4)
    map_pixels (pixels, blurred, n, 4, TRUE, mapping);
  else
    map_pixels (pixels, blurred, n, 3, TRUE, mapping);
}

static GeglRectangle
around (GeglOperation *operation, const GeglRectangle *area)
{
  const gint reach = retexture_gaussian_reach (GEGL_PROPERTIES (operation)->radius);

  return retexture_frame_grow (area, reach);
}

static GeglRectangle
get_required_for_output (GeglOperation *operation, const gchar *pad, const GeglRectangle *area)
{
  if (g_str_equal (pad, "aux"))
    return around (operation, area);
  return *GEGL_RECTANGLE (0, 0, 0, 0);
}

static GeglRectangle
get_invalidated_by_change (GeglOperation *operation, const gchar *pad, const GeglRectangle *area)
{
  return g_str_equal (pad, "aux") ? around (operation, area) : *area;
}

static gboolean
process (GeglOperation *operation,
         GeglBuffer *input,
         GeglBuffer *aux,
         GeglBuffer *output,
         const GeglRectangle *area,
         gint level)
{
  const GeglProperties *o = GEGL_PROPERTIES (operation);
  Mapping mapping = {
    .gain = o->amount / 100.0 / o->scale,
    .neutral = retexture_neutral_value (gegl_buffer_get_format (output), o->offset),
  };

  if (!aux)
    return FALSE;

  retexture_gaussian_render (aux, output, area, o->radius,
                             o->tone == RETEXTURE_TONE_LUMINANCE ? map_luminance : map_all_channels,
                             &mapping);

  return TRUE;
}

static void
gegl_op_class_init (GeglOpClass *klass)
{
  GeglOperationClass *operation_class = GEGL_OPERATION_CLASS (klass);
  GeglOperationComposerClass *composer_class = GEGL_OPERATION_COMPOSER_CLASS (klass);

  operation_class->prepare = retexture_frame_keep_format;
  operation_class->get_bounding_box = retexture_frame_of_overlap;
  operation_class->get_required_for_output = get_required_for_output;
  operation_class->get_invalidated_by_change = get_invalidated_by_change;
  /* The renderer spreads its own bands over the threads. */
  operation_class->threaded = FALSE;
  composer_class->process = process;

  gegl_operation_class_set_keys (
      operation_class, "name", "retexture:map", "title", _ ("Map Original Texture"), "categories",
      "retexture", "description",
      _ ("Returns the fine texture of the untouched original to an edit that has lost it"), NULL);
}

#endif
