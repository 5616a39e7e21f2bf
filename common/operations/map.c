/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Map Original Texture: the texture of the original, as pixels to lay over the edit.
 *
 *   texture = offset + amount * (original - Gaussian (original, radius)) / scale
 *
 * in gamma-encoded values of the edit's space; what Photoshop's Apply Image makes with
 * Subtract, scale 2, offset 128 when its second picture is the blurred original. The edit ("input")
 * lends only its extent and its format; the original is "aux"; the result covers their overlap.
 *
 * That is the recipe, which returns everything. What is missing is less, where the edit still has
 * texture of the original, or texture of its own, or another picture: see missing.h. What has to be
 * known of the two pictures for that is in `analysis`, a RetextureMissing.
 */
#include <glib/gi18n-lib.h>

#ifdef GEGL_PROPERTIES

/* A list of declarations, which is no C yet. */
/* clang-format off */

enum_start (retexture_tone)
  enum_value (RETEXTURE_TONE_ALL, "all", N_ ("All channels"))
  enum_value (RETEXTURE_TONE_LUMINANCE, "luminance", N_ ("Luminance only"))
enum_end (RetextureTone)

enum_start (retexture_returned)
  enum_value (RETEXTURE_RETURNED_MISSING, "missing", N_ ("What is missing"))
  enum_value (RETEXTURE_RETURNED_EVERYTHING, "everything", N_ ("Everything (the recipe)"))
enum_end (RetextureReturned)

property_double (amount, _ ("Amount"), 100.0)
  description (_ ("Strength of the returned texture in percent; higher brings more back, above 100 more than there was"))
  value_range (0.0, 200.0)
  ui_meta ("unit", "percent")

property_double (radius, _ ("Radius"), 4.0)
  description (_ ("Where texture ends and tone begins, as standard deviation in pixels; higher brings back coarser detail"))
  value_range (0.3, 100.0)
  ui_gamma (3.0)
  ui_meta ("unit", "pixel-distance")

property_enum (returned, _ ("Bring back"), RetextureReturned, retexture_returned, RETEXTURE_RETURNED_MISSING)
  description (_ ("What is missing adds texture only where the edit lost it, and leaves alone what it changed; everything doubles what the edit kept"))

property_enum (tone, _ ("Texture from"), RetextureTone, retexture_tone, RETEXTURE_TONE_ALL)
  description (_ ("All channels return texture with its colour; luminance only leaves the edit's colour alone"))

#include "texture-layer-properties.h"

property_boolean (standalone, "Standalone", TRUE)
  description ("Without an analysis, it is made of the whole pictures; off, nothing is missing then")
  ui_meta ("role", "internal")

#include "analysed-properties.h"

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
#include "missing-rendering.h"
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

/* ---- everything ---- */

static void
map_everything (const GeglProperties *o,
                GeglBuffer *aux,
                GeglBuffer *output,
                const GeglRectangle *area)
{
  Mapping mapping = {
    .gain = o->amount / 100.0 / o->scale,
    .neutral = retexture_neutral_value (gegl_buffer_get_format (output), o->offset),
  };

  retexture_gaussian_render (aux, output, area, o->radius,
                             o->tone == RETEXTURE_TONE_LUMINANCE ? map_luminance : map_all_channels,
                             &mapping);
}

/* ---- what is missing ---- */

/* NULL where nothing is known of the pictures. Kept from one rendering to the next. */
static const RetextureMissingRange *
keep_up (GeglProperties *o, GeglBuffer *input, GeglBuffer *aux)
{
  RetextureMissingRange *kept = o->user_data;
  const gdouble radius_px = o->radius * o->pixel_size;
  g_autoptr (RetextureMissing) missing = NULL;

  if (o->analysis)
    missing = g_object_ref (RETEXTURE_MISSING (o->analysis));
  else if (o->standalone)
    missing = retexture_missing_new (input, aux, NULL);

  if (!missing || !kept || kept->missing != missing || kept->radius_px != radius_px)
    {
      g_clear_pointer (&kept, retexture_missing_range_free);
      kept = missing ? retexture_missing_range_new (missing, radius_px) : NULL;
      o->user_data = kept;
    }
  return kept;
}

