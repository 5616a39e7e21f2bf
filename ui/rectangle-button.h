/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The button with which the user draws the rectangle that a method keeps in its parameters (see
 * rectangle.h), and what is outlined on the canvas: the rectangle being drawn, else that of the
 * parameters, else one the method suggests. Made by the preview.
 */
#pragma once

#include "canvas.h"
#include "parameters.h"

/* Stays hidden where the parameters have no rectangle. The canvas must have its navigation. */
GtkWidget *retexture_rectangle_button_new (RetextureCanvas *canvas,
                                           RetextureParameters *parameters);

/* Whether the rectangle is one of the picture that is shown; at first it is. */
void retexture_rectangle_button_set_usable (GtkWidget *button, gboolean usable);

/* What to outline while the parameters say nothing; NULL or empty: nothing. */
void retexture_rectangle_button_set_suggested (GtkWidget *button, const GeglRectangle *area);
