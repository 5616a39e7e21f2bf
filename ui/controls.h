/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The column of controls for a set of parameters, built from their declarations: one row each, in
 * declared order; those of the role "tones" or "advanced" are folded away in expanders below.
 * Called by the dialog; knows no parameter by name. Controls and values follow each other.
 */
#pragma once

#include <gtk/gtk.h>

#include "parameters.h"

/* `memory` names where GIMP keeps, for this session, which expanders are open. */
GtkWidget *retexture_controls_new (RetextureParameters *parameters, const gchar *memory);
