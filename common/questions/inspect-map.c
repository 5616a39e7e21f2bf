/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspect-map.h"

#include <glib/gi18n-lib.h>

#include "missing.h"

/* The operation's choice that needs it. */
#define MISSING 0

/* What counts as lost, and as changed. */
#define LOST 0.35f
#define CHANGED 0.5f

GObject *
retexture_analyse_map (RetextureRendering *rendering, GCancellable *cancellable, GError **error)
{
  RetextureMissing *missing
      = retexture_missing_new (retexture_rendering_get_edit (rendering),
                               retexture_rendering_get_original (rendering), cancellable);

  return missing ? G_OBJECT (missing) : NULL;
}

gboolean
retexture_map_needs_analysis (RetextureParameters *parameters)
{
  return retexture_parameters_get_number (parameters, "returned") == MISSING;
}

/* In percent. */
static gdouble
share_above (const RetextureLattice *lattice, gfloat value)
{
  const gsize n = (gsize) lattice->columns * lattice->rows;
  gsize found = 0;

  for (gsize i = 0; i < n; i++)
    found += lattice->values[i] > value;
  return 100.0 * found / n;
}

RetextureFindings *
retexture_inspect_map (RetextureRendering *rendering,
                       RetextureParameters *parameters,
                       GCancellable *cancellable)
{
  GObject *analysis = retexture_rendering_get_analysis (rendering);
  const gdouble radius_px = retexture_parameters_get_number (parameters, "radius");
  RetextureFindings *findings = retexture_findings_new ();
  g_autoptr (RetextureLattice) loss = NULL;
  g_autoptr (RetextureLattice) change = NULL;
  gint level;

  if (!retexture_map_needs_analysis (parameters) || !RETEXTURE_IS_MISSING (analysis))
    return findings;
  loss = retexture_missing_find_loss (RETEXTURE_MISSING (analysis), radius_px);
  change = retexture_missing_find_change (RETEXTURE_MISSING (analysis), radius_px, &level);
  retexture_findings_add_note (
      findings,
      g_strdup_printf (
          _ ("Lost texture: %.1f %% of the picture. Changed, so that nothing returns there: "
             "%.1f %%."),
          share_above (loss, LOST), share_above (change, CHANGED)),
      FALSE);
  return findings;
}
