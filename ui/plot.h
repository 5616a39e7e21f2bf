/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A small plot: title, axes, curves, legend. Called by the view of findings; knows nothing of what
 * it shows.
 */
#pragma once

#include <gtk/gtk.h>

#include "findings.h"

/* Keeps a copy of the plot. */
GtkWidget *retexture_plot_widget_new (const RetexturePlot *plot);
