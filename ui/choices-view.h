/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Small pictures to choose from, as buttons in rows, under their title. A click sets the parameters
 * that belong to the picture. Made by the findings' view, anew for new findings.
 */
#pragma once

#include <gtk/gtk.h>

#include "findings.h"
#include "parameters.h"

/* No wider than `width`. */
GtkWidget *retexture_choices_view_new (RetextureParameters *parameters,
                                       const RetextureFindings *findings,
                                       gint width);

/* Which choice has the keyboard's focus, or -1; and to give it to one, where there are as many. */
gint retexture_choices_view_get_focus (GtkWidget *view);
void retexture_choices_view_set_focus (GtkWidget *view, gint index);
