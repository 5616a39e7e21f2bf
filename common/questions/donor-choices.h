/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The regions with healthy texture, as small pictures for the user to choose from.
 */
#pragma once

#include "borrowing.h"
#include "findings.h"

/* Adds them under `title`; the one that `operation` asks for (see borrowing.h) is chosen. */
void retexture_donor_choices_add (RetextureFindings *findings,
                                  RetextureBorrowing *borrowing,
                                  GObject *operation,
                                  const gchar *title,
                                  GCancellable *cancellable);
