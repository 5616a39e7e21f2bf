/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Groom: what must be laid over the edit ("input") to take flyaway hairs out of it
 * (common/finish/groom-rendering.h). What has to be known of the whole picture is in `analysis`, a
 * RetextureGroom.
 */
#include <glib/gi18n-lib.h>

#ifdef GEGL_PROPERTIES

/* A list of declarations, which is no C yet. */
/* clang-format off */

enum_start (retexture_groom_mass)
  enum_value (RETEXTURE_GROOM_FOUND, "found", N_ ("Found"))
  enum_value (RETEXTURE_GROOM_SELECTED, "selection", N_ ("What is selected"))
enum_end (RetextureGroomMass)

property_double (amount, _ ("Amount"), 100.0)
  description (_ ("How much of each flyaway hair goes, in percent; higher leaves less of it"))
  value_range (0.0, 100.0)
  ui_meta ("unit", "percent")

property_enum (mass, _ ("Mass of hair"), RetextureGroomMass, retexture_groom_mass, RETEXTURE_GROOM_FOUND)
  description (_ ("From where hairs fly away: found, as what has fine lines and one colour around the face; or select the hair roughly yourself"))

property_double (width, _ ("Widest hair"), 4.0)
  description (_ ("How wide hairs are at most, in pixels of the picture; higher takes broader strands out, too"))
  value_range (0.7, 8.0)
  ui_digits (1)

property_double (distance, _ ("Distance"), 0.0)
  description (_ ("How far from the mass a hair may fly that does not reach it, in pixels of the picture; higher finds some further away, 0 is an eighth of the picture's shorter side"))
  value_range (0.0, 10000.0)
  ui_gamma (3.0)
  ui_digits (0)

property_double (sensitivity, _ ("Sensitivity"), 50.0)
  description (_ ("Higher finds fainter hairs, and more that are none, in percent"))
  value_range (0.0, 100.0)
  ui_meta ("unit", "percent")

property_boolean (inside, _ ("Inside the outline, too"), FALSE)
  description (_ ("Takes out hairs that lie over the mass itself or over the face, where the ground is calm"))

#include "texture-layer-properties.h"
#undef RETEXTURE_USUAL_SCALE

property_boolean (standalone, "Standalone", TRUE)
  description ("Without an analysis, it is made of the whole picture; off, nothing changes then")
  ui_meta ("role", "internal")

#include "analysed-properties.h"

/* clang-format on */

#else

#define GEGL_OP_COMPOSER
#define GEGL_OP_NAME groom
#define GEGL_OP_C_SOURCE groom.c

#include "gegl-op.h"

#include "groom-rendering.h"
#include "operation-frame.h"

static gint
get_reach (GeglOperation *operation)
{
  return retexture_groom_reach ();
}

static GObject *
analyse (GeglBuffer *input, GeglBuffer *aux)
{
  return G_OBJECT (retexture_groom_new (input, NULL, NULL));
}

static void
render (GeglOperation *operation, const RetextureDifference *difference)
{
  const RetextureGroomValues values = retexture_groom_values_read (G_OBJECT (operation));
  g_autoptr (RetextureGroomSetup) setup
      = retexture_groom_get_setup (RETEXTURE_GROOM (difference->analysis), &values);

  retexture_groom_render (&(RetextureGroomRecipe){ .setup = setup,
                                                   .amount = values.amount,
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
      operation_class, "name", "retexture:groom", "title", _ ("Groom"), "categories", "retexture",
      "description",
      _ ("Takes single hairs out that fly away from the mass, and puts tone and texture of the ground in "
         "their place"),
      NULL);
}

#endif
