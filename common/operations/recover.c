/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Recover: the texture an edit ("input") lost, from where it is best had: the original ("aux")
 * where it shows the same, healthy texture nearby where it does not, and the photograph's grain
 * over what is left. The output is the finished picture; or, by `part`, one of the textures that
 * are laid over the edit, or its mask (common/recover/recover-rendering.h). What has to be known of
 * the pictures is in `analysis`, a RetextureRecovery.
 */
#include <glib/gi18n-lib.h>

#include "engine.h"
#include "parts.h"

#ifdef GEGL_PROPERTIES

/* A list of declarations, which is no C yet. */
/* clang-format off */

/* As in surface.h, but for the first. */
enum_start (retexture_recover_surface)
  enum_value (RETEXTURE_RECOVER_ANY, "automatic", N_ ("Automatic"))
  enum_value (RETEXTURE_RECOVER_SKIN, "skin", N_ ("Skin"))
  enum_value (RETEXTURE_RECOVER_METAL, "metal", N_ ("Metal"))
  enum_value (RETEXTURE_RECOVER_CLOTH, "cloth", N_ ("Cloth"))
enum_end (RetextureRecoverSurface)

enum_start (retexture_recover_tone)
  enum_value (RETEXTURE_RECOVER_ALL, "all", N_ ("All channels"))
  enum_value (RETEXTURE_RECOVER_LUMINANCE, "luminance", N_ ("Luminance only"))
enum_end (RetextureRecoverTone)

/* As in align.c. */
enum_start (retexture_recover_model)
  enum_value (RETEXTURE_RECOVER_AUTOMATIC, "automatic", N_ ("Automatic: the simplest that fits"))
  enum_value (RETEXTURE_RECOVER_TRANSLATION, "translation", N_ ("Shift"))
  enum_value (RETEXTURE_RECOVER_SIMILARITY, "similarity", N_ ("Shift, scale and turn"))
  enum_value (RETEXTURE_RECOVER_AFFINE, "affine", N_ ("Shift, scale, turn and shear"))
  enum_value (RETEXTURE_RECOVER_LOCAL, "local", N_ ("Each place by itself, too"))
enum_end (RetextureRecoverModel)

property_double (amount, _ ("Amount"), 100.0)
  description (_ ("Strength of the texture in percent of what was lost; higher brings more back, above 100 more than there was"))
  value_range (0.0, 200.0)
  ui_meta ("unit", "percent")

property_double (radius, _ ("Radius"), 0.0)
  description (_ ("Where texture ends and tone begins, as standard deviation in pixels; higher brings back coarser detail, 0 is what the two pictures say"))
  value_range (0.0, 50.0)
  ui_gamma (3.0)
  ui_meta ("unit", "pixel-distance")

property_enum (surface, _ ("Surface"), RetextureRecoverSurface, retexture_recover_surface, RETEXTURE_RECOVER_ANY)
  description (_ ("Which kind of surface is given borrowed texture, recognised by its colour; automatic takes all that was changed, or without an original what is selected, and skin where there is some"))

property_boolean (protect, _ ("Protect what was removed"), TRUE)
  description (_ ("Returns nothing of the original where the edit changed the picture itself, such as a spot or a strand that was removed"))

property_boolean (borrow, _ ("Borrow where needed"), TRUE)
  description (_ ("Lays healthy texture from nearby where the original's does not belong, or where there is no original"))

property_boolean (match_grain, _ ("Match grain"), TRUE)
  description (_ ("Adds the photograph's own grain where it is still missing"))

property_enum (tone, _ ("Texture from"), RetextureRecoverTone, retexture_recover_tone, RETEXTURE_RECOVER_ALL)
  description (_ ("All channels return texture with its colour; luminance only leaves the edit's colour alone"))
  ui_meta ("role", "advanced")

property_enum (model, _ ("Motion"), RetextureRecoverModel, retexture_recover_model, RETEXTURE_RECOVER_LOCAL)
  description (_ ("How the edit may have moved against the original; sizes that differ are always made up for"))
  ui_meta ("role", "advanced")

property_enum (engine, _ ("Borrow as"), RetextureEngine, retexture_engine, RETEXTURE_ENGINE_AUTOMATIC)
  description (_ ("Texture without form is mixed anew from the donor; texture with form is laid in patches of it that fit together. Automatic takes what looks more like the surroundings"))
  ui_meta ("role", "advanced")
  ui_meta ("sensitive", "borrow {TRUE}")

property_int (choice, _ ("Donor"), 1)
  description (_ ("Which of the regions that were found texture is borrowed from; 1 is the best, higher ones fit less well"))
  value_range (1, 8)
  ui_meta ("role", "advanced")
  ui_meta ("sensitive", "borrow {TRUE}")

