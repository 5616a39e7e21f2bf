/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rendering a whole picture that may no longer be wanted before it is done.
 */
#pragma once

#include <gegl.h>
#include <gio/gio.h>

/* Fills the buffer from a node; FALSE when cancelled. */
gboolean retexture_node_render (GeglNode *node, GeglBuffer *target, GCancellable *cancellable);
