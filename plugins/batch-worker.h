/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GIMP's side of retexture-batch: takes one picture after the other from it, and answers. Pictures
 * come as lines of JSON, in which files are URIs, so that no name is ever a part of a script:
 *
 *   {"edit": URI, "original": URI or "", "file": URI, "quality": 95, "sheet": true,
 *    "steps": [{"method": "recover", "settings": "preset='Cloth and product'"}, …]}
 *   {"check": [steps]}
 *
 * Answers are {"done": true, "sha256": …, "report": {"recover.lost": …}, "sheet": {"before": base64
 * of JPEG, "after", "before-detail", "after-detail"}} or {"done": false, "error": sentence}.
 */
#pragma once

#include "method.h"

extern const RetextureErrand retexture_batch_worker;
