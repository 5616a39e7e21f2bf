/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Recover: align, return what is missing, borrow what does not belong, match the grain.
 */
#include "inspect-recover.h"
#include "method.h"

static const RetextureFactoryPreset presets[] = {
  { N_ ("Natural portrait"), "surface=skin" },
  { N_ ("Beauty portrait"), "surface=skin\namount=70\ntone=luminance" },
  { N_ ("Jewellery, macro"), "surface=metal\nengine=structured\nfollow=TRUE\ntone=luminance" },
  { N_ ("Cloth and product"), "surface=cloth\nengine=structured\npatch=48" },
  { NULL },
};

const RetextureMethod retexture_method_recover = {
  .procedure = "plug-in-retexture-recover",
  .menu_label = N_ ("_Recover…"),
  .menu_path = RETEXTURE_MENU,
  .operation = "retexture:recover",
  .presets = presets,
  .second = {
    .use = RETEXTURE_SECOND_OPTIONAL,
    .name = "original",
    .label = N_ ("Original"),
    .none = N_ ("None: borrow and match grain"),
    .guessed = TRUE,
    .help = N_ ("The untouched original: a layer of this or another open image; -1 for none, and texture "
            "is borrowed where the selection or the plastic map says"),
  },
  .blending = { .composition = RETEXTURE_COMPOSITION_NORMAL },
  .questions = {
    .analyse = retexture_analyse_recover,
    .needs_analysis = retexture_recover_needs_analysis,
    .check = retexture_check_recover,
    .inspect = retexture_inspect_recover,
  },
};
