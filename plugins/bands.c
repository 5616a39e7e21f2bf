/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "bands.h"

#include <libgimp/gimp.h>

/* Rows rendered between two reports of progress. */
#define BAND 512

static gpointer
flush (gpointer buffers)
{
  g_ptr_array_foreach (buffers, (GFunc) gegl_buffer_flush, NULL);
  return NULL;
}

/* Handing tiles over to GIMP is mostly waiting for its answers, so each band is handed over while
 * the next is computed; libgimp lets one tile at a time on the wire, whichever thread it comes
 * from. Procedures are not called meanwhile: they would take the tiles' answers. */
void
retexture_bands_render (RetextureProgress *progress,
                        const GeglRectangle *area,
                        GPtrArray *buffers,
                        RetextureBandFunc func,
                        gpointer user_data)
{
  GThread *flusher = NULL;

  for (gint y = 0; y < area->height; y += BAND)
    {
      const GeglRectangle band
          = { area->x, area->y + y, area->width, MIN (BAND, area->height - y) };

      func (&band, user_data);
      g_clear_pointer (&flusher, g_thread_join);
      gimp_progress_update ((progress->step + (gdouble) (y + band.height) / area->height)
                            / progress->steps);
      flusher = g_thread_new ("flush", flush, buffers);
    }
  g_clear_pointer (&flusher, g_thread_join);
  progress->step++;
}
