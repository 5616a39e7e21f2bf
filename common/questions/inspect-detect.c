/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspect-detect.h"

#include <glib/gi18n-lib.h>

#include "plastic.h"

GObject *
retexture_analyse_detect (RetextureRendering *rendering, GCancellable *cancellable, GError **error)
{
  RetexturePlastic *plastic
      = retexture_plastic_new (retexture_rendering_get_edit (rendering),
                               retexture_rendering_get_original (rendering), cancellable);

  return plastic ? G_OBJECT (plastic) : NULL;
}

RetextureFindings *
retexture_inspect_detect (RetextureRendering *rendering,
                          RetextureParameters *parameters,
                          GCancellable *cancellable)
{
  GObject *analysis = retexture_rendering_get_analysis (rendering);
  RetextureFindings *findings = retexture_findings_new ();
  g_autoptr (RetexturePlasticMap) map = NULL;
  RetexturePlasticRecipe recipe;
  gdouble share;

  if (!RETEXTURE_IS_PLASTIC (analysis))
    return findings;
  recipe = retexture_plastic_read_recipe (retexture_rendering_get_operation (rendering));
  map = retexture_plastic_find (RETEXTURE_PLASTIC (analysis), &recipe);
  share = 100.0 * retexture_plastic_map_get_share (map);
  retexture_findings_add_note (
      findings,
      g_strdup_printf (recipe.kind == RETEXTURE_PLASTIC_LOST
                           ? _ ("Texture was lost in %.1f %% of the picture.")
                           : _ ("The picture was changed in %.1f %% of it."),
                       share),
      FALSE);
  if (!retexture_plastic_has_original (RETEXTURE_PLASTIC (analysis)))
    retexture_findings_add_note (
        findings,
        g_strdup (
            recipe.kind == RETEXTURE_PLASTIC_LOST
                ? _ ("Without an original this is a hint. Look whether it is right, and select "
                     "the area yourself where it is not.")
                : _ ("What was changed can only be found with an original.")),
        recipe.kind == RETEXTURE_PLASTIC_CHANGED);
  return findings;
}
