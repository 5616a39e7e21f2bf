/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The button that shows which way texture runs, as lines over the picture. Made by the preview.
 */
#pragma once

#include "canvas.h"

/* Stays hidden until there are lines. */
GtkWidget *retexture_lines_button_new (RetextureCanvas *canvas);

/* NULL: there are none. */
void retexture_lines_button_set_lines (GtkWidget *button, RetextureLines *lines);
