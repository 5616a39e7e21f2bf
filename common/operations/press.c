/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Press: what must be laid over the edit ("input") to ease the folds of its cloth, of which the
 * weave, the drape, seams and prints stay (common/finish/folds.h). What has to be known of the
 * whole picture is in `analysis`, a RetexturePress.
 */
#include <glib/gi18n-lib.h>

#ifdef GEGL_PROPERTIES

/* A list of declarations, which is no C yet. */
/* clang-format off */

/* As in surface.h. */
enum_start (retexture_press_surface)
  enum_value (RETEXTURE_PRESS_ANY, "everything", N_ ("Everything"))
  enum_value (RETEXTURE_PRESS_SKIN, "skin", N_ ("Skin"))
  enum_value (RETEXTURE_PRESS_METAL, "metal", N_ ("Metal"))
  enum_value (RETEXTURE_PRESS_CLOTH, "cloth", N_ ("Cloth"))
enum_end (RetexturePressSurface)

property_double (amount, _ ("Amount"), 65.0)
  description (_ ("How much of the folds goes, in percent; higher presses the cloth flatter, 0 keeps them all"))
  value_range (0.0, 100.0)
  ui_meta ("unit", "percent")

property_double (width, _ ("Widest fold"), 0.0)
  description (_ ("How wide folds are at most, in pixels of the picture; higher takes more of the garment's own form for folds, 0 is a twelfth of the picture's shorter side"))
  value_range (0.0, 5000.0)
  ui_gamma (3.0)
  ui_digits (0)

property_double (radius, _ ("Radius"), 4.0)
  description (_ ("Where the weave ends, as standard deviation in pixels of the picture; higher leaves coarser cloth, and finer folds, alone"))
  value_range (0.3, 100.0)
  ui_gamma (3.0)

property_enum (surface, _ ("Surface"), RetexturePressSurface, retexture_press_surface, RETEXTURE_PRESS_CLOTH)
  description (_ ("On what it applies, recognised by its colour: cloth is all that is no skin, so select the garment, or paint the mask"))

#define RETEXTURE_USUAL_SCALE 1.0
#include "texture-layer-properties.h"
#undef RETEXTURE_USUAL_SCALE

property_boolean (standalone, "Standalone", TRUE)
  description ("Without an analysis, it is made of the whole picture; off, nothing changes then")
  ui_meta ("role", "internal")

#include "analysed-properties.h"

/* clang-format on */

#else

#define GEGL_OP_COMPOSER
#define GEGL_OP_NAME press
#define GEGL_OP_C_SOURCE press.c

#include "gegl-op.h"

#include "neutral.h"
#include "operation-frame.h"
#include "press-analysis.h"
#include "tone-rendering.h"

/* All of the picture has to be seen where the analysis is still to be made. */
static gboolean
looks_at_all (const GeglProperties *o)
{
  return !o->analysis && o->standalone;
}

static GeglRectangle
get_required_for_output (GeglOperation *operation, const gchar *pad, const GeglRectangle *area)
{
  const GeglProperties *o = GEGL_PROPERTIES (operation);
  const GeglRectangle *whole = gegl_operation_source_get_bounding_box (operation, pad);

  return whole && looks_at_all (o)
             ? *whole
             : retexture_frame_grow (area, retexture_tone_reach (o->radius / o->pixel_size));
}

static GeglRectangle
get_invalidated_by_change (GeglOperation *operation, const gchar *pad, const GeglRectangle *area)
{
  return looks_at_all (GEGL_PROPERTIES (operation))
             ? retexture_frame_of_input (operation)
             : get_required_for_output (operation, pad, area);
}

static GeglRectangle
get_cached_region (GeglOperation *operation, const GeglRectangle *area)
{
  return looks_at_all (GEGL_PROPERTIES (operation)) ? retexture_frame_of_input (operation) : *area;
}

static RetexturePress *
get_analysis (const GeglProperties *o, GeglBuffer *input)
{
  if (o->analysis)
    return g_object_ref (RETEXTURE_PRESS (o->analysis));
  return o->standalone ? retexture_press_new (input) : NULL;
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
  const gfloat neutral = retexture_neutral_value (gegl_buffer_get_format (output), o->offset);
  const RetexturePressValues values = retexture_press_values_read (G_OBJECT (operation));
  g_autoptr (RetexturePress) press = NULL;
  g_autoptr (RetexturePressSetup) setup = NULL;

  if (!input)
    return FALSE;
  press = get_analysis (o, input);
  if (!press)
    {
      retexture_frame_fill (output, area, neutral);
      return TRUE;
    }
  setup = retexture_press_get_setup (press, &values);
  retexture_tone_render (&(RetextureToneRecipe){ .fields = setup->fields,
                                                 .pixel_size = o->pixel_size,
                                                 .gain = 1.0 / o->scale,
                                                 .neutral = neutral },
                         input, output, area);
  return TRUE;
}

static void
gegl_op_class_init (GeglOpClass *klass)
{
  GeglOperationClass *operation_class = GEGL_OPERATION_CLASS (klass);

  retexture_frame_set_up (klass, retexture_frame_of_input, get_required_for_output, process);
  operation_class->get_invalidated_by_change = get_invalidated_by_change;
  operation_class->get_cached_region = get_cached_region;

  gegl_operation_class_set_keys (
      operation_class, "name", "retexture:press", "title", _ ("Press"), "categories", "retexture",
      "description",
      _ ("Eases the folds of cloth, and leaves its weave, its drape, seams and prints as they are"),
      NULL);
}

#endif
