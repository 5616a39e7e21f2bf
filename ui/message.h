/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Short modal messages over the dialog. Called by what the user did when it cannot be done, or must
 * be confirmed.
 */
#pragma once

#include <gtk/gtk.h>

void retexture_message_show (GtkWidget *above, const gchar *title, const gchar *text);

/* TRUE when the user agrees; `action` labels the button for it. */
gboolean retexture_message_confirm (GtkWidget *above, const gchar *question, const gchar *action);
