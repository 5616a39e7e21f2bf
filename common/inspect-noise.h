/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What Noise & Blend must measure beforehand, and what its dialog plots: the grain of the
 * photograph beside that of the noise that will be added. Match RetextureAnalyseFunc and
 * RetextureInspectFunc.
 */
#pragma once

#include "findings.h"

GObject *retexture_analyse_noise (RetextureRendering *rendering,
                                  RetextureParameters *parameters,
                                  GCancellable *cancellable,
                                  GError **error);
RetextureFindings *retexture_inspect_noise (RetextureRendering *rendering,
                                            RetextureParameters *parameters,
                                            GCancellable *cancellable);
