/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Most masks are black or white for the most part. GIMP makes them so itself, in no time; sending
 * it pixels takes some.
 */
#include "masks.h"

/* Side of the squares that are sent or not: some of GIMP's tiles. */
#define BLOCK 256

typedef enum
{
  BLACK,
  WHITE,
  MIXED,
  N_STATES
} State;

static GeglRectangle
block_at (const GeglRectangle *extent, gint i)
{
  const gint columns = (extent->width + BLOCK - 1) / BLOCK;
  GeglRectangle block
      = { extent->x + i % columns * BLOCK, extent->y + i / columns * BLOCK, BLOCK, BLOCK };

  gegl_rectangle_intersect (&block, &block, extent);
  return block;
}

static gint
n_blocks (const GeglRectangle *extent)
{
  return ((extent->width + BLOCK - 1) / BLOCK) * ((extent->height + BLOCK - 1) / BLOCK);
}

static State
look_at (GeglBuffer *pixels, const GeglRectangle *block, guint16 *values)
{
  const gsize n = (gsize) block->width * block->height;
  gsize i = 1;

  gegl_buffer_get (pixels, block, 1.0, babl_format ("Y u16"), values, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);
  while (i < n && values[i] == values[0])
    i++;
  if (i < n)
    return MIXED;
  return values[0] == 0 ? BLACK : values[0] == G_MAXUINT16 ? WHITE : MIXED;
}

void
retexture_masks_add (gint32 layer, GeglBuffer *pixels)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (pixels);
  const gint n = n_blocks (extent);
  g_autofree guint8 *states = g_new (guint8, n);
  g_autofree guint16 *values = g_new (guint16, BLOCK * BLOCK);
  g_autoptr (GeglBuffer) target = NULL;
  gint counts[N_STATES] = { 0 };
  State usual;
  gint32 mask;

  for (gint i = 0; i < n; i++)
    {
      const GeglRectangle block = block_at (extent, i);

      counts[states[i] = look_at (pixels, &block, values)]++;
    }
  usual = counts[WHITE] > counts[BLACK] ? WHITE : BLACK;
  mask = gimp_layer_create_mask (layer, usual == WHITE ? GIMP_ADD_MASK_WHITE : GIMP_ADD_MASK_BLACK);
  /* Filled before it is shown, or GIMP goes on showing it empty. */
  target = gimp_drawable_get_buffer (mask);
  for (gint i = 0; i < n; i++)
    if (states[i] != usual)
      {
        const GeglRectangle block = block_at (extent, i);
        const GeglRectangle there
            = { block.x - extent->x, block.y - extent->y, block.width, block.height };

        gegl_buffer_copy (pixels, &block, GEGL_ABYSS_NONE, target, &there);
      }
  gegl_buffer_flush (target);
  gimp_layer_add_mask (layer, mask);
}

void
retexture_masks_add_flat (gint32 layer, gboolean white)
{
  gimp_layer_add_mask (
      layer, gimp_layer_create_mask (layer, white ? GIMP_ADD_MASK_WHITE : GIMP_ADD_MASK_BLACK));
}

void
retexture_masks_limit (gint32 layer, gint32 other)
{
  const Babl *format = babl_format ("Y float");
  g_autoptr (GeglBuffer) target = gimp_drawable_get_buffer (gimp_layer_get_mask (layer));
  g_autoptr (GeglBuffer) limit = gimp_drawable_get_buffer (gimp_layer_get_mask (other));
  GeglBufferIterator *it = gegl_buffer_iterator_new (target, NULL, 0, format, GEGL_ACCESS_READWRITE,
                                                     GEGL_ABYSS_NONE, 2);

  gegl_buffer_iterator_add (it, limit, NULL, 0, format, GEGL_ACCESS_READ, GEGL_ABYSS_NONE);
  while (gegl_buffer_iterator_next (it))
    for (gint i = 0; i < it->length; i++)
      ((gfloat *) it->items[0].data)[i] *= ((const gfloat *) it->items[1].data)[i];
  gegl_buffer_flush (target);
  gimp_drawable_update (gimp_layer_get_mask (layer), 0, 0, gegl_buffer_get_width (target),
                        gegl_buffer_get_height (target));
}
