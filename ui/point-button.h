/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The button with which the user sets a point of the picture that a method keeps in two parameters.
 * An operation declares them, in percent of the layer's width and height, with ui_meta ("point",
 * "x") and "y". Made by the preview.
 */
#pragma once

#include "canvas.h"
#include "parameters.h"

/* Stays hidden where the parameters have no point, and grey while it has no effect. The canvas must
 * have its navigation. */
GtkWidget *retexture_point_button_new (RetextureCanvas *canvas, RetextureParameters *parameters);
