/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "comparison.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

static void
free_pixels (guchar *pixels, gpointer unused)
{
  g_free (pixels);
}

/* A rectangle, `size` pixels wide or high at most. */
static GBytes *
take_picture (GeglBuffer *buffer, const GeglRectangle *area, gint size)
{
  const gdouble scale = MIN (1.0, (gdouble) size / MAX (area->width, area->height));
  const GeglRectangle scaled
      = { area->x * scale, area->y * scale, MAX (1, (gint) (area->width * scale)),
          MAX (1, (gint) (area->height * scale)) };
  guchar *pixels = g_malloc ((gsize) 3 * scaled.width * scaled.height);
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  gchar *data = NULL;
  gsize length = 0;

  gegl_buffer_get (buffer, &scaled, scale, babl_format ("R'G'B' u8"), pixels, 3 * scaled.width,
                   GEGL_ABYSS_CLAMP | GEGL_BUFFER_FILTER_BOX);
  pixbuf = gdk_pixbuf_new_from_data (pixels, GDK_COLORSPACE_RGB, FALSE, 8, scaled.width,
                                     scaled.height, 3 * scaled.width, free_pixels, NULL);
  gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "jpeg", NULL, "quality", "90", NULL);
  return g_bytes_new_take (data, length);
}

void
retexture_comparison_make (RetextureComparison *self,
                           GeglBuffer *before,
                           GeglBuffer *after,
                           const GeglRectangle *detail)
{
  const GeglRectangle *whole = gegl_buffer_get_extent (before);
  const gint size = MAX (detail->width, detail->height);

  self->before = take_picture (before, whole, RETEXTURE_COMPARISON_SMALL);
  self->after = take_picture (after, whole, RETEXTURE_COMPARISON_SMALL);
  self->before_detail = take_picture (before, detail, size);
  self->after_detail = take_picture (after, detail, size);
}

void
retexture_comparison_clear (RetextureComparison *self)
{
  g_clear_pointer (&self->before, g_bytes_unref);
  g_clear_pointer (&self->after, g_bytes_unref);
  g_clear_pointer (&self->before_detail, g_bytes_unref);
  g_clear_pointer (&self->after_detail, g_bytes_unref);
}
