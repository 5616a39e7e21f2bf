/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rebuild Metal Grain: micro-scratches and grain for gold, silver and steel that an edit smoothed.
 */
#include "inspect-metal.h"
#include "method.h"

/* By the operation's "blend". */
static const RetextureComposition compositions[] = {
  RETEXTURE_COMPOSITION_OVERLAY,
  RETEXTURE_COMPOSITION_SOFT_LIGHT,
  RETEXTURE_COMPOSITION_GRAIN_MERGE,
};

static const RetextureFactoryPreset presets[] = {
  { N_ ("Polished gold"),
    "amount=1.2\nlength=8\nwidth=0.4\nspread=14\nspecular=160\nprotection=90\ntinted=TRUE" },
  { N_ ("Brushed steel"),
    "amount=3\nlength=80\nwidth=0.5\ndensity=400\nspread=1\nspecular=60\nprotection=60" },
  { N_ ("Satin silver"),
    "amount=1.6\nlength=20\ndensity=600\nspread=6\nsharpen-amount=60\nprotection=70" },
  { N_ ("Hammered"), "texture=hammered\namount=5\nlength=36\nangle=-60\nsharpen-amount=0" },
  { N_ ("Noise and unsharp mask"),
    "texture=noise\npreserve=FALSE\nspecular=0\nprotection=0\nfocus=0" },
  { NULL },
};

const RetextureMethod retexture_method_metal = {
  .procedure = "plug-in-retexture-metal",
  .menu_label = N_ ("_Rebuild Metal Grain…"),
  .menu_path = RETEXTURE_MENU,
  .operation = "retexture:metal",
  .presets = presets,
  .layer = N_ ("Metal grain"),
  .second = {
    .use = RETEXTURE_SECOND_DONOR,
    .name = "donor",
    .label = N_ ("Intact metal in"),
    .none = N_ ("This layer"),
    .help = N_ ("Where Match measures metal that still has its texture: any layer; a channel, for the place "
            "in this layer (or in another image's selected layer) that it marks; -1 for this layer, "
            "outside the selection where there is one"),
  },
  .source = RETEXTURE_SOURCE_SYNTHESISED,
  .blending = { .parameter = "blend", .choices = compositions },
  .questions = {
    .analyse = retexture_analyse_metal,
    .needs_analysis = retexture_metal_needs_analysis,
    .check = retexture_check_metal,
    .inspect = retexture_inspect_metal,
  },
};
