/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What GIMP must be told about a recovery method. Everything else (PDB arguments and their checks,
 * last values, dialog, presets, help) follows from the properties of its operation. Each
 * plugins/method-NAME.c defines one of these as `retexture_method_NAME`; the Makefile finds it.
 */
#pragma once

#include <glib/gi18n-lib.h>

#include "composition.h"

typedef struct
{
  const gchar *procedure;      /* plug-in-retexture-NAME */
  const gchar *menu_label;     /* N_(): with mnemonic and ellipsis */
  const gchar *menu_path;      /* <Image>/Filters/Retexture, or a submenu of it */
  const gchar *operation;      /* its title and description serve as title and help */
  const gchar *original_label; /* N_(): label of the original's chooser; NULL: takes none */
  RetextureComposition composition;
} RetextureMethod;

#define RETEXTURE_MENU "<Image>/Filters/Retexture"
