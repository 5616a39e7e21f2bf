/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspect-map.h"

#include "missing.h"

/* The operation's choice that needs it. */
#define MISSING 0

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
