/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GEGL loads each module that lies where it looks for them into each process, with the libraries of
 * all file formats and more: most of the time that it takes to begin. A folder of links has it load
 * some of them. Called by what begins a process.
 */
#pragma once

#include <glib.h>

/* Where GEGL reads in which folders its modules are. */
#define RETEXTURE_MODULE_PATH "GEGL_PATH"

/* Of a module's file name. */
typedef gboolean (*RetextureModuleFunc) (const gchar *name);

/* A folder with links to those of the modules that GEGL would load now; NULL where there are none,
 * or no links can be made. It is kept in the user's cache by that name, since GEGL goes on reading
 * from it, and used again. */
gchar *retexture_module_links_get (const gchar *name, RetextureModuleFunc wanted);
