/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "run.h"

#include "drawables.h"
#include "layers.h"

gint32
retexture_run_method (RetextureJob *job, gdouble *measures, GError **error)
{
  gint32 result;

  if (!retexture_drawables_check (job, error))
    return -1;
  result = retexture_layers_make (job, measures, error);
  if (result != -1 && job->method->finish)
    job->method->finish (job->image, result, job->interactive);
  return result;
}

gboolean
retexture_run_errand (const RetextureJob *job, GimpParam *values, GError **error)
{
  g_autofree gchar *foretold = job->method->errand->foretell (job, error);

  return foretold && job->method->errand->carry_out (job, values, error);
}
