/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The names for usual tone ranges: all tones, shadows, midtones, highlights. A combo box that sets
 * the two limits, whose own sliders stay. Called by controls.c for parameters of the role "tones",
 * of which the first is the lower limit and the second the upper one, in percent.
 */
#pragma once

#include <gtk/gtk.h>

#include "parameters.h"

void retexture_tones_attach (
    GtkTable *table, guint row, RetextureParameters *parameters, GParamSpec *low, GParamSpec *high);
