/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shows findings: pictures to choose from, sentences, remedies as buttons, plots; and that new ones
 * are being sought. Called by the dialog.
 */
#pragma once

#include <gtk/gtk.h>

#include "findings.h"
#include "parameters.h"

/* A remedy is to go on to another method. */
typedef void (*RetextureGoOnFunc) (const gchar *method, gpointer user_data);

GtkWidget *retexture_findings_view_new (RetextureParameters *parameters,
                                        RetextureGoOnFunc go_on,
                                        gpointer user_data);

void retexture_findings_view_show (GtkWidget *view, const RetextureFindings *findings);
void retexture_findings_view_set_busy (GtkWidget *view, gboolean busy);
