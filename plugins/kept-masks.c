/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "kept-masks.h"

#include "parasites.h"
#include "record.h"

#include <gegl.h>
#include <stdlib.h>
#include <string.h>

/* On the layer of a part: its number and the sum of its mask's values as they were made. */
#define PARASITE "retexture-part"

#define ROWS 64

/* The pixels of a layer's mask, where it has one of that size. */
static GeglBuffer *
mask_of (gint32 layer, gint width, gint height)
{
  const gint32 mask = layer != -1 ? gimp_layer_get_mask (layer) : -1;

  if (mask == -1 || gimp_drawable_width (mask) != width || gimp_drawable_height (mask) != height)
    return NULL;
  return gimp_drawable_get_buffer (mask);
}

GeglBuffer *
retexture_kept_masks_find (const RetextureJob *job, gint width, gint height)
{
  if (job->previous == -1 || !retexture_record_has_same_mask (job))
    return NULL;
  return mask_of (job->previous, width, height);
}

/* ---- parts ---- */

/* A hash of the mask's values, by Fowler, Noll and Vo: any stroke of a brush makes another one. */
static gchar *
sum_up (GeglBuffer *mask)
{
  const Babl *format = babl_format ("Y u16");
  const GeglRectangle *extent = gegl_buffer_get_extent (mask);
  g_autofree guint16 *rows = g_new (guint16, (gsize) extent->width * ROWS);
  guint64 sum = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (gint y = 0; y < extent->height; y += ROWS)
    {
      const GeglRectangle band
          = { extent->x, extent->y + y, extent->width, MIN (ROWS, extent->height - y) };

      gegl_buffer_get (mask, &band, 1.0, format, rows, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      for (gsize i = 0; i < (gsize) band.width * band.height; i++)
        sum = (sum ^ rows[i]) * G_GUINT64_CONSTANT (0x100000001b3);
    }
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x", sum);
}

/* The sum noted on a layer where it is this part; else NULL. */
static gchar *
noted_sum (gint32 layer, gint part)
{
  g_autofree gchar *text = retexture_parasite_read (layer, PARASITE);
  g_autofree gchar *prefix = g_strdup_printf ("%d ", part);

  return text && g_str_has_prefix (text, prefix) ? g_strdup (text + strlen (prefix)) : NULL;
}

gint
retexture_kept_masks_get_part (gint32 layer)
{
  g_autofree gchar *text = retexture_parasite_read (layer, PARASITE);

  return text ? atoi (text) : -1;
}

GeglBuffer *
retexture_kept_masks_find_part (const RetextureJob *job, gint part, gint width, gint height)
{
  gint n = 0;
  g_autofree gint *layers = job->previous != -1 && gimp_item_is_group (job->previous)
                                ? gimp_item_get_children (job->previous, &n)
                                : NULL;

  for (gint i = 0; i < n; i++)
    {
      g_autofree gchar *made = noted_sum (layers[i], part);
      g_autoptr (GeglBuffer) mask = made ? mask_of (layers[i], width, height) : NULL;
      g_autofree gchar *there = mask ? sum_up (mask) : NULL;

      if (made)
        return there && !g_str_equal (made, there) ? g_steal_pointer (&mask) : NULL;
    }
  return NULL;
}

void
retexture_kept_masks_note_part (gint32 layer, gint part, GeglBuffer *made)
{
  g_autofree gchar *sum = sum_up (made);
  g_autofree gchar *text = g_strdup_printf ("%d %s", part, sum);

  retexture_parasite_attach (layer, PARASITE, text);
}
