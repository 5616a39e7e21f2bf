/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspect-light.h"

#include "face-size.h"
#include "light-analysis.h"

static RetextureLightSetup *
setup_of (RetextureRendering *rendering, GCancellable *cancellable)
{
  GObject *analysis = retexture_rendering_get_analysis (rendering);
  const RetextureLightValues values
      = retexture_light_values_read (retexture_rendering_get_operation (rendering));

  return RETEXTURE_IS_LIGHT (analysis)
             ? retexture_light_get_setup (RETEXTURE_LIGHT (analysis), &values, cancellable)
             : NULL;
}

/* With what the values need found already, or the preview would have to wait for it. */
GObject *
retexture_analyse_light (RetextureRendering *rendering, GCancellable *cancellable, GError **error)
{
  g_autoptr (RetextureLight) light = retexture_light_new (retexture_rendering_get_edit (rendering));
  const RetextureLightValues values
      = retexture_light_values_read (retexture_rendering_get_operation (rendering));
  g_autoptr (RetextureLightSetup) setup = retexture_light_get_setup (light, &values, cancellable);

  return setup ? G_OBJECT (g_steal_pointer (&light)) : NULL;
}

gboolean
retexture_check_light (RetextureRendering *rendering,
                       RetextureParameters *parameters,
                       GError **error)
{
  g_autoptr (RetextureLightSetup) setup = setup_of (rendering, NULL);

  return !setup || retexture_surface_is_there (retexture_light_setup_get_share (setup), error);
}

/* ---- what the dialog shows ---- */

/* Screens count downwards. */
static gdouble
angle_of_light (gdouble x, gdouble y, gpointer user_data)
{
  return -*(const gdouble *) user_data;
}

RetextureFindings *
retexture_inspect_light (RetextureRendering *rendering,
                         RetextureParameters *parameters,
                         GCancellable *cancellable)
{
  g_autoptr (RetextureLightSetup) setup = setup_of (rendering, cancellable);
  RetextureFindings *findings = retexture_findings_new ();

  if (!setup)
    return findings;
  retexture_face_size_add (findings, setup->values.size_px, setup->tones->picture->mask->size);
  if (setup->values.key > 0.0)
    findings->lines = retexture_lines_new (
        angle_of_light, g_memdup2 (&setup->values.angle, sizeof (gdouble)), g_free);
  return findings;
}
