/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What Recover finds out about its pictures, and what a dialog says of it.
 */
#pragma once

#include "questions.h"

GObject *retexture_analyse_recover (RetextureRendering *rendering,
                                    GCancellable *cancellable,
                                    GError **error);
gboolean retexture_check_recover (RetextureRendering *rendering,
                                  RetextureParameters *parameters,
                                  GError **error);
RetextureFindings *retexture_inspect_recover (RetextureRendering *rendering,
                                              RetextureParameters *parameters,
                                              GCancellable *cancellable);
