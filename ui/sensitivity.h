/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Greys a control out while another parameter's value gives it no effect. An operation declares it
 * with ui_meta ("sensitive", "filter {edge-aware}"): the other parameter and the choices, by nick,
 * or TRUE and FALSE, with which the control matters. Called for every row of the dialog.
 */
#pragma once

#include <gtk/gtk.h>

#include "parameters.h"

/* Makes `widget` follow what is declared for the parameter `name`, if anything is. */
void retexture_sensitivity_attach (GtkWidget *widget,
                                   RetextureParameters *parameters,
                                   const gchar *name);

/* Whether the parameter `name` has an effect now; TRUE where nothing is declared for it. */
gboolean retexture_sensitivity_is_met (RetextureParameters *parameters, const gchar *name);
