/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The dialog of any method, built from its parameters' declarations, with the preview. Called by
 * the plug-in framework for interactive runs; knows no method by name and computes no pixels
 * itself.
 */
#pragma once

#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include "factory-preset.h"
#include "questions.h"
#include "parameters.h"
#include "rendering.h"

typedef struct
{
  const gchar
      *procedure;     /* PDB name: names the presets file, the help page and the window's role */
  const gchar *title; /* translated, without mnemonic or ellipsis */
  gint32 image;       /* the edit's image */
  gint32 edit;        /* the edit; shown, never changed */

  /* Where the method takes a second picture: its chooser's label and tooltip, what the chooser
   * calls none where it may be none (else NULL), which drawables may be chosen, and the first
   * choice, replaced by the user's (-1: none). NULLs and -1 where it takes none. */
  const gchar *second_label, *second_help, *second_none;
  GimpItemConstraintFunc accepts_second;
  gint32 second;

  const RetextureFactoryPreset *presets; /* that come with the method; NULL: none */

  /* In: the values to start from. Out: those the user agreed to. */
  RetextureParameters *parameters;

  /* Makes the rendering for a chosen second picture (-1: none), without parameters set; or NULL and
   * an error worded for the user, which the dialog shows in the preview's place while it greys out
   * OK.
   */
  RetextureRendering *(*load) (gint32 second, gpointer user_data, GError **error);
  /* Out: the one last made, with all that was found out of its pictures; to be freed. */
  RetextureRendering *rendering;
  const RetextureQuestions *questions;
  gpointer user_data;
} RetextureDialog;

/* TRUE when the user pressed OK. Leaves no change in the image. */
gboolean retexture_dialog_run (RetextureDialog *dialog);
