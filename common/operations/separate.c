/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Frequency Separation: one layer of a stack that adds up to the picture ("input") exactly, or the
 * stack put together again, where "aux" may be an edited tone layer:
 *
 *   joined = (aux or low) + texture of all bands
 *
 * Which layer is `part`'s to say; common/split.h has its values and the order of the stack. The
 * arithmetic is that of the format itself, in the numbers it stores (common/split-arithmetic.h).
 */
#include <glib/gi18n-lib.h>

#include "split.h"

#ifdef GEGL_PROPERTIES

/* A list of declarations, which is no C yet. */
/* clang-format off */

property_double (radius, _ ("Radius"), 4.0)
  description (_ ("Where texture ends and tone begins, as standard deviation in pixels; higher moves coarser detail into the texture layer"))
  value_range (0.3, 100.0)
  ui_gamma (3.0)
  ui_meta ("unit", "pixel-distance")

property_enum (filter, _ ("Filter"), RetextureSplitFilter, retexture_split_filter, RETEXTURE_SPLIT_FILTER_GAUSSIAN)
  description (_ ("Gaussian is the classic recipe and rings at strong edges; edge-aware keeps strong edges whole in the tone layer"))

property_double (tolerance, _ ("Edge tolerance"), 4.0)
  description (_ ("Contrast, in percent of the scale, above which an edge stays in the tone layer; higher moves stronger edges into the texture (edge-aware only)"))
  value_range (0.1, 20.0)
  ui_gamma (2.0)
  ui_meta ("unit", "percent")
  ui_meta ("sensitive", "filter {edge-aware}")

property_int (bands, _ ("Bands"), 2)
  description (_ ("Number of layers; higher divides the texture further, each band twice as coarse as the one before"))
  value_range (2, RETEXTURE_SPLIT_MAX_BANDS)

property_enum (mode, _ ("Mode"), RetextureSplitMode, retexture_split_mode, RETEXTURE_SPLIT_MODE_AUTOMATIC)
  description (_ ("Blend mode of the texture layers; automatic takes Grain Merge where it is exact, in 8-bit gamma without alpha, and Linear Light, which Grain Merge falls back to, everywhere else"))
  ui_meta ("role", "advanced")

property_enum (precision, _ ("Precision"), RetextureSplitPrecision, retexture_split_precision, RETEXTURE_SPLIT_PRECISION_KEEP)
  description (_ ("Precision of the layers; higher leaves room for edits without banding, and a precision is never lowered"))
  ui_meta ("role", "advanced")

property_boolean (lock_high, _ ("Lock texture, select tone"), TRUE)
  description (_ ("Lock the pixels of the texture layers and select the tone layer, ready to be edited"))
  ui_meta ("role", "advanced")

property_int (part, "Part", RETEXTURE_PART_JOINED)
  description ("Which layer to make: -1 all joined, 0 tone, from 1 texture, 99 all texture, 100 rounding, 101 halo meter, 102 clipped texture")
  value_range (RETEXTURE_PART_JOINED, RETEXTURE_PART_CLIPPED)
  ui_meta ("role", "internal")

/* clang-format on */

#else

#define GEGL_OP_COMPOSER
#define GEGL_OP_NAME separate
#define GEGL_OP_C_SOURCE separate.c

#include "gegl-op.h"

#include "operation-frame.h"
#include "split-rendering.h"

static void
prepare (GeglOperation *operation)
{
  const Babl *picture = gegl_operation_get_source_format (operation, "input");
  const RetextureSplitSettings settings = retexture_split_settings_of (G_OBJECT (operation));

  gegl_operation_set_format (operation, "output",
                             picture ? retexture_split_output_format (picture, settings.precision)
                                     : babl_format ("R'G'B'A float"));
}

static GeglRectangle
around (GeglOperation *operation, const GeglRectangle *area)
{
  const RetextureSplitSettings settings = retexture_split_settings_of (G_OBJECT (operation));
  const gint reach = retexture_split_reach (&settings, GEGL_PROPERTIES (operation)->part);

  return retexture_frame_grow (area, reach);
}

static GeglRectangle
get_required_for_output (GeglOperation *operation, const gchar *pad, const GeglRectangle *area)
{
  return g_str_equal (pad, "input") ? around (operation, area) : *area;
}

static gboolean
process (GeglOperation *operation,
         GeglBuffer *input,
         GeglBuffer *aux,
         GeglBuffer *output,
         const GeglRectangle *area,
         gint level)
{
  const RetextureSplitSettings settings = retexture_split_settings_of (G_OBJECT (operation));

  if (!input)
    return FALSE;
  retexture_split_render (input, aux, output, area, &settings, GEGL_PROPERTIES (operation)->part);
  return TRUE;
}

static void
gegl_op_class_init (GeglOpClass *klass)
{
  GeglOperationClass *operation_class = GEGL_OPERATION_CLASS (klass);

  retexture_frame_set_up (klass, retexture_frame_of_input, get_required_for_output, process);
  operation_class->prepare = prepare;

  gegl_operation_class_set_keys (
      operation_class, "name", "retexture:separate", "title", _ ("Frequency Separation"),
      "categories", "retexture", "parts", "split", "description",
      _ ("Splits a picture into tone and texture layers that add up to it exactly, and joins them again"),
      NULL);
}

#endif
