/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Map Original Texture: what the edit lost of the original's texture, or all of the original minus
 * its blur, laid over the edit in Linear Light.
 */
#include "inspect-map.h"
#include "method.h"

static const RetextureFactoryPreset presets[] = {
  { N_ ("Portrait, head"), "radius=5" },
  { N_ ("Portrait, half-length"), "radius=3" },
  { N_ ("Jewellery, macro"), "radius=6\ntone=luminance" },
  { N_ ("Cloth and product"), "radius=8" },
  { N_ ("The recipe"), "returned=everything\ntone-low=25\ntone-high=75\nmask=black" },
  { NULL },
};

const RetextureMethod retexture_method_map = {
  .procedure = "plug-in-retexture-map",
  .menu_label = N_ ("_Map Original Texture…"),
  .menu_path = RETEXTURE_MENU,
  .operation = "retexture:map",
  .presets = presets,
  .layer = N_ ("Texture"),
  .second = {
    .use = RETEXTURE_SECOND_REQUIRED,
    .name = "original",
    .label = N_ ("Original"),
    .help = N_ ("The untouched original: a layer of this or another open image"),
  },
  .source = RETEXTURE_SOURCE_PHOTOGRAPHED,
  .blending = { .composition = RETEXTURE_COMPOSITION_TEXTURE },
  .questions = {
    .analyse = retexture_analyse_map,
    .needs_analysis = retexture_map_needs_analysis,
    .inspect = retexture_inspect_map,
  },
};