static void
map_missing (GeglOperation *operation,
             GeglBuffer *input,
             GeglBuffer *aux,
             GeglBuffer *output,
             const GeglRectangle *area)
{
  GeglProperties *o = GEGL_PROPERTIES (operation);
  const RetextureMissingRange *range = keep_up (o, input, aux);
  const gfloat neutral = retexture_neutral_value (gegl_buffer_get_format (output), o->offset);
  const GeglRectangle overlap = retexture_frame_of_overlap (operation);
  RetexturePicturePair pair;

  if (!range)
    {
      retexture_frame_fill (output, area, neutral);
      return;
    }
  retexture_picture_pair_init (&pair, aux, input, &overlap);
  retexture_missing_render (
      &(RetextureMissingRecipe){
          .range = range,
          .radius_px = o->radius,
          .pixel_size = o->pixel_size,
          .luminance = o->tone == RETEXTURE_TONE_LUMINANCE,
          .gain = o->amount / 100.0 / o->scale,
          .neutral = neutral,
      },
      &pair, output, area);
  retexture_picture_pair_clear (&pair);
}

/* ---- the operation ---- */

/* How far around an area the original, and the edit, are looked at; -1: not at all. */
static gint
reach_of (const GeglProperties *o, const gchar *pad)
{
  if (o->returned == RETEXTURE_RETURNED_MISSING)
    return retexture_missing_reach ();
  return g_str_equal (pad, "aux") ? retexture_gaussian_reach (o->radius) : -1;
}

/* Where everything returns, nothing has to be known. */
static gboolean
looks_at_all (GeglOperation *operation)
{
  return GEGL_PROPERTIES (operation)->returned == RETEXTURE_RETURNED_MISSING
         && retexture_frame_looks_at_all (operation);
}

static GeglRectangle
get_required_for_output (GeglOperation *operation, const gchar *pad, const GeglRectangle *area)
{
  const GeglProperties *o = GEGL_PROPERTIES (operation);
  const GeglRectangle *whole = gegl_operation_source_get_bounding_box (operation, pad);
  const gint reach = reach_of (o, pad);

  if (!whole || reach < 0)
    return *GEGL_RECTANGLE (0, 0, 0, 0);
  return looks_at_all (operation) ? *whole : retexture_frame_grow (area, reach);
}

static GeglRectangle
get_invalidated_by_change (GeglOperation *operation, const gchar *pad, const GeglRectangle *area)
{
  const GeglProperties *o = GEGL_PROPERTIES (operation);

  return looks_at_all (operation) ? retexture_frame_of_overlap (operation)
                                  : retexture_frame_grow (area, MAX (reach_of (o, pad), 0));
}

static GeglRectangle
get_cached_region (GeglOperation *operation, const GeglRectangle *area)
{
  return looks_at_all (operation) ? retexture_frame_of_overlap (operation) : *area;
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

  if (!aux || !input)
    return FALSE;
  if (o->returned == RETEXTURE_RETURNED_EVERYTHING)
    map_everything (o, aux, output, area);
  else
    map_missing (operation, input, aux, output, area);

  return TRUE;
}

static void
finalize (GObject *object)
{
  GeglProperties *o = GEGL_PROPERTIES (object);

  g_clear_pointer ((RetextureMissingRange **) &o->user_data, retexture_missing_range_free);
  G_OBJECT_CLASS (gegl_op_parent_class)->finalize (object);
}

static void
gegl_op_class_init (GeglOpClass *klass)
{
  GeglOperationClass *operation_class = GEGL_OPERATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = finalize;
  retexture_frame_set_up (klass, retexture_frame_of_overlap, get_required_for_output, process);
  operation_class->get_invalidated_by_change = get_invalidated_by_change;
  operation_class->get_cached_region = get_cached_region;

  gegl_operation_class_set_keys (
      operation_class, "name", "retexture:map", "title", _ ("Map Original Texture"), "categories",
      "retexture", "original", "aux", "confidence", "mask", "description",
      _ ("Returns the fine texture of the untouched original to an edit that has lost it"), NULL);
}

#endif
