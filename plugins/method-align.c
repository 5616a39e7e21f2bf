/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Align Original: the photograph under the edit, to a fraction of a pixel, for methods of this
 * suite and for work by hand.
 */
#include "align-result.h"
#include "method.h"

/* It makes no layers of its own over the edit. */
static const RetextureFixed fixed[] = {
  { "tone-low", 0.0 },
  { "tone-high", 100.0 },
  { "tone-softness", 0.0 },
  { RETEXTURE_PARAMETER_MASK, RETEXTURE_MASK_WHITE },
  { RETEXTURE_PARAMETER_OUTPUT, RETEXTURE_OUTPUT_LAYERS },
  { RETEXTURE_PARAMETER_ALIGN, RETEXTURE_ALIGN_ALWAYS },
  { NULL },
};

const RetextureMethod retexture_method_align = {
  .procedure = "plug-in-retexture-align",
  .menu_label = N_ ("_Align Original…"),
  .menu_path = RETEXTURE_MENU_PREPARE,
  .operation = "retexture:align",
  .fixed = fixed,
  .second = {
    .use = RETEXTURE_SECOND_REQUIRED,
    .name = "original",
    .label = N_ ("Original"),
    .help = N_ ("The untouched original: a layer of this or another open image"),
  },
  .blending = { .composition = RETEXTURE_COMPOSITION_NORMAL },
  .delivery = &retexture_align_delivery,
};
