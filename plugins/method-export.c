/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Export: the picture as a file that carries what was disclosed, read back and checked.
 */
#include "export.h"

static const RetextureFactoryPreset presets[] = {
  { N_ ("For the web"), "quality=88" },
  { N_ ("For print"), "quality=100" },
  { NULL },
};

const RetextureMethod retexture_method_export = {
  .procedure = "plug-in-retexture-export",
  .menu_label = N_ ("_Export…"),
  .menu_path = RETEXTURE_MENU_HAND_OVER,
  .title = N_ ("Export"),
  .description
  = N_ ("Writes the picture to a file with all that was disclosed of it, and a manifest "
        "of Content Credentials beside it"),
  .errand = &retexture_export,
  .presets = presets,
};
