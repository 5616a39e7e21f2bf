/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Luminosity Blend: the original's luminosity over the edit, at a low opacity.
 */
#include "method.h"

/* By the operation's "formula": its first choice replaces the luminosity itself. */
static const RetextureComposition compositions[] = {
  RETEXTURE_COMPOSITION_NORMAL,
  RETEXTURE_COMPOSITION_LCH_LIGHTNESS,
  RETEXTURE_COMPOSITION_LUMINANCE,
  RETEXTURE_COMPOSITION_HSV_VALUE,
};

static const RetextureFactoryPreset presets[] = {
  { N_ ("Fine detail, portrait"), "amount=30\nradius=5" },
  { N_ ("Fine detail, jewellery"), "amount=40\nradius=12" },
  { N_ ("The recipe"), "band-limit=FALSE" },
  { NULL },
};

const RetextureMethod retexture_method_luminosity = {
  .procedure = "plug-in-retexture-luminosity",
  .menu_label = N_ ("_Luminosity Blend…"),
  .menu_path = RETEXTURE_MENU,
  .operation = "retexture:luminosity",
  .presets = presets,
  .layer = N_ ("Luminosity"),
  .second = {
    .use = RETEXTURE_SECOND_REQUIRED,
    .name = "original",
    .label = N_ ("Original"),
    .help = N_ ("The untouched original: a layer of this or another open image"),
  },
  .source = RETEXTURE_SOURCE_PHOTOGRAPHED,
  .blending = {
    .parameter = "formula",
    .choices = compositions,
    .opacity = "amount",
  },
};
