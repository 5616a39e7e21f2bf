/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Groom: flyaway hairs taken out, and the ground behind them put in their place.
 */
#include "inspect-groom.h"
#include "method.h"

static const RetextureFactoryPreset presets[] = {
  { N_ ("The worst only"), "sensitivity=25" },
  { N_ ("Studio background"), "sensitivity=75" },
  { N_ ("Half as strong"), "amount=50\nsensitivity=75" },
  { NULL },
};

static const RetextureDelivery delivery = {
  .measure = retexture_groom_report,
  .measures = { RETEXTURE_GROOM_MEASURES },
};

const RetextureMethod retexture_method_groom = {
  .procedure = "plug-in-retexture-groom",
  .menu_label = N_ ("_Groom…"),
  .menu_path = RETEXTURE_MENU_FINISH,
  .operation = "retexture:groom",
  .presets = presets,
  .layer = N_ ("Groomed"),
  .second = {
    .use = RETEXTURE_SECOND_MARKS,
    .name = "marks",
    .label = N_ ("Hairs"),
    .none = N_ ("Found as set below"),
    .maker = "plug-in-retexture-flyaways",
    .help = N_ ("A channel that is white where hairs are to go, as Find Flyaways makes one and you have painted it; "
            "-1 for none, and they are found"),
  },
  .blending = { .composition = RETEXTURE_COMPOSITION_TEXTURE },
  .questions = {
    .analyse = retexture_analyse_groom,
    .check = retexture_check_groom,
    .inspect = retexture_inspect_groom,
  },
  .delivery = &delivery,
};
