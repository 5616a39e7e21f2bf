/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Disclose: what was done to the picture, in its metadata, and on a label where one is wished.
 */
#include "disclose.h"

static const RetextureFactoryPreset presets[] = {
  { N_ ("AI edit, texture returned"), "beneath=edited\nstatement=description" },
  { N_ ("Photograph without AI"), "beneath=photograph" },
  { NULL },
};

const RetextureMethod retexture_method_disclose = {
  .procedure = "plug-in-retexture-disclose",
  .menu_label = N_ ("_Disclose…"),
  .menu_path = RETEXTURE_MENU_HAND_OVER,
  .title = N_ ("Disclose"),
  .description = N_ ("Says in the image's metadata, for machines and people, what was done to it"),
  .errand = &retexture_disclose,
  .presets = presets,
};
