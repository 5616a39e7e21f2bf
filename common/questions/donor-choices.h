/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The regions with healthy texture, as small pictures for the user to choose from.
 */
#pragma once

#include "borrowing.h"
#include "findings.h"

/* Adds them under `title`; `chosen` is in use. What is `drawn` by the user has to give way to a
 * choice. */
void retexture_donor_choices_add (RetextureFindings *findings,
                                  RetextureBorrowing *borrowing,
                                  const GeglRectangle *chosen,
                                  gboolean drawn,
                                  const gchar *title,
                                  GCancellable *cancellable);

/* The same for an operation that says by its properties what is in use (see borrowing.h). */
void retexture_donor_choices_add_for (RetextureFindings *findings,
                                      RetextureBorrowing *borrowing,
                                      GObject *operation,
                                      const gchar *title,
                                      GCancellable *cancellable);

/* Where there is nothing to borrow: another method that needs nothing. */
void retexture_donor_choices_offer_noise (RetextureFindings *findings);
