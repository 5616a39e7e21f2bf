/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "recover-recipe.h"

#include "missing-grain.h"
#include "missing-rendering.h"
#include "neutral.h"
#include "texture-presence.h"

/* The level of no texture that Grain Merge has. */
#define MERGED_OFFSET 128.0

gboolean
retexture_recover_merges (const Babl *stored, gdouble scale, gdouble offset)
{
  const Babl *type = babl_format_get_type (stored, 0);
  const gboolean linear
      = babl_get_model_flags (babl_format_get_model (stored)) & BABL_MODEL_FLAG_LINEAR;

  return scale == 1.0 && offset == MERGED_OFFSET && !linear
         && (type == babl_type ("u8") || type == babl_type ("u16") || type == babl_type ("u32"));
}

gdouble
retexture_recover_neutral (const Babl *stored, gdouble scale, gdouble offset)
{
  return retexture_recover_merges (stored, scale, offset)
             ? MERGED_OFFSET / 255.0
             : retexture_neutral_value (stored, offset);
}

RetextureRecoverRecipe
retexture_recover_read_recipe (GObject *operation)
{
  g_autoptr (GObject) analysis = NULL;

  g_object_get (operation, "analysis", &analysis, NULL);
  return retexture_recover_read_recipe_for (
      operation, RETEXTURE_IS_RECOVERY (analysis) ? RETEXTURE_RECOVERY (analysis) : NULL);
}

RetextureRecoverRecipe
retexture_recover_read_recipe_for (GObject *operation, RetextureRecovery *recovery)
{
  RetextureRecoverRecipe recipe = { NULL };
  gdouble radius, amount, grain;
  gboolean protect, match;
  gint surface, tone, seed;

  g_object_get (operation, "radius", &radius, "amount", &amount, "protect", &protect, "borrow",
                &recipe.borrow, "match-grain", &match, "grain", &grain, "surface", &surface, "tone",
                &tone, "engine", &recipe.engine, "follow", &recipe.follow, "patch", &recipe.patch,
                "choice", &recipe.donor, "seed", &seed, "scale", &recipe.scale, "offset",
                &recipe.offset, "pixel-size", &recipe.pixel_size, NULL);
  recipe.amount = amount / 100.0;
  recipe.grain = match ? grain / 100.0 : 0.0;
  recipe.luminance = tone != 0;
  recipe.seed = seed;
  if (!recovery)
    return recipe;
  recipe.recovery = g_object_ref (recovery);
  recipe.radius
      = radius > 0.0 ? radius : retexture_recovery_get_radius (recipe.recovery) / recipe.pixel_size;
  recipe.setup = retexture_recovery_get_setup (recipe.recovery, recipe.radius * recipe.pixel_size,
                                               protect, surface);
  return recipe;
}

void
retexture_recover_recipe_clear (RetextureRecoverRecipe *self)
{
  g_clear_pointer (&self->setup, retexture_recovery_setup_unref);
  g_clear_object (&self->recovery);
}

RetextureBorrowing *
retexture_recover_get_borrowing (const RetextureRecoverRecipe *recipe)
{
  return recipe->borrow && recipe->setup ? retexture_lenders_get_first (recipe->setup->lenders)
                                         : NULL;
}

/* The regions one can choose from are those of the first lender. */
static gboolean
find_area (const RetextureRecoverRecipe *recipe, gint lender, GeglRectangle *area, GError **error)
{
  const GeglRectangle drawn = { 0, 0, 0, 0 };

  return retexture_borrowing_choose_area (recipe->setup->lenders->all[lender].borrowing, &drawn,
                                          lender == 0 ? recipe->donor : 1, area, error);
}

gboolean
retexture_recover_find_donor (const RetextureRecoverRecipe *recipe,
                              GeglRectangle *area,
                              GError **error)
{
  return retexture_recover_get_borrowing (recipe) && find_area (recipe, 0, area, error);
}

gboolean
retexture_recover_find_exemplar (const RetextureRecoverRecipe *recipe,
                                 gint lender,
                                 RetextureExemplarRecipe *exemplar)
{
  *exemplar = (RetextureExemplarRecipe){
    .radius = recipe->radius * recipe->pixel_size,
    .size = 1.0,
    .pixel_size = recipe->pixel_size,
    .turned = recipe->follow,
    .mirrored = TRUE,
  };
  if (!retexture_recover_get_borrowing (recipe)
      || !find_area (recipe, lender, &exemplar->area, NULL))
    return FALSE;
  retexture_borrowing_choose_engine (recipe->setup->lenders->all[lender].borrowing, recipe->engine,
                                     recipe->patch * recipe->pixel_size, exemplar);
  return TRUE;
}

/* Of grain, the coarse has less than so many times the mean power, at so many sixteenths of the
 * highest frequency; what has more is texture, or soft structure. */
#define MOST_COARSE 8.0
#define COARSE 2

static gboolean
is_grain (RetextureGrain *grain)
{
  return retexture_grain_get_power (grain, COARSE) < MOST_COARSE;
}

/* Where texture was to be borrowed and nothing is healthy, what passes for grain is as little to be
 * trusted. */
gboolean
retexture_recover_matches_grain (const RetextureRecoverRecipe *recipe)
{
  RetextureGrain *grain = recipe->recovery ? retexture_recovery_get_grain (recipe->recovery) : NULL;
  GeglRectangle area;

  return grain && recipe->grain > 0.0f
         && (retexture_recovery_has_original (recipe->recovery) || is_grain (grain)
             || !retexture_recover_get_borrowing (recipe)
             || retexture_recover_find_donor (recipe, &area, NULL));
}

gboolean
retexture_recover_makes (const RetextureRecoverRecipe *recipe, gint part)
{
  GeglRectangle area;

  switch (part)
    {
    case RETEXTURE_PART_RECOVERED:
      return recipe->setup && recipe->setup->range;
    case RETEXTURE_PART_BORROWED:
      return retexture_recover_find_donor (recipe, &area, NULL);
    default:
      return retexture_recover_matches_grain (recipe);
    }
}

gint
retexture_recover_reach (const RetextureRecoverRecipe *recipe)
{
  const gint presence = recipe->recovery ? retexture_presence_reach (recipe->radius) : 0;

  return MAX (presence, retexture_missing_reach ()) + retexture_missing_grain_reach ();
}
