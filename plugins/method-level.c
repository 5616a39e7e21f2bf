/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Imperfection Level: one dial from a cover's poreless finish to raw.
 */
#include "inspect-level.h"
#include "level-report.h"
#include "method.h"

static const RetextureFactoryPreset presets[] = {
  { N_ ("1 Cover"), "level=1" },         { N_ ("2 Beauty"), "level=2" },
  { N_ ("3 Natural"), "level=3" },       { N_ ("4 Documentary"), "level=4\nkeep=100" },
  { N_ ("5 Raw"), "level=5\nkeep=100" }, { NULL },
};

static const RetextureDelivery delivery = {
  .measure = retexture_level_report_result,
  .measures = {
    { "before", "The level that the layer has against the original, 1 to 5; without one, an estimate; -1 where it "
      "cannot be told" },
    { "after", "The level measured on the result, against the original, or the layer as it was" },
    { "size", "What height of the face was taken, in pixels" },
    { "share", "Of how much of the picture the level is, in percent" },
  },
};

const RetextureMethod retexture_method_level = {
  .procedure = "plug-in-retexture-level",
  .menu_label = N_ ("_Imperfection Level…"),
  .menu_path = RETEXTURE_MENU,
  .operation = "retexture:level",
  .presets = presets,
  .layer = N_ ("Texture"),
  .second = {
    .use = RETEXTURE_SECOND_OPTIONAL,
    .name = "original",
    .label = N_ ("Original"),
    .none = N_ ("None: this layer alone"),
    .guessed = TRUE,
    .help = N_ ("The untouched photograph, whose texture is level 5: a layer of this or another open image; -1 "
            "for none, and the layer itself is level 5"),
  },
  .model = {
    .label = N_ ("Match level of"),
    .none = N_ ("None: as set below"),
    .help = N_ ("Another layer or image whose texture this one is to have; the level that this takes is offered "
                "below. It stays as it is"),
  },
  .blending = { .composition = RETEXTURE_COMPOSITION_TEXTURE },
  .questions = {
    .analyse = retexture_analyse_level,
    .check = retexture_check_level,
    .inspect = retexture_inspect_level,
  },
  .delivery = &delivery,
};
