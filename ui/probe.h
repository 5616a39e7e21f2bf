/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests see of the dialog, opt-in by environment variables; without them nothing happens.
 * A test under a virtual display can move a real pointer but cannot ask GTK+ 2 where a control is
 * or what the preview holds.
 *
 *   RETEXTURE_DIALOG_MAP=FILE    one line `name x y width height`, in root-window coordinates, for
 *                                each visible named widget; rewritten when anything moves, removed
 *                                with the dialog
 *   RETEXTURE_PREVIEW_DUMP=FILE  the last picture of the preview, as binary PPM with the comment
 *                                `# x y zoom view`; and FILE.times gets a line for each answer to
 *                                a changed parameter: milliseconds until it was on the screen
 */
#pragma once

#include "canvas.h"

/* Watches the dialog, and those it opens, until it is destroyed. */
void retexture_probe_watch (GtkWidget *dialog);

/* The canvas has a new picture, which answers a change made at `asked_at` (monotonic time, or 0).
 */
void retexture_probe_picture (RetextureCanvas *canvas, gint64 asked_at);

/* Names a control, for the map; returns it. */
GtkWidget *retexture_probe_name (GtkWidget *widget, const gchar *name);
