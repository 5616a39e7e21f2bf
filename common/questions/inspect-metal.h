/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What Rebuild Metal Grain must know beforehand, whether it can be done, and what its dialog shows:
 * which way the texture runs, and the intact metal to choose from. Match the types of questions.h.
 */
#pragma once

#include "questions.h"

GObject *
retexture_analyse_metal (RetextureRendering *rendering, GCancellable *cancellable, GError **error);
gboolean retexture_metal_needs_analysis (RetextureParameters *parameters);
gboolean retexture_check_metal (RetextureRendering *rendering,
                                RetextureParameters *parameters,
                                GError **error);
RetextureFindings *retexture_inspect_metal (RetextureRendering *rendering,
                                            RetextureParameters *parameters,
                                            GCancellable *cancellable);
