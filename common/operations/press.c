/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Press: what must be laid over the edit ("input") to ease the folds of its cloth, of which the
 * weave, the drape, seams and prints stay (common/finish/folds.h). What has to be known of the
 * whole picture is in `analysis`, a RetexturePress.
 */
#include <glib/gi18n-lib.h>

#include "surface.h"

#ifdef GEGL_PROPERTIES

/* A list of declarations, which is no C yet. */
/* clang-format off */

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

property_enum (surface, _ ("Surface"), RetextureSurface, retexture_surface, RETEXTURE_SURFACE_CLOTH)
  description (_ ("On what it applies, recognised by its colour: cloth is all that is neither skin nor hair, so select the garment, or paint the mask"))

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

#include "operation-frame.h"
#include "press-analysis.h"
#include "tone-rendering.h"

static gint
get_reach (GeglOperation *operation)
{
  const GeglProperties *o = GEGL_PROPERTIES (operation);

  return retexture_tone_reach (o->radius / o->pixel_size);
}

static GObject *
analyse (GeglBuffer *input, GeglBuffer *aux)
{
  return G_OBJECT (retexture_press_new (input));
}

static void
render (GeglOperation *operation, const RetextureDifference *difference)
{
  const RetexturePressValues values = retexture_press_values_read (G_OBJECT (operation));
  g_autoptr (RetexturePressSetup) setup
      = retexture_press_get_setup (RETEXTURE_PRESS (difference->analysis), &values);

  retexture_tone_render (&(RetextureToneRecipe){ .fields = setup->fields,
                                                 .pixel_size = difference->pixel_size,
                                                 .gain = difference->gain,
                                                 .neutral = difference->neutral },
                         difference->input, difference->output, difference->area);
}

static gboolean
process (GeglOperation *operation,
         GeglBuffer *input,
         GeglBuffer *aux,
         GeglBuffer *output,
         const GeglRectangle *area,
         gint level)
{
  return retexture_frame_lay_difference (operation, input, aux, output, area, analyse, render);
}

static void
gegl_op_class_init (GeglOpClass *klass)
{
  GeglOperationClass *operation_class = GEGL_OPERATION_CLASS (klass);

  retexture_frame_set_up_analysed (klass, retexture_frame_of_input, get_reach, process);
  gegl_operation_class_set_keys (
      operation_class, "name", "retexture:press", "title", _ ("Press"), "categories", "retexture",
      "description",
      _ ("Eases the folds of cloth, and leaves its weave, its drape, seams and prints as they are"),
      NULL);
}

#endif
