/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finds the spot where a rendering changes the edit most, in slices between the main loop's events.
 * Called by the preview for its button; knows no widget. It looks at full size, since fine texture
 * is gone in a smaller copy.
 */
#pragma once

#include "rendering.h"

typedef struct _RetextureSearch RetextureSearch;

/* `done` comes once, and the search is gone then. `change` is the spot's mean absolute difference,
 * 0.0 where nothing changes at all; `x` and `y` its middle, in image pixels. */
typedef void (*RetextureSearchFunc) (gdouble change, gint x, gint y, gpointer user_data);
typedef void (*RetextureSearchProgressFunc) (gdouble fraction, gpointer user_data);

/* The rendering has its parameters and must keep them until the search ends or is cancelled. */
RetextureSearch *retexture_search_start (RetextureRendering *rendering,
                                         RetextureSearchFunc done,
                                         RetextureSearchProgressFunc progress,
                                         gpointer user_data);

/* Ends it without a call of `done`. */
void retexture_search_cancel (RetextureSearch *self);
