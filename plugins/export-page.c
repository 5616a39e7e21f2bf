/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "export-page.h"

#include "changes.h"
#include "comparison.h"
#include "page.h"
#include "source-map.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gegl.h>
#include <string.h>

/* Each of its pixels has the source of the cell it stands for. */
static GBytes *
draw_map (const RetextureSourceMap *map)
{
  const gdouble step = MAX (1.0 / RETEXTURE_CHANGES_CELL,
                            (gdouble) MAX (map->columns, map->rows) / RETEXTURE_COMPARISON_SMALL);
  const gint width = MAX (1, (gint) (map->columns / step));
  const gint height = MAX (1, (gint) (map->rows / step));
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  gchar *data = NULL;
  gsize size = 0;

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
  gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "png", NULL, NULL);
  return g_bytes_new_take (data, size);
}

static gboolean
is_incomplete (const RetextureDisclosure *disclosure)
{
  for (guint i = 0; i < disclosure->steps->len; i++)
    if (((const RetextureStep *) disclosure->steps->pdata[i])->state != RETEXTURE_STEP_VISIBLE)
      return TRUE;
  return FALSE;
}

/* What can be seen of an image; to be freed after `layer`. */
static GeglBuffer *
take_visible (gint32 image, gint32 *layer)
{
  *layer = gimp_layer_new_from_visible (image, image, "visible");
  return gimp_drawable_get_buffer (*layer);
}

static void
compare (gint32 image, const GeglRectangle *detail, RetextureComparison *comparison)
{
  const gint32 without = retexture_source_map_get_before (image);
  const gint32 with = gimp_image_duplicate (image);
  gint32 layers[2];
  g_autoptr (GeglBuffer) before = take_visible (without, &layers[0]);
  g_autoptr (GeglBuffer) after = take_visible (with, &layers[1]);

  retexture_comparison_make (comparison, before, after, detail);
  gimp_item_delete (layers[0]);
  gimp_item_delete (layers[1]);
  gimp_image_delete (without);
  gimp_image_delete (with);
}

gchar *
retexture_export_page_make (const RetextureExported *exported)
{
  g_autoptr (RetextureSourceMap) sources = retexture_source_map_new (
      exported->image, RETEXTURE_COMPARISON_DETAIL_WIDTH, RETEXTURE_COMPARISON_DETAIL_HEIGHT);
  g_autoptr (GBytes) map = draw_map (sources);
  RetextureComparison pictures;
  RetexturePage page = { .title = exported->title,
                         .source_type = exported->source_type,
                         .incomplete = is_incomplete (exported->disclosure),
                         .map = map };
  gchar *html;

  compare (exported->image, &sources->detail, &pictures);
  page.before = pictures.before;
  page.after = pictures.after;
  page.before_detail = pictures.before_detail;
  page.after_detail = pictures.after_detail;
  memcpy (page.shares, sources->shares, sizeof page.shares);
  html = retexture_page_to_html (&page, exported->disclosure);
  retexture_comparison_clear (&pictures);
  return html;
}
