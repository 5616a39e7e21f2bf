/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shows findings: pictures to choose from, sentences, remedies as buttons that set a parameter,
 * plots; and that new ones are being sought. Called by the dialog.
 */
#pragma once

#include <gtk/gtk.h>

#include "findings.h"
#include "parameters.h"

GtkWidget *retexture_findings_view_new (RetextureParameters *parameters);

void retexture_findings_view_show (GtkWidget *view, const RetextureFindings *findings);
void retexture_findings_view_set_busy (GtkWidget *view, gboolean busy);
