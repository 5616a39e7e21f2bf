/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "operations.h"

#include <gegl.h>
#include <gegl-plugin.h>

/* gegl-op.h registers dynamic types, which need a module to belong to; this one is the program
 * itself, always loaded. */
typedef GTypeModule RetextureModule;
typedef GTypeModuleClass RetextureModuleClass;

static GType retexture_module_get_type (void);
G_DEFINE_TYPE (RetextureModule, retexture_module, G_TYPE_TYPE_MODULE)

#define OPERATION(name) void gegl_op_##name##_register_type (GTypeModule *module);
#include "operations.inc"
#undef OPERATION

void
retexture_operations_register_types (GTypeModule *module)
{
#define OPERATION(name) gegl_op_##name##_register_type (module);
#include "operations.inc"
#undef OPERATION
}

static gboolean
load (GTypeModule *module)
{
  retexture_operations_register_types (module);
  return TRUE;
}

static void
unload (GTypeModule *module)
{
}

static void
retexture_module_class_init (RetextureModuleClass *klass)
{
  klass->load = load;
  klass->unload = unload;
}

static void
retexture_module_init (RetextureModule *module)
{
}

void
retexture_operations_register (void)
{
  if (!gegl_has_operation ("retexture:compose"))
    g_type_module_use (g_object_new (retexture_module_get_type (), NULL));
}
