/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The framework's front door: registers methods with GIMP and runs them. Called by main.c only.
 */
#pragma once

#include <libgimp/gimp.h>

#include "method.h"

/* `methods` ends with NULL. */
void retexture_plug_in_query (const RetextureMethod *const *methods);

void retexture_plug_in_run (const RetextureMethod *const *methods,
                            const gchar *name,
                            gint n_params,
                            const GimpParam *params,
                            gint *n_results,
                            GimpParam **results);
