/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-pictures.h"

#include <string.h>

static const struct
{
  gint width, height;
} sizes[] = { { 1, 1 }, { 1, 50 }, { 3000, 2 }, { 300, 260 }, { 300, 260 }, { 97, 64 } };

static const GimpPrecision precisions[] = {
  GIMP_PRECISION_U8_GAMMA,    GIMP_PRECISION_U8_GAMMA,     GIMP_PRECISION_U16_GAMMA,
  GIMP_PRECISION_FLOAT_GAMMA, GIMP_PRECISION_HALF_GAMMA,   GIMP_PRECISION_U32_GAMMA,
  GIMP_PRECISION_U8_LINEAR,   GIMP_PRECISION_U16_LINEAR,   GIMP_PRECISION_FLOAT_LINEAR,
  GIMP_PRECISION_HALF_LINEAR, GIMP_PRECISION_DOUBLE_GAMMA,
};

static gboolean
one_in (GRand *rand, gint n)
{
  return g_rand_int_range (rand, 0, n) == 0;
}

/* Noise of random strength about a random tone. */
static void
fill (GRand *rand, gint32 drawable)
{
  GeglBuffer *buffer = gimp_drawable_get_buffer (drawable);
  const GeglRectangle *extent = gegl_buffer_get_extent (buffer);
  const gsize n = (gsize) extent->width * extent->height;
  gfloat *pixels = g_new (gfloat, 4 * n);
  const gfloat tone = g_rand_double (rand), strength = one_in (rand, 4) ? 0.0f : 0.3f;
  guint32 state = g_rand_int (rand);

  for (gsize i = 0; i < 4 * n; i++)
    {
      state = state * 1664525u + 1013904223u;
      /* GIMP's Soft Light and ours differ beyond black and white. */
      pixels[i] = i % 4 == 3 ? (strength > 0.0f && i % 28 == 3 ? 0.3f : 1.0f)
                             : CLAMP (tone + strength * (state / 4294967296.0f - 0.5f), 0.0f, 1.0f);
    }
  gegl_buffer_set (buffer, extent, 0, babl_format ("R'G'B'A float"), pixels, GEGL_AUTO_ROWSTRIDE);
  gegl_buffer_flush (buffer);
  g_object_unref (buffer);
  g_free (pixels);
}

static gint32
add_layer (GRand *rand, gint32 image, const gchar *name, gboolean anywhere)
{
  const gint width = gimp_image_width (image), height = gimp_image_height (image);
  const gboolean grey = gimp_image_base_type (image) == GIMP_GRAY;
  const gboolean alpha = one_in (rand, 3), small = anywhere && one_in (rand, 4);
  const gint32 layer = gimp_layer_new (image, name, small ? (width + 1) / 2 : width,
                                       small ? (height + 1) / 2 : height,
                                       grey ? (alpha ? GIMP_GRAYA_IMAGE : GIMP_GRAY_IMAGE)
                                            : (alpha ? GIMP_RGBA_IMAGE : GIMP_RGB_IMAGE),
                                       100.0, GIMP_LAYER_MODE_NORMAL);

  gimp_image_insert_layer (image, layer, -1, 0);
  fill (rand, layer);
  if (anywhere && one_in (rand, 5))
    gimp_layer_set_offsets (layer, g_rand_int_range (rand, -width, width + 1),
                            g_rand_int_range (rand, -height, height + 1));
  return layer;
}

static void
add_rarities (GRand *rand, Pictures *self, GString *text)
{
  const gint width = gimp_image_width (self->image), height = gimp_image_height (self->image);

  if (one_in (rand, 6))
    {
      gimp_layer_add_mask (self->edit, gimp_layer_create_mask (self->edit, GIMP_ADD_MASK_WHITE));
      g_string_append (text, ", mask");
    }
  if (one_in (rand, 8))
    {
      gimp_item_set_lock_content (self->edit, TRUE);
      g_string_append (text, ", locked");
    }
  if (one_in (rand, 3))
    {
      gimp_image_select_ellipse (self->image, GIMP_CHANNEL_OP_REPLACE, width / 4.0, height / 4.0,
                                 width / 2.0, height / 2.0);
      if (one_in (rand, 2))
        gimp_selection_feather (self->image, 5.0);
      g_string_append (text, ", selection");
    }
  if (one_in (rand, 12) && !gimp_item_get_lock_content (self->edit)
      && gimp_edit_copy (self->original))
    {
      gimp_edit_paste (self->edit, FALSE);
      g_string_append (text, ", floating");
    }
}

