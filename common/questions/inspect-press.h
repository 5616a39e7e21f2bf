/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What Press must know beforehand, and what its dialog says: how wide folds are taken to be, and
 * how strong they are. Match the types of questions.h.
 */
#pragma once

#include "questions.h"

GObject *
retexture_analyse_press (RetextureRendering *rendering, GCancellable *cancellable, GError **error);
gboolean retexture_check_press (RetextureRendering *rendering,
                                RetextureParameters *parameters,
                                GError **error);
RetextureFindings *retexture_inspect_press (RetextureRendering *rendering,
                                            RetextureParameters *parameters,
                                            GCancellable *cancellable);
