/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "method.h"

const RetextureMethod retexture_method_lift = {
  .procedure = "plug-in-toy-lift",
  .menu_label = N_ ("_Lift…"),
  .menu_path = RETEXTURE_MENU,
  .operation = "toy:lift",
  .layer = N_ ("Pixels"),
};
