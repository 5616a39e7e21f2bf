/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The row of the dialog that chooses, saves, deletes, imports and exports presets. Keeps nothing
 * itself: the file is the matter of presets.h, the values that of the parameters.
 */
#pragma once

#include <gtk/gtk.h>

#include "factory-preset.h"
#include "parameters.h"

/* `factory`: those that come with the method, or NULL; they are not deleted. */
GtkWidget *retexture_preset_bar_new (RetextureParameters *parameters,
                                     const RetextureFactoryPreset *factory,
                                     const gchar *file);
