/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The dialog of a procedure that makes no pixels: its controls, and in words what will be done with
 * these values. Called by the plug-in framework for interactive runs.
 */
#pragma once

#include <glib.h>

#include "factory-preset.h"
#include "parameters.h"

typedef struct
{
  const gchar
      *procedure;     /* PDB name: names the presets file, the help page and the window's role */
  const gchar *title; /* translated, without mnemonic or ellipsis */
  const RetextureFactoryPreset *presets; /* that come with the procedure; NULL: none */
  RetextureParameters *parameters;       /* in: to start from; out: those the user agreed to */

  /* What would be done, worded for the user, or NULL and an error that says why nothing can be,
   * which greys out OK. Asked anew whenever a value changes. */
  gchar *(*foretell) (gpointer user_data, GError **error);
  gpointer user_data;
} RetextureErrandDialog;

/* TRUE when the user pressed OK. */
gboolean retexture_errand_dialog_run (const RetextureErrandDialog *dialog);
