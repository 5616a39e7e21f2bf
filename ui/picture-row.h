/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row of a dialog that chooses one of the open pictures, or none of them. Called by the dialog;
 * knows not what for.
 */
#pragma once

#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

typedef struct
{
  const gchar *label, *help;      /* NULL: there is no such row */
  const gchar *none;              /* what none of them is called; NULL: it must be one */
  GimpItemConstraintFunc accepts; /* which may be chosen; called with the dialog's user data */
} RetexturePictureChooser;

/* `chosen` is the first choice (-1: none), and holds what was chosen instead: at once where the
 * first is not acceptable, and before `changed` (GtkWidget *, gpointer) is called. `name` is for
 * probe.h. */
GtkWidget *retexture_picture_row_new (const RetexturePictureChooser *chooser,
                                      const gchar *name,
                                      gpointer user_data,
                                      gint32 *chosen,
                                      GCallback changed,
                                      gpointer changed_data);
