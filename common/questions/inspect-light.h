/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What Light must know beforehand, and what its dialog says: of what height the face is taken to
 * be, and where the key light comes from. Match the types of questions.h.
 */
#pragma once

#include "questions.h"

GObject *
retexture_analyse_light (RetextureRendering *rendering, GCancellable *cancellable, GError **error);
gboolean retexture_check_light (RetextureRendering *rendering,
                                RetextureParameters *parameters,
                                GError **error);
RetextureFindings *retexture_inspect_light (RetextureRendering *rendering,
                                            RetextureParameters *parameters,
                                            GCancellable *cancellable);
