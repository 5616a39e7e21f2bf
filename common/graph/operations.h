/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Makes the operations of common/operations/ known to GEGL. Called once, after gegl_init (), by
 * every program that carries them. The list itself is made by the Makefile from the files that are
 * there.
 */
#pragma once

#include <glib-object.h>

/* Registers all operations; does nothing where GEGL has them already, from an earlier call or
 * because our GEGL module is installed as well. */
void retexture_operations_register (void);

/* Registers their types as parts of a module that is being loaded. */
void retexture_operations_register_types (GTypeModule *module);
