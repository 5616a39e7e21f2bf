/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Gives every label of a dialog that stands for a control a letter of its own to reach it by.
 * Labels are translated and controls come from declarations, so nobody can choose the letters by
 * hand. Called once, when the dialog is complete.
 */
#pragma once

#include <gtk/gtk.h>

/* Labels that already have a letter (those of the stock buttons) keep it where they can; the others
 * get the first free letter of their text. Where a label finds all its letters taken, others give
 * way, so that as many labels as possible have one. */
void retexture_mnemonics_assign (GtkWidget *dialog);
