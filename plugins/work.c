/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "work.h"

#include "drawables.h"

void
retexture_made_clear (gpointer made)
{
  g_clear_object (&((RetextureMade *) made)->pixels);
  g_clear_object (&((RetextureMade *) made)->mask);
}

/* ---- rendering ---- */

typedef struct
{
  GeglNode *node;
  GeglBuffer *target;
} Picture;

static void
blit_band (const GeglRectangle *band, gpointer user_data)
{
  const Picture *picture = user_data;

  gegl_node_blit_buffer (picture->node, picture->target, band, 0, GEGL_ABYSS_NONE);
}

void
retexture_work_render (RetextureWork *self,
                       GeglNode *node,
                       GeglBuffer *target,
                       const GeglRectangle *area)
{
  Picture picture = { node, target };
  g_autoptr (GPtrArray) buffers = g_ptr_array_new ();

  g_ptr_array_add (buffers, target);
  retexture_bands_render (&self->progress, area, buffers, blit_band, &picture);
}

void
retexture_work_render_extent (RetextureWork *self, GeglNode *node, GeglBuffer *buffer)
{
  g_autoptr (GeglBuffer) target
      = retexture_drawables_move_buffer (buffer, self->extent.x, self->extent.y);

  retexture_work_render (self, node, target, &self->extent);
}

void
retexture_work_render_into_layer (RetextureWork *self, GeglNode *node, gint32 layer)
{
  g_autoptr (GeglBuffer) buffer = layer != -1 ? gimp_drawable_get_buffer (layer) : NULL;

  if (buffer)
    retexture_work_render_extent (self, node, buffer);
}

void
retexture_work_hide_below (gint32 layer)
{
  g_autoptr (GeglBuffer) buffer = gimp_drawable_get_buffer (layer);
  /* Every precision comes back from doubles as it was. */
  const Babl *format
      = babl_format_with_space (gimp_drawable_is_gray (layer) ? "Y'A double" : "R'G'B'A double",
                                gimp_drawable_get_format (layer));
  const gint n = babl_format_get_n_components (format);
  GeglBufferIterator *it = gegl_buffer_iterator_new (buffer, NULL, 0, format, GEGL_ACCESS_READWRITE,
                                                     GEGL_ABYSS_NONE, 1);

  while (gegl_buffer_iterator_next (it))
    for (gdouble *pixel = it->items[0].data, *end = pixel + (gsize) n * it->length; pixel < end;
         pixel += n)
      if (pixel[n - 1] > 0.0)
        pixel[n - 1] = 1.0;
  gegl_buffer_flush (buffer);
}

/* What GIMP stores the masks of an image in: linear, in the image's type. */
static const Babl *
mask_format (gint32 image)
{
  switch (gimp_image_get_precision (image))
    {
    case GIMP_PRECISION_U8_LINEAR:
    case GIMP_PRECISION_U8_GAMMA:
      return babl_format ("Y u8");
    case GIMP_PRECISION_U16_LINEAR:
    case GIMP_PRECISION_U16_GAMMA:
      return babl_format ("Y u16");
    case GIMP_PRECISION_U32_LINEAR:
    case GIMP_PRECISION_U32_GAMMA:
      return babl_format ("Y u32");
    case GIMP_PRECISION_HALF_LINEAR:
    case GIMP_PRECISION_HALF_GAMMA:
      return babl_format ("Y half");
    case GIMP_PRECISION_DOUBLE_LINEAR:
    case GIMP_PRECISION_DOUBLE_GAMMA:
      return babl_format ("Y double");
    default:
      return babl_format ("Y float");
    }
}

GeglBuffer *
retexture_work_new_mask (const RetextureWork *self)
{
  return gegl_buffer_new (GEGL_RECTANGLE (0, 0, self->extent.width, self->extent.height),
                          mask_format (self->job->image));
}

/* ---- layers ---- */

gint32
retexture_work_new_layer (const RetextureWork *self,
                          const gchar *name,
                          GimpLayerMode mode,
                          gdouble opacity)
{
  return gimp_layer_new (self->job->image, name, self->extent.width, self->extent.height,
                         gimp_drawable_type (self->job->edit), opacity, mode);
}

/* In which colours a layer is mixed. */
static void
mix_in (gint32 layer, GimpLayerColorSpace space)
{
  gimp_layer_set_blend_space (layer, space);
  gimp_layer_set_composite_space (layer, space);
}

void
retexture_work_insert (const RetextureWork *self,
                       gint32 layer,
                       gint32 parent,
                       gint position,
                       GimpLayerColorSpace space)
{
  gint x, y;

  mix_in (layer, space);
  gimp_drawable_offsets (self->job->edit, &x, &y);
  gimp_layer_set_offsets (layer, x + self->extent.x, y + self->extent.y);
  gimp_image_insert_layer (self->job->image, layer, parent, position);
}

gint32
retexture_work_insert_group (
    const RetextureWork *self, const gchar *name, GimpLayerMode mode, gint32 parent, gint position)
{
  const gint32 group = gimp_layer_group_new (self->job->image);

  gimp_item_set_name (group, name);
  gimp_image_insert_layer (self->job->image, group, parent, position);
  gimp_layer_set_mode (group, mode);
  mix_in (group, self->plan->space);
  return group;
}
