/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A button beside an entry that holds a file's path: opens GTK's chooser and writes what was chosen
 * into the entry. Called by text-row.c for parameters of the unit "file".
 */
#pragma once

#include <gtk/gtk.h>

GtkWidget *retexture_file_button_new (GtkEntry *entry);
