/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspect-borrow.h"

#include <glib/gi18n-lib.h>

#include "borrowing.h"
#include "donor-choices.h"
#include "lent-material.h"

GObject *
retexture_analyse_borrow (RetextureRendering *rendering, GCancellable *cancellable, GError **error)
{
  RetextureBorrowing *borrowing = retexture_borrowing_new (
      retexture_rendering_get_edit (rendering), retexture_rendering_get_original (rendering),
      retexture_rendering_get_marked (rendering), retexture_rendering_get_selection (rendering),
      NULL, retexture_lent_material_find_lost, cancellable);

  return borrowing ? G_OBJECT (borrowing) : NULL;
}

gboolean
retexture_check_borrow (RetextureRendering *rendering,
                        RetextureParameters *parameters,
                        GError **error)
{
  RetextureBorrowing *borrowing
      = RETEXTURE_BORROWING (retexture_rendering_get_analysis (rendering));
  g_autoptr (RetextureExemplar) exemplar = NULL;
  RetextureExemplarRecipe recipe;

  if (retexture_parameters_get_number (parameters, RETEXTURE_PARAMETER_MASK)
          == RETEXTURE_MASK_SELECTION
      && !retexture_rendering_get_selection (rendering))
    {
      g_set_error_literal (error, RETEXTURE_DONOR_ERROR, RETEXTURE_DONOR_NO_TARGET,
                           _ ("Nothing is selected. Select the area that lost its texture, or set "
                              "“mask” to white or black."));
      return FALSE;
    }
  if (!retexture_borrowing_read_recipe (borrowing, retexture_rendering_get_operation (rendering),
                                        &recipe, error))
    return FALSE;
  exemplar = retexture_borrowing_get_exemplar (borrowing, &recipe, error);
  return exemplar != NULL;
}

static void
add_likeness (RetextureFindings *findings, RetextureBorrowing *borrowing, GObject *operation)
{
  GeglRectangle area;

  if (retexture_borrowing_read_area (borrowing, operation, &area, NULL)
      && !retexture_borrowing_looks_alike (borrowing, &area))
    retexture_findings_add_note (
        findings,
        g_strdup (_ ("The texture of this region looks different from the intact texture around "
                     "the selection. Choose another, or draw one where it looks alike.")),
        TRUE);
}

RetextureFindings *
retexture_inspect_borrow (RetextureRendering *rendering,
                          RetextureParameters *parameters,
                          GCancellable *cancellable)
{
  GObject *analysis = retexture_rendering_get_analysis (rendering);
  RetextureFindings *findings = retexture_findings_new ();
  g_autoptr (GError) problem = NULL;

  if (!RETEXTURE_IS_BORROWING (analysis))
    return findings;
  retexture_donor_choices_add_for (findings, RETEXTURE_BORROWING (analysis),
                                   retexture_rendering_get_operation (rendering),
                                   _ ("Regions to borrow from"), cancellable);
  if (retexture_check_borrow (rendering, parameters, &problem))
    add_likeness (findings, RETEXTURE_BORROWING (analysis),
                  retexture_rendering_get_operation (rendering));
  else if (g_error_matches (problem, RETEXTURE_DONOR_ERROR, RETEXTURE_DONOR_NOT_FOUND))
    retexture_donor_choices_offer_noise (findings);
  return findings;
}
