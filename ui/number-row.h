/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The control of a number: label, slider, spin button and unit, in one row of a table. Called by
 * controls.c; takes ranges, steps and response from the parameter's declaration.
 */
#pragma once

#include <gtk/gtk.h>

#include "parameters.h"

/* How many columns of the table a row takes. */
#define RETEXTURE_ROW_COLUMNS 4

gboolean retexture_number_row_accepts (GParamSpec *spec);
void retexture_number_row_attach (GtkTable *table,
                                  guint row,
                                  RetextureParameters *parameters,
                                  GParamSpec *spec);
