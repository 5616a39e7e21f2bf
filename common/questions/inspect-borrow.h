/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What Borrow Texture must know beforehand, whether it can be done, and what its dialog shows: the
 * regions to choose from. Match the types of questions.h.
 */
#pragma once

#include "questions.h"

GObject *
retexture_analyse_borrow (RetextureRendering *rendering, GCancellable *cancellable, GError **error);
gboolean retexture_check_borrow (RetextureRendering *rendering,
                                 RetextureParameters *parameters,
                                 GError **error);
RetextureFindings *retexture_inspect_borrow (RetextureRendering *rendering,
                                             RetextureParameters *parameters,
                                             GCancellable *cancellable);
