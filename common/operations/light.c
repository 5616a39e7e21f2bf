/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Light: what must be laid over the edit ("input") to even out its tone, to shape its light and
 * shade, and to give it another finish, without touching its texture
 * (common/finish/tone-rendering.h). What has to be known of the whole picture is in `analysis`, a
 * RetextureLight.
 */
#include <glib/gi18n-lib.h>

#include "surface.h"

#ifdef GEGL_PROPERTIES

/* A list of declarations, which is no C yet. */
/* clang-format off */

/* As in light-fields.h. */
enum_start (retexture_light_finish)
  enum_value (RETEXTURE_LIGHT_NATURAL, "natural", N_ ("Natural"))
  enum_value (RETEXTURE_LIGHT_LUMINOUS, "luminous", N_ ("Luminous: light glows in the skin"))
  enum_value (RETEXTURE_LIGHT_DEWY, "dewy", N_ ("Dewy skin, polished metal"))
  enum_value (RETEXTURE_LIGHT_MATTE, "matte", N_ ("Matte skin, satin metal"))
enum_end (RetextureLightFinish)

property_double (even, _ ("Even out"), 40.0)
  description (_ ("How much of the blotches in tone and colour goes, in percent; higher leaves a more even complexion, and its texture as it is"))
  value_range (0.0, 100.0)
  ui_meta ("unit", "percent")

property_double (shape, _ ("Shape"), 0.0)
  description (_ ("Strengthens the large light and shade that model the face, in percent; below 0 it flattens them"))
  value_range (-100.0, 100.0)
  ui_meta ("unit", "percent")

property_enum (finish, _ ("Finish"), RetextureLightFinish, retexture_light_finish, RETEXTURE_LIGHT_NATURAL)
  description (_ ("What the surface makes of light: natural leaves it, luminous diffuses it, red furthest, dewy lifts the highlights, matte lowers them"))

property_double (strength, _ ("Strength"), 50.0)
  description (_ ("How much of the finish, in percent; higher is more of it"))
  value_range (0.0, 100.0)
  ui_meta ("unit", "percent")
  ui_meta ("sensitive", "finish {luminous,dewy,matte}")

property_double (key, _ ("Key light"), 0.0)
  description (_ ("A soft light from one side, in percent; higher makes that side brighter and the other darker"))
  value_range (0.0, 100.0)
  ui_meta ("unit", "percent")

property_double (angle, _ ("From"), 135.0)
  description (_ ("Where the key light comes from: 0 is the right, 90 above, 180 the left"))
  value_range (-360.0, 360.0)
  ui_range (-180.0, 180.0)
  ui_meta ("unit", "degree")
  ui_digits (0)

property_enum (surface, _ ("Surface"), RetextureSurface, retexture_surface, RETEXTURE_SURFACE_SKIN)
  description (_ ("On what it applies, recognised by its colour; lashes, brows and hair are left as they are"))

property_double (size, _ ("Height of the face"), 0.0)
  description (_ ("Height of the face or object in pixels, by which blotches and modelling are told apart; higher takes larger forms for blotches, 0 is what the picture says"))
  value_range (0.0, 20000.0)
  ui_gamma (3.0)
  ui_digits (0)

property_double (radius, _ ("Radius"), 4.0)
  description (_ ("Where texture ends and tone begins, as standard deviation in pixels of the picture; higher leaves coarser detail alone"))
  value_range (0.3, 100.0)
  ui_gamma (3.0)

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
#define GEGL_OP_NAME light
#define GEGL_OP_C_SOURCE light.c

#include "gegl-op.h"

#include "light-analysis.h"
#include "operation-frame.h"
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
  return G_OBJECT (retexture_light_new (input));
}

static void
render (GeglOperation *operation, const RetextureDifference *difference)
{
  const RetextureLightValues values = retexture_light_values_read (G_OBJECT (operation));
  g_autoptr (RetextureLightSetup) setup
      = retexture_light_get_setup (RETEXTURE_LIGHT (difference->analysis), &values, NULL);

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
      operation_class, "name", "retexture:light", "title", _ ("Light"), "categories", "retexture",
      "description",
      _ ("Evens out the tone of skin or metal, shapes its light and shade and changes its finish, "
         "without touching its texture"),
      NULL);
}

#endif