property_boolean (follow, _ ("Follow the form"), FALSE)
  description (_ ("Turns the borrowed texture as the form runs: along creases, around a ring"))
  ui_meta ("role", "advanced")
  ui_meta ("sensitive", "borrow {TRUE}")

property_double (patch, _ ("Patch size"), 32.0)
  description (_ ("Side of the patches that are fitted together, in pixels; higher keeps larger forms whole"))
  value_range (12.0, 128.0)
  ui_meta ("unit", "pixel-distance")
  ui_meta ("role", "advanced")
  ui_meta ("sensitive", "engine {automatic,structured}")

property_double (grain, _ ("Grain strength"), 100.0)
  description (_ ("How much of the missing grain is added, in percent; higher is grainier"))
  value_range (0.0, 300.0)
  ui_meta ("unit", "percent")
  ui_meta ("role", "advanced")
  ui_meta ("sensitive", "match-grain {TRUE}")

property_int (seed, _ ("Seed"), 1)
  description (_ ("Another number lays borrowed texture and grain differently"))
  value_range (0, G_MAXINT)
  ui_meta ("role", "advanced")

#define RETEXTURE_USUAL_SCALE 1.0
#include "texture-layer-properties.h"
#undef RETEXTURE_USUAL_SCALE

property_int (part, "Part", RETEXTURE_PART_JOINED)
  description ("What to make: -1 the finished picture, 1 to 3 recovered, borrowed texture and grain, 11 to 13 their masks, 20 the shares of the three, 21 a map of them, 99 all texture")
  value_range (RETEXTURE_PART_JOINED, RETEXTURE_PART_TEXTURE)
  ui_meta ("role", "internal")

property_boolean (standalone, "Standalone", TRUE)
  description ("Without an analysis, it is made of the whole pictures, of the original as it lies; off, nothing changes then")
  ui_meta ("role", "internal")

#include "analysed-properties.h"

/* clang-format on */

#else

#define GEGL_OP_COMPOSER
#define GEGL_OP_NAME recover
#define GEGL_OP_C_SOURCE recover.c

#include "gegl-op.h"

#include "operation-frame.h"
#include "recover-rendering.h"

static gboolean
is_mask (gint part)
{
  return part >= RETEXTURE_PART_RECOVERED_MASK && part <= RETEXTURE_PART_GRAIN_MASK;
}

static void
prepare (GeglOperation *operation)
{
  const Babl *space = gegl_operation_get_source_space (operation, "input");

  retexture_frame_keep_format (operation);
  if (is_mask (GEGL_PROPERTIES (operation)->part))
    gegl_operation_set_format (operation, "output", babl_format_with_space ("Y float", space));
}

static gint
get_reach (GeglOperation *operation)
{
  RetextureRecoverRecipe recipe = retexture_recover_read_recipe (G_OBJECT (operation));
  const gint reach = retexture_recover_reach (&recipe);

  retexture_recover_recipe_clear (&recipe);
  return reach;
}

static RetextureRecoverRecipe
read_recipe (GeglOperation *operation, GeglBuffer *input, GeglBuffer *aux)
{
  g_autoptr (RetextureRecovery) own = NULL;

  if (!retexture_frame_looks_at_all (operation))
    return retexture_recover_read_recipe (G_OBJECT (operation));
  own = retexture_recovery_new (input, aux, NULL, aux, NULL, NULL);
  return retexture_recover_read_recipe_for (G_OBJECT (operation), own);
}

static gboolean
process (GeglOperation *operation,
         GeglBuffer *input,
         GeglBuffer *aux,
         GeglBuffer *output,
         const GeglRectangle *area,
         gint level)
{
  const RetexturePartTarget target = { GEGL_PROPERTIES (operation)->part, output };
  RetextureRecoverRecipe recipe;

  if (!input)
    return FALSE;
  recipe = read_recipe (operation, input, aux);
  retexture_recover_render (&recipe, input, aux, &target, 1, area);
  retexture_recover_recipe_clear (&recipe);
  return TRUE;
}

static void
gegl_op_class_init (GeglOpClass *klass)
{
  GeglOperationClass *operation_class = GEGL_OPERATION_CLASS (klass);

  retexture_frame_set_up_analysed (klass, retexture_frame_of_input, get_reach, process);
  operation_class->prepare = prepare;

  gegl_operation_class_set_keys (
      operation_class, "name", "retexture:recover", "title", _ ("Recover"), "categories",
      "retexture", "original", "aux", "align", "always", "mask", "selection", "parts", "sources",
      "description",
      _ ("Brings back the texture that an edit lost: the original's own where it belongs, borrowed "
         "texture where it does not, and grain over what is left"),
      NULL);
}

#endif
