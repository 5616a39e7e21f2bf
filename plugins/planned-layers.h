/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The layers of a plan: rendered, and put into the group that is the result.
 */
#pragma once

#include "work.h"

/* Renders all that is planned; what GIMP gave no layer for stays without one. */
void retexture_planned_layers_render (RetextureWork *work);

/* Whether nothing that was planned is missing. */
gboolean retexture_planned_layers_are_made (const RetextureWork *work);

/* Puts them into the group; which one is to be selected: the group itself, if no other. */
gint32 retexture_planned_layers_insert (const RetextureWork *work, gint32 group);
