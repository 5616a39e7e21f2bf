/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plastic Map: where an edit lost its texture, or changed the picture.
 */
#include "inspect-detect.h"
#include "map-result.h"
#include "method.h"

/* It is shown over the edit, and makes no layers. */
static const RetextureFixed fixed[] = {
  { "overlay", 60.0 },
  { "tone-low", 0.0 },
  { "tone-high", 100.0 },
  { "tone-softness", 0.0 },
  { RETEXTURE_PARAMETER_MASK, RETEXTURE_MASK_SELECTION },
  { RETEXTURE_PARAMETER_OUTPUT, RETEXTURE_OUTPUT_LAYERS },
  { NULL },
};

static const RetextureDelivery delivery = {
  .deliver = retexture_map_result_deliver,
  .made = { "map", "The channel or mask made, or the selection" },
  .measures = { { "share", "How much of the layer it covers, in percent" } },
};

const RetextureMethod retexture_method_detect = {
  .procedure = "plug-in-retexture-detect",
  .menu_label = N_ ("_Plastic Map…"),
  .menu_path = RETEXTURE_MENU_PREPARE,
  .operation = "retexture:detect",
  .fixed = fixed,
  .second = {
    .use = RETEXTURE_SECOND_OPTIONAL,
    .name = "original",
    .label = N_ ("Original"),
    .none = N_ ("None: a hint by this layer alone"),
    .guessed = TRUE,
    .help = N_ ("The untouched original: a layer of this or another open image; -1 for none, and a hint "
            "by the layer alone"),
  },
  .blending = { .composition = RETEXTURE_COMPOSITION_NORMAL, .opacity = "overlay" },
  .questions = {
    .analyse = retexture_analyse_detect,
    .inspect = retexture_inspect_detect,
  },
  .delivery = &delivery,
};
