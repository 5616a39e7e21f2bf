/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the Plastic Map must know beforehand, and what its dialog says of it. Match the types of
 * questions.h.
 */
#pragma once

#include "questions.h"

GObject *
retexture_analyse_detect (RetextureRendering *rendering, GCancellable *cancellable, GError **error);
RetextureFindings *retexture_inspect_detect (RetextureRendering *rendering,
                                             RetextureParameters *parameters,
                                             GCancellable *cancellable);
