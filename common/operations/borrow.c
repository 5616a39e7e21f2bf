/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Borrow Texture: the texture of a healthy region, as pixels to lay over the edit ("input"):
 *
 *   texture = neutral + amount * strength (x, y) * borrowed (x, y) / scale
 *
 * in gamma-encoded values of the edit's space. `borrowed` has the donor's look and a deviation of
 * 1; `strength` is the donor's, as it goes with tone there and with the healthy surroundings of the
 * target, less what the edit still has. Where to borrow from is in `analysis` (borrowing.h); a
 * second picture ("aux") may be connected, and is for those who analyse.
 */
#include <glib/gi18n-lib.h>

#include "engine.h"

#ifdef GEGL_PROPERTIES

/* A list of declarations, which is no C yet. */
/* clang-format off */

property_double (amount, _ ("Amount"), 100.0)
  description (_ ("Strength of the borrowed texture in percent of the healthy one around; higher is stronger"))
  value_range (0.0, 200.0)
  ui_meta ("unit", "percent")

property_double (radius, _ ("Radius"), 4.0)
  description (_ ("Where texture ends and tone begins, as standard deviation in pixels; higher borrows coarser detail"))
  value_range (0.5, 50.0)
  ui_gamma (3.0)
  ui_meta ("unit", "pixel-distance")

property_enum (engine, _ ("Texture"), RetextureEngine, retexture_engine, RETEXTURE_ENGINE_AUTOMATIC)
  description (_ ("Texture without form is mixed anew from the donor; texture with form is laid in patches of it that fit together. Automatic takes what looks more like the surroundings"))

property_double (size, _ ("Texture size"), 100.0)
  description (_ ("Size of the borrowed texture in percent of the donor's; higher is coarser"))
  value_range (25.0, 400.0)
  ui_gamma (2.0)
  ui_meta ("unit", "percent")

property_int (choice, _ ("Donor"), 1)
  description (_ ("Which of the regions that were found texture is borrowed from; 1 is the best, higher ones fit less well"))
  value_range (1, 8)

property_boolean (follow, _ ("Follow the form"), FALSE)
  description (_ ("Turns the texture as the form runs: along creases, around a ring"))

property_double (match, _ ("Match surroundings"), 100.0)
  description (_ ("How far the strength goes with the healthy surroundings instead of the donor, in percent"))
  value_range (0.0, 100.0)
  ui_meta ("unit", "percent")
  ui_meta ("role", "advanced")

property_boolean (colour, _ ("Colour"), FALSE)
  description (_ ("Borrows the texture's colour, too; off, only its light and dark"))
  ui_meta ("role", "advanced")

property_boolean (mirror, _ ("Mirrored copies"), TRUE)
  description (_ ("Uses the donor mirrored as well, for more variety, unless its texture leans one way"))
  ui_meta ("role", "advanced")

property_double (patch, _ ("Patch size"), 32.0)
  description (_ ("Side of the patches that are fitted together, in pixels; higher keeps larger forms whole"))
  value_range (12.0, 128.0)
  ui_meta ("unit", "pixel-distance")
  ui_meta ("role", "advanced")
  ui_meta ("sensitive", "engine {automatic,structured}")

property_int (seed, _ ("Seed"), 1)
  description (_ ("Another number lays the same texture differently"))
  value_range (0, G_MAXINT)
  ui_meta ("role", "advanced")

#include "donor-rectangle-properties.h"
#include "texture-layer-properties.h"

#include "analysed-properties.h"

/* clang-format on */

#else

#define GEGL_OP_COMPOSER
#define GEGL_OP_NAME borrow
#define GEGL_OP_C_SOURCE borrow.c

#include "gegl-op.h"

#include "borrow-rendering.h"
#include "neutral.h"
#include "operation-frame.h"
#include "texture-presence.h"

/* ---- the operation ---- */

static GeglRectangle
get_required_for_output (GeglOperation *operation, const gchar *pad, const GeglRectangle *area)
{
  const gint reach = retexture_presence_reach (GEGL_PROPERTIES (operation)->radius);

  if (!g_str_equal (pad, "input"))
    return *GEGL_RECTANGLE (0, 0, 0, 0);
  return retexture_frame_grow (area, reach);
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
  RetextureBorrowRecipe recipe = {
    .extent = retexture_frame_of_input (operation),
    .seed = o->seed,
    .amount = o->amount / 100.0,
    .scale = o->scale,
    .match = o->match / 100.0,
    .neutral = retexture_neutral_value (gegl_buffer_get_format (output), o->offset),
  };

  if (RETEXTURE_IS_BORROWING (o->analysis)
      && retexture_borrowing_read_recipe (RETEXTURE_BORROWING (o->analysis), G_OBJECT (operation),
                                          &recipe.exemplar, NULL))
    recipe.borrowing = RETEXTURE_BORROWING (o->analysis);
  retexture_borrow_render (&recipe, input, output, area);
  return TRUE;
}

static void
gegl_op_class_init (GeglOpClass *klass)
{
  GeglOperationClass *operation_class = GEGL_OPERATION_CLASS (klass);

  retexture_frame_set_up (klass, retexture_frame_of_input, get_required_for_output, process);

  gegl_operation_class_set_keys (
      operation_class, "name", "retexture:borrow", "title", _ ("Borrow Texture"), "categories",
      "retexture", "mask", "selection", "description",
      _ ("Lays the texture of a healthy region, and only its texture, over areas that have lost "
         "theirs"),
      NULL);
}

#endif
