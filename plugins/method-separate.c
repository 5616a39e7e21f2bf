/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Frequency Separation: tone and texture as layers that add up to the picture exactly.
 */
#include "inspect-separation.h"
#include "method.h"

const RetextureMethod retexture_method_separate = {
  .procedure = "plug-in-retexture-separate",
  .menu_label = N_ ("_Frequency Separation…"),
  .menu_path = RETEXTURE_MENU,
  .operation = "retexture:separate",
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
