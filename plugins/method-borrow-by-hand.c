/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Borrow by Hand: tone and texture apart, and all set for cloning on the texture.
 */
#include "clone-tool.h"
#include "inspect-separation.h"
#include "method.h"

/* Two layers, of which the texture is to be painted on. */
static const RetextureFixed fixed[] = {
  { "bands", 2 },
  { "lock-high", FALSE },
  { RETEXTURE_PARAMETER_OUTPUT, RETEXTURE_OUTPUT_LAYERS },
  { NULL },
};

const RetextureMethod retexture_method_borrow_by_hand = {
  .procedure = "plug-in-retexture-borrow-by-hand",
  .menu_label = N_ ("Borrow by _Hand…"),
  .menu_path = RETEXTURE_MENU,
  .operation = "retexture:separate",
  .title = N_ ("Borrow by Hand"),
  .description
  = N_ ("Separates tone and texture and prepares the clone tool, to paint healthy texture "
        "over plastic areas by hand"),
  .fixed = fixed,
  .source = RETEXTURE_SOURCE_BORROWED,
  .blending = { .composition = RETEXTURE_COMPOSITION_NORMAL },
  .questions = { .inspect = retexture_inspect_separation },
  .finish = retexture_clone_tool_prepare,
};
