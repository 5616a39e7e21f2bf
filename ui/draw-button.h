/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A toggle button with which the user draws one stroke on the canvas: while it is pressed, dragging
 * draws; the end of the stroke, the Escape key, or another such button releases it.
 */
#pragma once

#include "navigation.h"

/* The canvas must have its navigation. `draw` is told of the stroke; who must know that
 * it is over, however it came, connects to "toggled". */
GtkWidget *retexture_draw_button_new (RetextureCanvas *canvas,
                                      const gchar *label,
                                      RetextureNavigationDrawFunc draw,
                                      gpointer user_data);
