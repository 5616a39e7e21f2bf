/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Map Original Texture: the original minus its blur, laid over the edit in Linear Light.
 */
#include "method.h"

const RetextureMethod retexture_method_map = {
  .procedure = "plug-in-retexture-map",
  .menu_label = N_ ("_Map Original Texture…"),
  .menu_path = RETEXTURE_MENU,
  .operation = "retexture:map",
  .original_label = N_ ("Original"),
  .composition = RETEXTURE_COMPOSITION_TEXTURE,
};
