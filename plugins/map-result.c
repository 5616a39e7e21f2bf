/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "map-result.h"

#include "channel.h"

#include <gegl-plugin.h>

/* Rows rendered between two reports of progress. */
#define BAND 256

/* In the order of the operation's choices. */
enum
{
  RESULT_CHANNEL,
  RESULT_LAYER_MASK,
  RESULT_SELECTION
};

/* The map within the mask, in bands; the sum of its values. */
static gdouble
render (RetextureRendering *rendering, GeglBuffer *target, const GeglRectangle *extent)
{
  GeglNode *map = retexture_rendering_get_node (rendering, RETEXTURE_VIEW_TEXTURE);
  GeglNode *mask = retexture_rendering_get_node (rendering, RETEXTURE_VIEW_MASK);
  const gboolean masked = !retexture_rendering_mask_is_flat (rendering, NULL);
  const Babl *format = babl_format ("Y float");
  g_autofree gfloat *values = g_new (gfloat, (gsize) extent->width * BAND);
  g_autofree gfloat *limits = g_new (gfloat, masked ? (gsize) extent->width * BAND : 1);
  gdouble sum = 0.0;

  gegl_node_set (map, "as-mask", TRUE, NULL);
  for (gint y = 0; y < extent->height; y += BAND)
    {
      const GeglRectangle band
          = { extent->x, extent->y + y, extent->width, MIN (BAND, extent->height - y) };
      const gsize n = (gsize) band.width * band.height;

      gegl_node_blit (map, 1.0, &band, format, values, GEGL_AUTO_ROWSTRIDE, GEGL_BLIT_DEFAULT);
      if (masked)
        gegl_node_blit (mask, 1.0, &band, format, limits, GEGL_AUTO_ROWSTRIDE, GEGL_BLIT_DEFAULT);
      for (gsize i = 0; i < n; i++)
        {
          if (masked)
            values[i] *= limits[i];
          sum += values[i];
        }
      gegl_buffer_set (target, &band, 0, format, values, GEGL_AUTO_ROWSTRIDE);
      gimp_progress_update ((gdouble) (y + band.height) / extent->height);
    }
  return sum;
}

/* ---- the image changes, in one undo step ---- */

static gint32
add_mask (const RetextureJob *job, GeglBuffer *map)
{
  const gint32 mask = gimp_layer_create_mask (job->edit, GIMP_ADD_MASK_BLACK);

  gimp_layer_add_mask (job->edit, mask);
  retexture_channel_fill (mask, map, 0, 0);
  return mask;
}

static gint32
select_map (const RetextureJob *job, GeglBuffer *map)
{
  const gint32 channel = retexture_channel_add (job, map);

  gimp_image_select_item (job->image, GIMP_CHANNEL_OP_REPLACE, channel);
  gimp_image_remove_channel (job->image, channel);
  return gimp_image_get_selection (job->image);
}

/* Whether the edit can have one more mask. */
static gboolean
check_mask (const RetextureJob *job, GError **error)
{
  const gchar *sentence = NULL;

  if (gimp_layer_get_mask (job->edit) != -1)
    sentence
        = _ ("“drawable” has a layer mask already. Apply or delete it first, or choose another "
             "result.");
  else if (gimp_item_get_lock_content (job->edit))
    sentence = _ ("“drawable” is locked, so it can have no new mask. Unlock its pixels, or choose "
                  "another result.");
  if (sentence)
    g_set_error_literal (error, RETEXTURE_ERROR, RETEXTURE_ERROR_ARGUMENT, sentence);
  return !sentence;
}

gint32
retexture_map_result_deliver (const RetextureJob *job,
                              RetextureRendering *rendering,
                              gdouble *share,
                              GError **error)
{
  static gint32 (*const deliver[]) (const RetextureJob *job, GeglBuffer *map) = {
    [RESULT_CHANNEL] = retexture_channel_add,
    [RESULT_LAYER_MASK] = add_mask,
    [RESULT_SELECTION] = select_map,
  };
  const gint result = retexture_parameters_get_number (job->parameters, "result");
  const GeglRectangle extent = retexture_rendering_get_extent (rendering);
  g_autoptr (GeglBuffer) map = NULL;
  gint32 made;

  if (result == RESULT_LAYER_MASK && !check_mask (job, error))
    return -1;
  map = gegl_buffer_new (&extent, babl_format ("Y u16"));
  *share = 100.0 * render (rendering, map, &extent) / ((gdouble) extent.width * extent.height);

  gimp_image_undo_group_start (job->image);
  made = deliver[result](job, map);
  gimp_image_undo_group_end (job->image);
  return made;
}
