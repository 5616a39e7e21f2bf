/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The buttons that zoom the preview's canvas, with their keys. Made by the preview.
 */
#pragma once

#include "canvas.h"

GtkWidget *retexture_zoom_buttons_new (RetextureCanvas *canvas, GtkAccelGroup *keys);
