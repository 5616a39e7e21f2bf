/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What GIMP must be set to, for texture to be cloned by hand.
 */
#pragma once

#include <libgimp/gimp.h>

/* Selects the texture layer of a separation, the group `result`, and sets brush, opacity, mode and
 * paint method for cloning on it; asks for the rest in words where a user is there to read them. */
void retexture_clone_tool_prepare (gint32 image, gint32 result, gboolean interactive);
