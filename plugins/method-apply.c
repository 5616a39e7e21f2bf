/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Apply by Name: the suite's front door for scripts.
 */
#include "apply.h"

const RetextureMethod retexture_method_apply = {
  .procedure = "plug-in-retexture-apply",
  .menu_label = N_ ("Apply by _Name…"),
  .menu_path = RETEXTURE_MENU_PREPARE,
  .title = N_ ("Apply by Name"),
  .description = N_ ("Runs any method of the suite by its name, with its settings by theirs"),
  .second = {
    .use = RETEXTURE_SECOND_OPTIONAL,
    .name = "second",
    .help = N_ ("The method's second picture, such as the original; -1 for none"),
  },
  .errand = &retexture_apply,
};
