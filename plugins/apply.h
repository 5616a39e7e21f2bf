/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any method by its name, with its settings by theirs: what scripts are written against, for it
 * stays as it is when methods learn more.
 */
#pragma once

#include "job.h"

extern const RetextureErrand retexture_apply;

/* Whether there is such a method, and it takes these settings; FALSE and an error. */
gboolean retexture_apply_check (const RetextureJob *job,
                                const gchar *method,
                                const gchar *settings,
                                GError **error);

/* Runs a method for `job`, changing the edit itself unless the settings name another output. What
 * it returns, as name=value, or NULL and an error. */
gchar *retexture_apply_in_place (const RetextureJob *job,
                                 gint32 image,
                                 gint32 edit,
                                 gint32 second,
                                 const gchar *method,
                                 const gchar *settings,
                                 GError **error);
