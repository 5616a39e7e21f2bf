/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The frame of the suite's dialogs: GIMP's window, its buttons, and the asking.
 */
#pragma once

#include <gtk/gtk.h>

#include "parameters.h"

/* `title` is translated, without mnemonic or ellipsis; `procedure` names the help page. */
GtkWidget *retexture_window_new (const gchar *procedure, const gchar *title);

/* TRUE when the user pressed OK; Reset puts the parameters to their defaults meanwhile. */
gboolean retexture_window_ask (GtkWidget *window, RetextureParameters *parameters);
