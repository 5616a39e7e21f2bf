/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What Noise & Blend must measure beforehand, and what its dialog plots: the grain of the
 * photograph beside that of the noise that will be added. Match the types of questions.h.
 */
#pragma once

#include "questions.h"

GObject *
retexture_analyse_noise (RetextureRendering *rendering, GCancellable *cancellable, GError **error);
gboolean retexture_noise_needs_analysis (RetextureParameters *parameters);
RetextureFindings *retexture_inspect_noise (RetextureRendering *rendering,
                                            RetextureParameters *parameters,
                                            GCancellable *cancellable);
