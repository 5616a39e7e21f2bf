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
#include "picture-row.h"
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

  /* A second picture, where the method takes one, and the first choice, replaced by the user's (-1:
   * none). */
  RetexturePictureChooser second_chooser;
  gint32 second;

  /* A picture that the result can be matched to, where there is such a thing. */
  RetexturePictureChooser model_chooser;

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

  /* Out: the method that the user would rather go on to, such as "noise"; NULL: none. To be freed.
   */
  gchar *next;
} RetextureDialog;

/* TRUE when the user pressed OK. Leaves no change in the image. */
gboolean retexture_dialog_run (RetextureDialog *dialog);