void
make_pictures (GRand *rand, Pictures *self)
{
  const gint size = g_rand_int_range (rand, 0, G_N_ELEMENTS (sizes));
  const GimpPrecision precision = precisions[g_rand_int_range (rand, 0, G_N_ELEMENTS (precisions))];
  const GimpImageBaseType type = one_in (rand, 4) ? GIMP_GRAY : GIMP_RGB;
  GString *text = g_string_new (NULL);

  self->image
      = gimp_image_new_with_precision (sizes[size].width, sizes[size].height, type, precision);
  self->other
      = gimp_image_new_with_precision (sizes[size].width, sizes[size].height, type,
                                       one_in (rand, 3) ? GIMP_PRECISION_U8_GAMMA : precision);
  g_string_printf (text, "%d x %d, precision %d%s", sizes[size].width, sizes[size].height,
                   precision, type == GIMP_GRAY ? ", grey" : "");
  self->original = add_layer (rand, self->image, "original", TRUE);
  self->edit = add_layer (rand, self->image, "edit", TRUE);
  self->foreign = add_layer (rand, self->other, "foreign", TRUE);
  self->deleted = add_layer (rand, self->other, "deleted", FALSE);
  gimp_image_remove_layer (self->other, self->deleted);
  self->group = gimp_layer_group_new (self->image);
  gimp_image_insert_layer (self->image, self->group, -1, 0);
  if (one_in (rand, 4))
    {
      gimp_image_reorder_item (self->image, self->edit, self->group, 0);
      g_string_append (text, ", in a group");
    }
  self->channel = gimp_channel_new (self->image, "channel", sizes[size].width, sizes[size].height,
                                    50.0, &(GimpRGB){ 1.0, 0.0, 0.0, 1.0 });
  gimp_image_insert_channel (self->image, self->channel, -1, 0);
  fill (rand, self->channel);
  if (one_in (rand, 12) && precision == GIMP_PRECISION_U8_GAMMA)
    {
      gimp_image_convert_indexed (self->image, GIMP_CONVERT_DITHER_NONE,
                                  GIMP_CONVERT_PALETTE_GENERATE, 16, FALSE, FALSE, "");
      g_string_append (text, ", indexed");
    }
  else
    add_rarities (rand, self, text);
  self->description = g_string_free (text, FALSE);
}

void
delete_pictures (Pictures *self)
{
  gimp_image_delete (self->image);
  gimp_image_delete (self->other);
  g_free (self->description);
}

gint32
random_drawable (GRand *rand, const Pictures *self, gboolean first)
{
  const gint32 others[]
      = { self->edit,    self->original, self->group, self->channel,
          self->foreign, self->deleted,  -1,          gimp_layer_get_mask (self->edit) };

  if (!one_in (rand, 6))
    return first ? self->edit : one_in (rand, 4) ? -1 : self->original;
  return others[g_rand_int_range (rand, 0, G_N_ELEMENTS (others))];
}

/* ---- fingerprints ---- */

static guint64
mix (guint64 hash, const void *data, gsize n)
{
  const guchar *bytes = data;

  for (gsize i = 0; i < n; i++)
    hash = (hash ^ bytes[i]) * 1099511628211u;
  return hash;
}

static guint64
mix_number (guint64 hash, gint64 number)
{
  return mix (hash, &number, sizeof number);
}

static guint64
mix_pixels (guint64 hash, gint32 drawable)
{
  GeglBuffer *buffer = gimp_drawable_get_buffer (drawable);
  const GeglRectangle *extent = gegl_buffer_get_extent (buffer);
  const Babl *format = gegl_buffer_get_format (buffer);
  const gsize n = (gsize) extent->width * extent->height * babl_format_get_bytes_per_pixel (format);
  guchar *pixels = g_malloc (n);

  gegl_buffer_get (buffer, extent, 1.0, format, pixels, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  hash = mix (hash, pixels, n);
  g_free (pixels);
  g_object_unref (buffer);
  return hash;
}

static guint64
mix_layers (guint64 hash, const gint *layers, gint n)
{
  for (gint i = 0; i < n; i++)
    {
      const gint32 mask = gimp_layer_get_mask (layers[i]);
      gint x, y, n_children;

      gimp_drawable_offsets (layers[i], &x, &y);
      hash = mix_number (mix_number (mix_number (hash, layers[i]), x), y);
      hash = mix_number (hash, (gint64) (1000.0 * gimp_layer_get_opacity (layers[i])));
      hash = mix_number (hash, gimp_layer_get_mode (layers[i]));
      if (mask != -1)
        hash = mix_pixels (mix_number (hash, mask), mask);
      if (gimp_item_is_group (layers[i]))
        {
          gint *children = gimp_item_get_children (layers[i], &n_children);

          hash = mix_layers (hash, children, n_children);
          g_free (children);
        }
      else
        hash = mix_pixels (hash, layers[i]);
    }
  return hash;
}

guint64
fingerprint (gint32 image)
{
  guint64 hash = 14695981039346656037u;
  gint n;
  gint *layers = gimp_image_get_layers (image, &n);

  hash = mix_number (hash, gimp_image_get_precision (image));
  hash = mix_layers (hash, layers, n);
  g_free (layers);
  layers = gimp_image_get_channels (image, &n);
  for (gint i = 0; i < n; i++)
    hash = mix_pixels (mix_number (hash, layers[i]), layers[i]);
  g_free (layers);
  return mix_pixels (hash, gimp_image_get_selection (image));
}
