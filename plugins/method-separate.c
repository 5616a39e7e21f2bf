/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Frequency Separation: tone and texture as layers that add up to the picture exactly.
 */
#include "inspect-separation.h"
#include "method.h"

static const RetextureFactoryPreset presets[] = {
  { N_ ("Portrait, head"), "radius=5" },
  { N_ ("Portrait, edges kept"), "radius=8\nfilter=edge-aware" },
  { N_ ("Five bands"), "radius=1\nbands=5" },
  { N_ ("Macro jewellery, 3 px"), "radius=3" },
  { N_ ("Macro jewellery, 4 px"), "radius=4" },
  { N_ ("Macro jewellery, 6 px"), "radius=6" },
  { NULL },
};

const RetextureMethod retexture_method_separate = {
  .procedure = "plug-in-retexture-separate",
  .menu_label = N_ ("_Frequency Separation…"),
  .menu_path = RETEXTURE_MENU,
  .operation = "retexture:separate",
  .presets = presets,
  .second = {
    .use = RETEXTURE_SECOND_OPTIONAL,
    .name = "low",
    .label = N_ ("Edited low"),
    .none = N_ ("None: separate only"),
    .help = N_ ("A low layer that was edited elsewhere, to be joined with this picture's texture; -1 for none"),
  },
  .blending = { .composition = RETEXTURE_COMPOSITION_NORMAL },
  .questions = { .inspect = retexture_inspect_separation },
};
