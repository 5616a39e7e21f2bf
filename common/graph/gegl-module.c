/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The operations as a module of their own, for any GEGL 0.4 host: the gegl command, GIMP's GEGL
 * tool.
 */
#include "operations.h"

#include <gegl-plugin.h>

static const GeglModuleInfo info = { GEGL_MODULE_ABI_VERSION };

G_MODULE_EXPORT const GeglModuleInfo *gegl_module_query (GTypeModule *module);
G_MODULE_EXPORT gboolean gegl_module_register (GTypeModule *module);

const GeglModuleInfo *
gegl_module_query (GTypeModule *module)
{
  return &info;
}

gboolean
gegl_module_register (GTypeModule *module)
{
  retexture_operations_register_types (module);
  return TRUE;
}
