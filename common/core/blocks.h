/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An area cut into blocks, which are made side by side on all cores: what a thread touches at a
 * time then stays in its own cache.
 */
#pragma once

#include <gegl.h>

/* Called from several threads. */
typedef void (*RetextureBlockFunc) (const GeglRectangle *block, gpointer user_data);

/* Of `columns` x `rows` pixels, from the area's corner on; the last ones are smaller. */
void retexture_blocks_make (const GeglRectangle *area,
                            gint columns,
                            gint rows,
                            RetextureBlockFunc func,
                            gpointer user_data);
