/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspect-press.h"

#include <glib/gi18n-lib.h>

#include "face-size.h"
#include "press-analysis.h"

#define WIDTH "width"

static RetexturePressSetup *
setup_of (RetextureRendering *rendering)
{
  GObject *analysis = retexture_rendering_get_analysis (rendering);
  const RetexturePressValues values
      = retexture_press_values_read (retexture_rendering_get_operation (rendering));

  return RETEXTURE_IS_PRESS (analysis)
             ? retexture_press_get_setup (RETEXTURE_PRESS (analysis), &values)
             : NULL;
}

/* With what the values need found already, or the preview would have to wait for it. */
GObject *
retexture_analyse_press (RetextureRendering *rendering, GCancellable *cancellable, GError **error)
{
  g_autoptr (RetexturePress) press = retexture_press_new (retexture_rendering_get_edit (rendering));
  const RetexturePressValues values
      = retexture_press_values_read (retexture_rendering_get_operation (rendering));
  g_autoptr (RetexturePressSetup) setup = retexture_press_get_setup (press, &values);

  return g_cancellable_is_cancelled (cancellable) ? NULL : G_OBJECT (g_steal_pointer (&press));
}

gboolean
retexture_check_press (RetextureRendering *rendering,
                       RetextureParameters *parameters,
                       GError **error)
{
  g_autoptr (RetexturePressSetup) setup = setup_of (rendering);

  return !setup || retexture_surface_is_there (setup->share, error);
}

RetextureFindings *
retexture_inspect_press (RetextureRendering *rendering,
                         RetextureParameters *parameters,
                         GCancellable *cancellable)
{
  g_autoptr (RetexturePressSetup) setup = setup_of (rendering);
  RetextureFindings *findings = retexture_findings_new ();
  RetextureNote *note;

  if (!setup)
    return findings;
  retexture_findings_add_note (
      findings,
      g_strdup_printf (_ ("Folds make the light %.0f %% stronger or weaker."),
                       100.0 * setup->strength),
      FALSE);
  if (setup->values.width_px > 0.0)
    return findings;
  note = retexture_findings_add_note (
      findings,
      g_strdup_printf (_ ("Folds are taken to be up to %.0f pixels wide."), setup->width_px),
      FALSE);
  note->remedy = g_strdup (_ ("Set it"));
  note->parameter = g_strdup (WIDTH);
  note->value = setup->width_px;
  return findings;
}
