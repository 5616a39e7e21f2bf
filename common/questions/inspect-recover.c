/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspect-recover.h"

#include <glib/gi18n-lib.h>

#include "donor-choices.h"
#include "recover-recipe.h"

/* A radius that is set is one of the picture, and not found. */
#define RADIUS "radius"

GObject *
retexture_analyse_recover (RetextureRendering *rendering, GCancellable *cancellable, GError **error)
{
  GObject *aligned = retexture_rendering_get_aligned (rendering);
  RetextureRecovery *recovery = retexture_recovery_new (
      retexture_rendering_get_edit (rendering), retexture_rendering_get_original (rendering),
      aligned ? RETEXTURE_ALIGNED (aligned) : NULL, retexture_rendering_get_given (rendering),
      retexture_rendering_get_selection (rendering), cancellable);

  return recovery ? G_OBJECT (recovery) : NULL;
}

/* ---- what cannot be done ---- */

static gboolean
refuse (GError **error, RetextureDonorError code, const gchar *sentence)
{
  g_set_error_literal (error, RETEXTURE_DONOR_ERROR, code, sentence);
  return FALSE;
}

/* Without an original all there is must be borrowed, or grain. */
static gboolean
check_alone (const RetextureRecoverRecipe *recipe, GError **error)
{
  const gboolean grain = retexture_recover_makes (recipe, RETEXTURE_PART_GRAIN);

  if (retexture_recover_makes (recipe, RETEXTURE_PART_BORROWED))
    return TRUE;
  if (!recipe->borrow)
    return grain
           || refuse (error, RETEXTURE_DONOR_NO_TARGET,
                      _ ("Without an original there is nothing to return. Choose one, or let "
                         "texture be borrowed."));
  if (!retexture_recover_get_borrowing (recipe))
    return refuse (error, RETEXTURE_DONOR_NO_TARGET,
                   _ ("Nothing plastic was found. Select the area that lost its texture, or choose "
                      "the original."));
  return grain
         || refuse (error, RETEXTURE_DONOR_NOT_FOUND,
                    _ ("No healthy texture was found to borrow. Choose the original, or give the "
                       "area plain noise with Noise & Blend."));
}

gboolean
retexture_check_recover (RetextureRendering *rendering,
                         RetextureParameters *parameters,
                         GError **error)
{
  RetextureRecoverRecipe recipe
      = retexture_recover_read_recipe (retexture_rendering_get_operation (rendering));
  const gboolean alone = recipe.recovery && !retexture_recovery_has_original (recipe.recovery);
  gboolean usable = TRUE;

  if (alone && retexture_rendering_get_original (rendering))
    usable = refuse (error, RETEXTURE_DONOR_NO_TARGET,
                     _ ("“original” and the edit do not overlap, so there is nothing to return. "
                        "Move one over the other, or let it be aligned first."));
  else if (alone)
    usable = check_alone (&recipe, error);
  retexture_recover_recipe_clear (&recipe);
  return usable;
}

/* ---- what there is to say ---- */

static void
add_radius (RetextureFindings *findings,
            const RetextureRecoverRecipe *recipe,
            RetextureParameters *parameters)
{
  RetextureNote *note;

  if (!retexture_recovery_has_original (recipe->recovery)
      || retexture_parameters_get_number (parameters, RADIUS) > 0.0)
    return;
  note = retexture_findings_add_note (
      findings,
      g_strdup_printf (_ ("Texture up to a radius of %.1f pixels was lost, as the two pictures "
                          "say."),
                       recipe->radius),
      FALSE);
  note->remedy = g_strdup (_ ("Set it"));
  note->parameter = g_strdup (RADIUS);
  note->value = recipe->radius;
}

static void
add_shares (RetextureFindings *findings, const RetextureRecoverRecipe *recipe)
{
  gdouble shares[3];

  retexture_source_weights_get_shares (recipe->setup->weights, shares);
  if (!retexture_recover_makes (recipe, RETEXTURE_PART_BORROWED))
    shares[2] = 0.0;
  retexture_findings_add_note (
      findings,
      retexture_recovery_has_original (recipe->recovery)
          ? g_strdup_printf (_ ("Lost texture: %.1f %% of the picture. Returned there: %.1f %%. "
                                "Borrowed, where the picture itself was changed: %.1f %%."),
                             100.0 * shares[0], 100.0 * shares[1], 100.0 * shares[2])
          : g_strdup_printf (_ ("Borrowed: %.1f %% of the picture."), 100.0 * shares[2]),
      FALSE);
}

static void
add_donors (RetextureFindings *findings,
            const RetextureRecoverRecipe *recipe,
            GCancellable *cancellable)
{
  g_autoptr (GError) problem = NULL;
  GeglRectangle area = { 0, 0, 0, 0 };

  if (!retexture_recover_get_borrowing (recipe))
    return;
  if (retexture_recover_find_donor (recipe, &area, &problem))
    retexture_donor_choices_add (findings, retexture_recover_get_borrowing (recipe), &area, FALSE,
                                 _ ("Regions to borrow from"), cancellable);
  else
    retexture_findings_add_note (
        findings,
        g_strdup (
            retexture_recover_makes (recipe, RETEXTURE_PART_GRAIN)
                ? _ ("No healthy texture was found to borrow, so the areas that want some get "
                     "grain alone.")
                : _ ("No healthy texture was found to borrow, so the areas that want some "
                     "stay as they are.")),
        TRUE);
}

RetextureFindings *
retexture_inspect_recover (RetextureRendering *rendering,
                           RetextureParameters *parameters,
                           GCancellable *cancellable)
{
  RetextureRecoverRecipe recipe
      = retexture_recover_read_recipe (retexture_rendering_get_operation (rendering));
  RetextureFindings *findings = retexture_findings_new ();
  g_autoptr (GError) problem = NULL;

  /* Why it cannot be done is said by who checks. */
  if (recipe.recovery && !retexture_check_recover (rendering, parameters, &problem))
    {
      if (g_error_matches (problem, RETEXTURE_DONOR_ERROR, RETEXTURE_DONOR_NOT_FOUND))
        retexture_donor_choices_offer_noise (findings);
    }
  else if (recipe.recovery)
    {
      add_radius (findings, &recipe, parameters);
      add_shares (findings, &recipe);
      add_donors (findings, &recipe, cancellable);
      if (recipe.grain > 0.0f && !retexture_recovery_get_grain (recipe.recovery))
        retexture_findings_add_note (
            findings, g_strdup (_ ("No grain could be measured, so none is added.")), FALSE);
    }
  retexture_recover_recipe_clear (&recipe);
  return findings;
}
