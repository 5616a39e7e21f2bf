/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "node-bands.h"

/* Rows between two looks at whether it is still wanted. */
#define ROWS 256

gboolean
retexture_node_render (GeglNode *node, GeglBuffer *target, GCancellable *cancellable)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (target);
  GeglRectangle band = *extent;

  for (gint y = 0; y < extent->height && !g_cancellable_is_cancelled (cancellable); y += ROWS)
    {
      band.y = extent->y + y;
      band.height = MIN (ROWS, extent->height - y);
      gegl_node_blit_buffer (node, target, &band, 0, GEGL_ABYSS_NONE);
    }
  return !g_cancellable_is_cancelled (cancellable);
}
