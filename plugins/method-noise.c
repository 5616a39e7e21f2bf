/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Noise & Blend: noise on middle grey over the edit, or grain that matches the photograph's own.
 */
#include "inspect-noise.h"
#include "method.h"

/* By the operation's "blend". */
static const RetextureComposition compositions[] = {
  RETEXTURE_COMPOSITION_SOFT_LIGHT,
  RETEXTURE_COMPOSITION_OVERLAY,
  RETEXTURE_COMPOSITION_GRAIN_MERGE,
};

static const RetextureFactoryPreset presets[] = {
  { N_ ("Match the photograph"), "distribution=match" },
  { N_ ("Fine film grain"),
    "amount=4\ndistribution=gaussian\nsoftness=0.6\nshadows=80\nhighlights=50" },
  { N_ ("The recipe, 2 %"), "amount=2\npreserve=FALSE\nshadows=100\nhighlights=100\nmask=black" },
  { N_ ("The recipe, 3 %"), "amount=3\npreserve=FALSE\nshadows=100\nhighlights=100\nmask=black" },
  { N_ ("The recipe, 4 %"), "amount=4\npreserve=FALSE\nshadows=100\nhighlights=100\nmask=black" },
  { NULL },
};

const RetextureMethod retexture_method_noise = {
  .procedure = "plug-in-retexture-noise",
  .menu_label = N_ ("_Noise & Blend…"),
  .menu_path = RETEXTURE_MENU,
  .operation = "retexture:noise",
  .presets = presets,
  .layer = N_ ("Noise"),
  .second = {
    .use = RETEXTURE_SECOND_SAMPLE,
    .name = "sample",
    .label = N_ ("Grain from"),
    .none = N_ ("This layer's untouched parts"),
    .help = N_ ("Where Match measures the grain: any layer, such as the original; -1 for the parts of "
            "the edit that still have it (those outside the selection, where there is one)"),
  },
  .source = RETEXTURE_SOURCE_SYNTHESISED,
  .blending = { .parameter = "blend", .choices = compositions },
  .questions = {
    .analyse = retexture_analyse_noise,
    .needs_analysis = retexture_noise_needs_analysis,
    .inspect = retexture_inspect_noise,
  },
};
