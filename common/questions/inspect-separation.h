/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the dialog says of a Frequency Separation: whether it is exact, what is clipped, where it
 * rings, each with its remedy. Matches RetextureInspectFunc.
 */
#pragma once

#include "questions.h"

RetextureFindings *retexture_inspect_separation (RetextureRendering *rendering,
                                                 RetextureParameters *parameters,
                                                 GCancellable *cancellable);
