/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs a method's slow questions about the picture, its analysis and its inspection, on a thread
 * beside the dialog: some time after a value changed, a newer one instead of an older one, and none
 * after the dialog is gone. Called by the dialog; knows no widget.
 *
 * The thread reads GIMP's tiles. libgimp lets threads read them side by side, but a procedure of
 * GIMP's that is called meanwhile ends the plug-in: each takes the other's answer. So while it may
 * run, the dialog calls none.
 */
#pragma once

#include "questions.h"

typedef struct _RetextureInspection RetextureInspection;

/* `told`: something was found out that the rendering has been told. The findings belong to the
 * caller of the function; NULL after a first look at an original that is still to be aligned. */
typedef void (*RetextureInspectionFunc) (gboolean told,
                                         RetextureFindings *findings,
                                         gpointer user_data);
typedef void (*RetextureInspectionBusyFunc) (gboolean busy, gpointer user_data);

/* Follows the parameters. That an analysis failed is found only where it is needed. `questions` are
 * kept as a pointer. */
RetextureInspection *retexture_inspection_new (RetextureParameters *parameters,
                                               const RetextureQuestions *questions,
                                               RetextureInspectionFunc done,
                                               RetextureInspectionBusyFunc busy,
                                               gpointer user_data);

/* Another picture to ask about, or NULL. Waits for the thread to end: GIMP may be asked until the
 * main loop goes on. */
void retexture_inspection_set_rendering (RetextureInspection *self, RetextureRendering *rendering);

/* Waits for the thread to end, which it does as soon as it notices. */
void retexture_inspection_free (RetextureInspection *self);
