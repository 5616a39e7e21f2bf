/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "most-change.h"

#include <math.h>

/* A spot is a block of this many pixels each way: pores show in it, a face's outline does not fill
 * it. One turn looks at TILE_BLOCKS blocks each way, which takes about as long as a slider may
 * wait. */
#define BLOCK 64
#define TILE_BLOCKS 8
#define TILE (TILE_BLOCKS * BLOCK)

struct _RetextureSearch
{
  GeglNode *result, *edit;
  RetextureRendering *rendering;
  GeglRectangle extent;
  RetextureSearchFunc done;
  RetextureSearchProgressFunc progress;
  gpointer user_data;

  gint tile;
  gfloat *after, *before; /* one tile each, R'G'B'A */
  gdouble change;
  gint x, y;
  guint idle;
};

static void
search_free (RetextureSearch *self)
{
  g_object_unref (self->rendering);
  g_free (self->after);
  g_free (self->before);
  g_free (self);
}

void
retexture_search_cancel (RetextureSearch *self)
{
  g_source_remove (self->idle);
  search_free (self);
}

/* Transparent pixels count as little as they show. */
static gdouble
difference (const gfloat *after, const gfloat *before, gint n)
{
  gdouble sum = 0.0;

  for (gint i = 0; i < 4 * n; i += 4)
    {
      const gfloat change = fabsf (after[i] - before[i]) + fabsf (after[i + 1] - before[i + 1])
                            + fabsf (after[i + 2] - before[i + 2]);

      if (isfinite (change))
        sum += change * after[i + 3] / 3.0;
    }
  return sum;
}

/* Divided by a whole block's pixels, so that a sliver at the border does not win. */
static void
judge_block (RetextureSearch *self, const GeglRectangle *tile, gint left, gint top)
{
  const gint width = MIN (BLOCK, tile->width - left);
  const gint height = MIN (BLOCK, tile->height - top);
  gdouble change = 0.0;

  for (gint y = top; y < top + height; y++)
    {
      const gsize start = 4 * ((gsize) y * tile->width + left);

      change += difference (self->after + start, self->before + start, width);
    }
  change /= BLOCK * BLOCK;

  if (change > self->change)
    {
      self->change = change;
      self->x = tile->x + left + width / 2;
      self->y = tile->y + top + height / 2;
    }
}

static void
read_tile (GeglNode *node, const GeglRectangle *tile, gfloat *pixels)
{
  gegl_node_blit (node, 1.0, tile, babl_format ("R'G'B'A float"), pixels, GEGL_AUTO_ROWSTRIDE,
                  GEGL_BLIT_DEFAULT);
}

static gboolean
take_turn (gpointer data)
{
  RetextureSearch *self = data;
  const gint across = (self->extent.width + TILE - 1) / TILE;
  const gint n = across * ((self->extent.height + TILE - 1) / TILE);
  GeglRectangle tile = { self->extent.x + self->tile % MAX (across, 1) * TILE,
                         self->extent.y + self->tile / MAX (across, 1) * TILE, TILE, TILE };

  if (self->tile >= n)
    {
      self->done (self->change, self->x, self->y, self->user_data);
      search_free (self);
      return G_SOURCE_REMOVE;
    }

  gegl_rectangle_intersect (&tile, &tile, &self->extent);
  read_tile (self->result, &tile, self->after);
  read_tile (self->edit, &tile, self->before);
  for (gint y = 0; y < tile.height; y += BLOCK)
    for (gint x = 0; x < tile.width; x += BLOCK)
      judge_block (self, &tile, x, y);

  self->tile++;
  self->progress ((gdouble) self->tile / n, self->user_data);
  return G_SOURCE_CONTINUE;
}

RetextureSearch *
retexture_search_start (RetextureRendering *rendering,
                        RetextureSearchFunc done,
                        RetextureSearchProgressFunc progress,
                        gpointer user_data)
{
  RetextureSearch *self = g_new0 (RetextureSearch, 1);

  self->rendering = g_object_ref (rendering);
  /* A picture that was only split has changed nowhere; there most texture is what one looks for. */
  self->result = retexture_rendering_get_node (rendering, retexture_rendering_splits (rendering)
                                                              ? RETEXTURE_VIEW_TONE
                                                              : RETEXTURE_VIEW_RESULT);
  self->edit = retexture_rendering_get_node (rendering, RETEXTURE_VIEW_EDIT);
  self->extent = retexture_rendering_get_extent (rendering);
  self->done = done;
  self->progress = progress;
  self->user_data = user_data;
  self->after = g_new (gfloat, 4 * TILE * TILE);
  self->before = g_new (gfloat, 4 * TILE * TILE);
  /* After the pictures: what is on the screen goes first. */
  self->idle = g_idle_add_full (G_PRIORITY_LOW, take_turn, self, NULL);
  return self;
}
