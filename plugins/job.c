/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "job.h"

#include <gegl.h>

GQuark
retexture_error_quark (void)
{
  return g_quark_from_static_string ("retexture-error-quark");
}

const gchar *
retexture_job_get_title (const RetextureJob *job)
{
  return job->method->title ? _ (job->method->title)
                            : gegl_operation_get_key (job->method->operation, "title");
}
