/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The control of a text: label and entry, in one row of a table; for the path of a file (unit
 * "file"), a button to choose one. Called by controls.c.
 */
#pragma once

#include <gtk/gtk.h>

#include "parameters.h"

gboolean retexture_text_row_accepts (GParamSpec *spec);
void retexture_text_row_attach (GtkTable *table,
                                guint row,
                                RetextureParameters *parameters,
                                GParamSpec *spec);
