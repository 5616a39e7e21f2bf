/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Press: the folds of cloth eased; its weave, drape, seams and prints stay.
 */
#include "inspect-press.h"
#include "method.h"

static const RetextureFactoryPreset presets[] = {
  { N_ ("Lifestyle: as worn"), "amount=25" },
  { N_ ("E-commerce"), "amount=65" },
  { N_ ("Ironed"), "amount=100" },
  { NULL },
};

const RetextureMethod retexture_method_press = {
  .procedure = "plug-in-retexture-press",
  .menu_label = N_ ("_Press…"),
  .menu_path = RETEXTURE_MENU_FINISH,
  .operation = "retexture:press",
  .presets = presets,
  .layer = N_ ("Pressed"),
  .blending = { .composition = RETEXTURE_COMPOSITION_TEXTURE },
  .questions = {
    .analyse = retexture_analyse_press,
    .check = retexture_check_press,
    .inspect = retexture_inspect_press,
  },
};
