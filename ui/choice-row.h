/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The controls of what is chosen rather than measured: a combo box for an enumeration, a check
 * button for a boolean, each in one row of a table. Called by controls.c.
 */
#pragma once

#include <gtk/gtk.h>

#include "parameters.h"

gboolean retexture_choice_row_accepts (GParamSpec *spec);
void retexture_choice_row_attach (GtkTable *table,
                                  guint row,
                                  RetextureParameters *parameters,
                                  GParamSpec *spec);
