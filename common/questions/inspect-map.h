/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What Map Original Texture must know beforehand to return only what is missing, and what its
 * dialog says of it. Match the types of questions.h.
 */
#pragma once

#include "questions.h"

GObject *
retexture_analyse_map (RetextureRendering *rendering, GCancellable *cancellable, GError **error);
gboolean retexture_map_needs_analysis (RetextureParameters *parameters);
RetextureFindings *retexture_inspect_map (RetextureRendering *rendering,
                                          RetextureParameters *parameters,
                                          GCancellable *cancellable);
