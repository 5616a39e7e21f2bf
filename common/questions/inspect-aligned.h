/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What there is to say about an original that was aligned first, whatever the method.
 */
#pragma once

#include "findings.h"
#include "rendering.h"

/* Adds a note where one was. */
void retexture_inspect_aligned (RetextureRendering *rendering, RetextureFindings *findings);
