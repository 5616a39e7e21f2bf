/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Delivers a map instead of layers: as a channel, as the edit's layer mask, or as the selection, by
 * the parameter "result" of the operation, which makes it with its property "as-mask". In one undo
 * step; until the map is whole, nothing in the image has changed.
 */
#pragma once

#include "job.h"

/* Returns the channel, the mask or the selection, or -1 and an error; `share` is how much of the
 * edit the map covers, in percent. */
gint32 retexture_map_result_deliver (const RetextureJob *job,
                                     RetextureRendering *rendering,
                                     gdouble *share,
                                     GError **error);
