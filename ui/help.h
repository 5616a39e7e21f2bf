/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opens a method's help page, help/PROCEDURE.html beside the plug-in's executable, in the user's
 * browser. Given to GIMP's dialog as its help function.
 */
#pragma once

#include <glib.h>

/* A GimpHelpFunc: the PDB name, and the dialog. Where the page cannot be opened, says where it
 * would be. */
void retexture_help_show (const gchar *procedure, gpointer dialog);
