/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What Imperfection Level must know beforehand, and what its dialog says of the pictures: the level
 * they have, band by band, and small pictures of all levels. Match the types of questions.h.
 */
#pragma once

#include "questions.h"

GObject *
retexture_analyse_level (RetextureRendering *rendering, GCancellable *cancellable, GError **error);
gboolean retexture_check_level (RetextureRendering *rendering,
                                RetextureParameters *parameters,
                                GError **error);
RetextureFindings *retexture_inspect_level (RetextureRendering *rendering,
                                            RetextureParameters *parameters,
                                            GCancellable *cancellable);

/* The same without the levels to choose from, for who only measures. */
RetextureFindings *retexture_inspect_measure (RetextureRendering *rendering,
                                              RetextureParameters *parameters,
                                              GCancellable *cancellable);
