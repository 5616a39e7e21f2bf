/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Imperfection Level: what must be laid over the edit ("input") to give it the texture of a level,
 * from a poreless finish to raw, of its original's ("aux"), or of its own where there is none
 * (common/level/level-rendering.h). What has to be known of the pictures is in `analysis`, a
 * RetextureImperfection.
 */
#include <glib/gi18n-lib.h>

#include "surface.h"

#ifdef GEGL_PROPERTIES

/* A list of declarations, which is no C yet. */
/* clang-format off */

property_double (level, _ ("Level"), 3.0)
  description (_ ("From 1, a poreless finish, over 3, natural, to 5, raw; higher leaves more pores, lines, blotches and marks"))
  value_range (1.0, 5.0)
  ui_digits (2)

property_enum (surface, _ ("Surface"), RetextureSurface, retexture_surface, RETEXTURE_SURFACE_SKIN)
  description (_ ("On what it applies, recognised by its colour; lashes, brows, lips and hair are left alone in any case"))

property_double (size, _ ("Height of the face"), 0.0)
  description (_ ("Height of the face or object in pixels, by which pores, lines and blotches are told apart; higher takes coarser detail for them, 0 is what the picture says"))
  value_range (0.0, 20000.0)
  ui_gamma (3.0)
  ui_digits (0)

property_double (keep, _ ("Keep permanent marks"), 50.0)
  description (_ ("How much of moles and freckles is left at least, in percent, whatever the level; higher keeps more of them"))
  value_range (0.0, 100.0)
  ui_meta ("unit", "percent")

property_boolean (raise, _ ("Raise without an original"), FALSE)
  description (_ ("Where there is no original, plastic places first borrow healthy texture from the picture itself, so that the level can go up; off, it only goes down"))

#include "texture-layer-properties.h"

property_boolean (standalone, "Standalone", TRUE)
  description ("Without an analysis, it is made of the whole pictures; off, nothing changes then")
  ui_meta ("role", "internal")

#include "analysed-properties.h"

/* clang-format on */

#else

#define GEGL_OP_COMPOSER
#define GEGL_OP_NAME level
#define GEGL_OP_C_SOURCE level.c

#include "gegl-op.h"

#include "level-rendering.h"
#include "operation-frame.h"

/* With an original, what lies over it. */
static GeglRectangle
get_bounding_box (GeglOperation *operation)
{
  return gegl_operation_source_get_bounding_box (operation, "aux")
             ? retexture_frame_of_overlap (operation)
             : retexture_frame_of_input (operation);
}

static gint
get_reach (GeglOperation *operation)
{
  return retexture_level_reach ();
}

static GObject *
analyse (GeglBuffer *input, GeglBuffer *aux)
{
  return G_OBJECT (retexture_imperfection_new (input, aux, NULL, NULL));
}

static void
render (GeglOperation *operation, const RetextureDifference *difference)
{
  const RetextureLevelValues values = retexture_level_values_read (G_OBJECT (operation));
  const GeglRectangle frame = get_bounding_box (operation);
  g_autoptr (RetextureLevelSetup) setup
      = retexture_imperfection_get_setup (RETEXTURE_IMPERFECTION (difference->analysis), &values);
  RetexturePicturePair pair;

  retexture_picture_pair_init (&pair, difference->aux ? difference->aux : difference->input,
                               difference->input, &frame);
  retexture_level_render (&(RetextureLevelRecipe){ .setup = setup,
                                                   .pixel_size = difference->pixel_size,
                                                   .gain = difference->gain,
                                                   .neutral = difference->neutral },
                          &pair, difference->output, difference->area);
  retexture_picture_pair_clear (&pair);
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

  retexture_frame_set_up_analysed (klass, get_bounding_box, get_reach, process);
  gegl_operation_class_set_keys (
      operation_class, "name", "retexture:level", "title", _ ("Imperfection Level"), "categories",
      "retexture", "original", "aux", "confidence", "mask", "description",
      _ ("Gives skin the pores, lines, blotches and marks of a level, from a cover's poreless finish "
         "to raw"),
      NULL);
}

#endif
