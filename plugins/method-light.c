/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Light: the tone of skin or metal made even, shaped, and given another finish; its texture stays.
 */
#include "inspect-light.h"
#include "method.h"

static const RetextureFactoryPreset presets[] = {
  { N_ ("Even complexion"), "even=60" },
  { N_ ("Pre-lit portrait"), "even=50\nshape=25\nfinish=luminous\nstrength=60\nkey=15" },
  { N_ ("Dewy"), "even=40\nfinish=dewy\nstrength=60" },
  { N_ ("Matte"), "even=50\nfinish=matte\nstrength=70" },
  { N_ ("Flat light"), "even=50\nshape=-50" },
  { N_ ("Polished metal"), "even=20\nshape=20\nfinish=dewy\nstrength=80\nsurface=metal" },
  { N_ ("Satin metal"), "even=30\nfinish=matte\nstrength=80\nsurface=metal" },
  { NULL },
};

const RetextureMethod retexture_method_light = {
  .procedure = "plug-in-retexture-light",
  .menu_label = N_ ("_Light…"),
  .menu_path = RETEXTURE_MENU_FINISH,
  .operation = "retexture:light",
  .presets = presets,
  .layer = N_ ("Light"),
  .blending = { .composition = RETEXTURE_COMPOSITION_TEXTURE },
  .questions = {
    .analyse = retexture_analyse_light,
    .check = retexture_check_light,
    .inspect = retexture_inspect_light,
  },
};
