/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "level-report.h"

#include "node-bands.h"

/* Called once everything is known. */
static RetextureImperfection *
analysis_of (RetextureRendering *rendering)
{
  return RETEXTURE_IMPERFECTION (retexture_rendering_get_analysis (rendering));
}

static RetextureLevelValues
values_of (RetextureRendering *rendering)
{
  return retexture_level_values_read (retexture_rendering_get_operation (rendering));
}

gdouble
retexture_level_judge (RetextureImperfection *imperfection, const RetextureLevelMeasure *measure)
{
  return retexture_imperfection_has_original (imperfection) ? measure->level : measure->alone;
}

gboolean
retexture_level_measure_result (RetextureRendering *rendering,
                                GCancellable *cancellable,
                                RetextureLevelMeasure *measure)
{
  RetextureImperfection *imperfection = analysis_of (rendering);
  const RetextureLevelValues values = values_of (rendering);
  GeglBuffer *edit = retexture_rendering_get_edit (rendering);
  g_autoptr (GeglBuffer) result
      = gegl_buffer_new (gegl_buffer_get_extent (edit), gegl_buffer_get_format (edit));
  g_autoptr (RetextureImperfection) made = NULL;

  if (!retexture_node_render (retexture_rendering_get_node (rendering, RETEXTURE_VIEW_UNMASKED),
                              result, cancellable))
    return FALSE;
  made = retexture_imperfection_new (result, retexture_imperfection_get_reference (imperfection),
                                     retexture_rendering_get_selection (rendering), cancellable);
  if (!made)
    return FALSE;
  retexture_imperfection_measure (made, &values, measure);
  return TRUE;
}

static gdouble
size_of (RetextureImperfection *imperfection, const RetextureLevelValues *values)
{
  g_autoptr (RetextureLevelSetup) setup = retexture_imperfection_get_setup (imperfection, values);

  return setup->mask->size;
}

void
retexture_level_report (RetextureRendering *rendering, gdouble *numbers)
{
  RetextureImperfection *imperfection = analysis_of (rendering);
  const RetextureLevelValues values = values_of (rendering);
  const gboolean alone = !retexture_imperfection_has_original (imperfection);
  RetextureLevelMeasure measure;

  retexture_imperfection_measure (imperfection, &values, &measure);
  numbers[RETEXTURE_MEASURED_LEVEL] = retexture_level_judge (imperfection, &measure);
  numbers[RETEXTURE_MEASURED_SIZE] = size_of (imperfection, &values);
  numbers[RETEXTURE_MEASURED_SHARE] = 100.0 * measure.share;
  for (gint band = 0; band < RETEXTURE_LEVEL_BANDS; band++)
    {
      const gdouble ratio
          = retexture_level_measure_get_ratio (&measure, (RetextureLevelBand) band, alone);

      numbers[RETEXTURE_MEASURED_NOISE + band] = ratio < 0.0 ? -1.0 : 100.0 * ratio;
    }
}

void
retexture_level_report_result (RetextureRendering *rendering, gdouble *numbers)
{
  RetextureImperfection *imperfection = analysis_of (rendering);
  const RetextureLevelValues values = values_of (rendering);
  RetextureLevelMeasure before, after;

  retexture_imperfection_measure (imperfection, &values, &before);
  retexture_level_measure_result (rendering, NULL, &after);
  numbers[0] = retexture_level_judge (imperfection, &before);
  numbers[1] = after.level;
  numbers[2] = size_of (imperfection, &values);
  numbers[3] = 100.0 * before.share;
}
