/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Borrow Texture: healthy texture, and only its texture, over the selected plastic area.
 */
#include "inspect-borrow.h"
#include "method.h"

static const RetextureFactoryPreset presets[] = {
  { N_ ("Pores"), "radius=4" },
  { N_ ("Peach fuzz and fine hair"), "radius=5\nfollow=TRUE" },
  { N_ ("Creases and weave"), "engine=structured\nradius=8\npatch=48" },
  { N_ ("Brushed metal"), "engine=structured\nfollow=TRUE\nradius=6\npatch=40" },
  { NULL },
};

const RetextureMethod retexture_method_borrow = {
  .procedure = "plug-in-retexture-borrow",
  .menu_label = N_ ("_Borrow Texture…"),
  .menu_path = RETEXTURE_MENU,
  .operation = "retexture:borrow",
  .presets = presets,
  .layer = N_ ("Borrowed texture"),
  .second = {
    .use = RETEXTURE_SECOND_DONOR,
    .name = "donor",
    .label = N_ ("Borrow from"),
    .none = N_ ("This layer"),
    .help = N_ ("Where healthy texture is taken from: any layer; a channel, for the place in this layer "
            "(or in another image's selected layer) that it marks; -1 for this layer outside the "
            "selection"),
  },
  .source = RETEXTURE_SOURCE_BORROWED,
  .blending = { .composition = RETEXTURE_COMPOSITION_TEXTURE },
  .questions = {
    .analyse = retexture_analyse_borrow,
    .check = retexture_check_borrow,
    .inspect = retexture_inspect_borrow,
  },
};
