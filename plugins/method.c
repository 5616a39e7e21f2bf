/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "method.h"

#include <string.h>

RetextureParameters *
retexture_method_get_parameters (const RetextureMethod *method)
{
  RetextureParameters *parameters = method->errand
                                        ? retexture_parameters_new ()
                                        : retexture_method_parameters_new (method->operation);

  if (method->errand)
    method->errand->declare (parameters);
  retexture_parameters_fix (parameters, method->fixed);
  return parameters;
}

gboolean
retexture_method_takes_second (const RetextureMethod *method)
{
  return method->second.use != RETEXTURE_SECOND_NONE;
}

gboolean
retexture_method_takes_marks (const RetextureMethod *method)
{
  return method->second.use == RETEXTURE_SECOND_DONOR
         || method->second.use == RETEXTURE_SECOND_MARKS;
}

const gchar *
retexture_method_get_name (const gchar *procedure)
{
  return g_str_has_prefix (procedure, RETEXTURE_PROCEDURES)
             ? procedure + strlen (RETEXTURE_PROCEDURES)
             : procedure;
}
