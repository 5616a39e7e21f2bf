/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "export-page.h"

#include "page.h"
#include "source-map.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gegl.h>
#include <string.h>

/* Pixels of the page's pictures. */
#define SMALL 480
#define DETAIL_WIDTH 480
#define DETAIL_HEIGHT 320

static GBytes *
save (GdkPixbuf *pixbuf, const gchar *type)
{
  gchar *data = NULL;
  gsize size = 0;

  gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, type, NULL, NULL);
  return g_bytes_new_take (data, size);
}

static void
free_pixels (guchar *pixels, gpointer unused)
{
  g_free (pixels);
}

/* A rectangle of what can be seen of an image, `size` pixels wide at most. */
static GBytes *
take_picture (gint32 image, const GeglRectangle *area, gint size)
{
  const gint32 visible = gimp_layer_new_from_visible (image, image, "visible");
  g_autoptr (GeglBuffer) buffer = gimp_drawable_get_buffer (visible);
  const gdouble scale = MIN (1.0, (gdouble) size / MAX (area->width, area->height));
  const GeglRectangle scaled
      = { area->x * scale, area->y * scale, MAX (1, (gint) (area->width * scale)),
          MAX (1, (gint) (area->height * scale)) };
  guchar *pixels = g_malloc ((gsize) 3 * scaled.width * scaled.height);
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  gegl_buffer_get (buffer, &scaled, scale, babl_format ("R'G'B' u8"), pixels, 3 * scaled.width,
                   GEGL_ABYSS_CLAMP | GEGL_BUFFER_FILTER_BOX);
  pixbuf = gdk_pixbuf_new_from_data (pixels, GDK_COLORSPACE_RGB, FALSE, 8, scaled.width,
                                     scaled.height, 3 * scaled.width, free_pixels, NULL);
  gimp_item_delete (visible);
  return save (pixbuf, "jpeg");
}

/* Each of its pixels has the source of the cell it stands for. */
static GBytes *
draw_map (const RetextureSourceMap *map)
{
  const gdouble step
      = MAX (1.0 / RETEXTURE_SOURCE_CELL, (gdouble) MAX (map->columns, map->rows) / SMALL);
  const gint width = MAX (1, (gint) (map->columns / step));
  const gint height = MAX (1, (gint) (map->rows / step));
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);

  for (gint y = 0; y < height; y++)
    {
      guchar *row = gdk_pixbuf_get_pixels (pixbuf) + (gsize) y * gdk_pixbuf_get_rowstride (pixbuf);

      for (gint x = 0; x < width; x++)
        {
          const gint column = (x + 0.5) * step, line = (y + 0.5) * step;
          const guint8 source = map->sources[(gsize) line * map->columns + column];

          memcpy (row + 3 * x, retexture_texture_source_get_color (source), 3);
        }
    }
  return save (pixbuf, "png");
}

static gboolean
is_incomplete (const RetextureDisclosure *disclosure)
{
  for (guint i = 0; i < disclosure->steps->len; i++)
    if (((const RetextureStep *) disclosure->steps->pdata[i])->state != RETEXTURE_STEP_VISIBLE)
      return TRUE;
  return FALSE;
}

gchar *
retexture_export_page_make (const RetextureExported *exported)
{
  const gint32 image = exported->image;
  const GeglRectangle whole = { 0, 0, gimp_image_width (image), gimp_image_height (image) };
  g_autoptr (RetextureSourceMap) sources
      = retexture_source_map_new (image, DETAIL_WIDTH, DETAIL_HEIGHT);
  const gint32 without = retexture_source_map_get_before (image);
  const gint32 with = gimp_image_duplicate (image);
  g_autoptr (GBytes) before = take_picture (without, &whole, SMALL);
  g_autoptr (GBytes) after = take_picture (with, &whole, SMALL);
  g_autoptr (GBytes) before_detail = take_picture (without, &sources->detail, DETAIL_WIDTH);
  g_autoptr (GBytes) after_detail = take_picture (with, &sources->detail, DETAIL_WIDTH);
  g_autoptr (GBytes) map = draw_map (sources);
  RetexturePage page = { .title = exported->title,
                         .source_type = exported->source_type,
                         .incomplete = is_incomplete (exported->disclosure),
                         .before = before,
                         .after = after,
                         .before_detail = before_detail,
                         .after_detail = after_detail,
                         .map = map };

  memcpy (page.shares, sources->shares, sizeof page.shares);
  gimp_image_delete (without);
  gimp_image_delete (with);
  return retexture_page_to_html (&page, exported->disclosure);
}
