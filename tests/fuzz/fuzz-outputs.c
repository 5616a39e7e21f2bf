/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-outputs.h"

#include <math.h>
#include <string.h>

#define OUTPUTS 3

/* What may differ: rounding to the precision of what the layers hold, laid with a scale of up to 4.
 */
static gdouble
tolerance_of (GimpPrecision precision)
{
  switch (precision)
    {
    case GIMP_PRECISION_U8_GAMMA:
      return 4.1 / 255.0;
    case GIMP_PRECISION_U16_GAMMA:
      return 8.0 / 65535.0;
    case GIMP_PRECISION_HALF_GAMMA:
      return 0.008;
    /* Black is up to 13 times as steep in these. */
    case GIMP_PRECISION_U16_LINEAR:
      return 13 * 8.0 / 65535.0;
    case GIMP_PRECISION_U32_LINEAR:
    case GIMP_PRECISION_FLOAT_LINEAR:
    case GIMP_PRECISION_DOUBLE_LINEAR:
      return 2e-3;
    case GIMP_PRECISION_U32_GAMMA:
    case GIMP_PRECISION_FLOAT_GAMMA:
    case GIMP_PRECISION_DOUBLE_GAMMA:
      return 1e-4;
    default:
      return -1.0;
    }
}

/* The layers from the top down, groups before their children. */
static void
list_layers (GArray *list, const gint *layers, gint n)
{
  for (gint i = 0; i < n; i++)
    {
      g_array_append_val (list, layers[i]);
      if (gimp_item_is_group (layers[i]))
        {
          gint n_children;
          g_autofree gint *children = gimp_item_get_children (layers[i], &n_children);

          list_layers (list, children, n_children);
        }
    }
}

static GArray *
layers_of (gint32 image)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (gint));
  gint n;
  g_autofree gint *layers = gimp_image_get_layers (image, &n);

  list_layers (list, layers, n);
  return list;
}

/* The same drawable in a copy of its image; itself where it belongs to none. */
static gint32
in_copy (gint32 drawable, gint32 image, gint32 copy)
{
  g_autoptr (GArray) from = layers_of (image);
  g_autoptr (GArray) to = layers_of (copy);
  gint n;
  g_autofree gint *channels = gimp_image_get_channels (image, &n);
  g_autofree gint *copies = NULL;

  for (guint i = 0; i < from->len; i++)
    if (g_array_index (from, gint, i) == drawable)
      return g_array_index (to, gint, i);
  copies = gimp_image_get_channels (copy, &n);
  for (gint i = 0; i < n; i++)
    if (channels[i] == drawable)
      return copies[i];
  return drawable;
}

/* Through a half-transparent edit, what lies under it shows, and no layer over it can know what
 * that is. */
static void
hide_below (gint32 copy, const GimpParam *params, gint n)
{
  g_autoptr (GArray) layers = layers_of (copy);
  gint32 edit = -1;

  for (gint i = 0; i < n && edit == -1; i++)
    if (params[i].type == GIMP_PDB_DRAWABLE)
      edit = params[i].data.d_drawable;
  if (!gimp_item_is_valid (edit) || !gimp_drawable_has_alpha (edit))
    return;
  for (guint i = 0; i < layers->len; i++)
    {
      const gint layer = g_array_index (layers, gint, i);

      if (layer != edit && !gimp_item_is_group (layer))
        gimp_item_set_visible (layer, FALSE);
    }
}

/* What is to be seen, as R'G'B'A; NULL where the call does not go through. */
static gfloat *
picture_of (const gchar *procedure,
            const GimpParam *params,
            gint n,
            gint output,
            gint choice,
            const Pictures *pictures)
{
  const gint32 copy = gimp_image_duplicate (pictures->image);
  const gint width = gimp_image_width (copy), height = gimp_image_height (copy);
  g_autofree GimpParam *changed = g_memdup2 (params, n * sizeof *params);
  gfloat *pixels = NULL;
  gint n_values;
  GimpParam *values;

  for (gint i = 0; i < n; i++)
    if (params[i].type == GIMP_PDB_DRAWABLE)
      changed[i].data.d_drawable = in_copy (params[i].data.d_drawable, pictures->image, copy);
    else if (params[i].type == GIMP_PDB_IMAGE)
      changed[i].data.d_image = copy;
  changed[output].data.d_int32 = choice;
  hide_below (copy, changed, n);
  values = gimp_run_procedure2 (procedure, &n_values, n, changed);
  if (values[0].data.d_status == GIMP_PDB_SUCCESS)
    {
      const gint32 merged = gimp_image_merge_visible_layers (copy, GIMP_CLIP_TO_IMAGE);
      GeglBuffer *buffer = gimp_drawable_get_buffer (merged);
      gint x, y;

      gimp_drawable_offsets (merged, &x, &y);
      pixels = g_new (gfloat, 4 * (gsize) width * height);
      gegl_buffer_get (buffer, GEGL_RECTANGLE (-x, -y, width, height), 1.0,
                       babl_format ("R'G'B'A float"), pixels, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      g_object_unref (buffer);
    }
  gimp_destroy_params (values, n_values);
  gimp_image_delete (copy);
  return pixels;
}

/* The image's selection, 1 everywhere where it is empty. */
static gfloat *
selection_of (gint32 image)
{
  const gint width = gimp_image_width (image), height = gimp_image_height (image);
  gfloat *selected = g_new (gfloat, (gsize) width * height);
  GeglBuffer *buffer = gimp_drawable_get_buffer (gimp_image_get_selection (image));

  gegl_buffer_get (buffer, GEGL_RECTANGLE (0, 0, width, height), 1.0, babl_format ("Y float"),
                   selected, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  g_object_unref (buffer);
  for (gsize i = 0; gimp_selection_is_empty (image) && i < (gsize) width * height; i++)
    selected[i] = 1.0f;
  return selected;
}

/* As much as can be seen, where all is selected: in place is limited to that, layers need not be.
 */
static gdouble
largest_difference (const gfloat *one, const gfloat *other, const gfloat *selected, gsize n)
{
  gdouble largest = 0.0;

  for (gsize i = 0; i < 4 * n; i += 4)
    for (gint c = 0; selected[i / 4] >= 1.0f && c < 4; c++)
      largest
          = MAX (largest, fabs (CLAMP (one[i + c], 0.0f, 1.0f) - CLAMP (other[i + c], 0.0f, 1.0f))
                              * (c < 3 ? MIN (one[i + 3], other[i + 3]) : 1.0));
  return largest;
}

gchar *
compare_outputs (
    const gchar *procedure, const GimpParam *params, gint n, gint output, const Pictures *pictures)
{
  const gdouble tolerance = tolerance_of (gimp_image_get_precision (pictures->image));
  const gsize n_pixels
      = (gsize) gimp_image_width (pictures->image) * gimp_image_height (pictures->image);
  gfloat *pixels[OUTPUTS];
  g_autofree gfloat *selected = NULL;
  gchar *sentence = NULL;

  if (tolerance < 0.0 || gimp_image_get_floating_sel (pictures->image) != -1)
    return NULL;
  selected = selection_of (pictures->image);
  for (gint i = 0; i < OUTPUTS; i++)
    pixels[i] = picture_of (procedure, params, n, output, i, pictures);
  for (gint i = 1; i < OUTPUTS && !sentence; i++)
    if (pixels[0] && pixels[i])
      {
        const gdouble difference = largest_difference (pixels[0], pixels[i], selected, n_pixels);

        if (difference > tolerance)
          sentence = g_strdup_printf ("output %d differs from layers by %g", i, difference);
      }
  for (gint i = 0; i < OUTPUTS; i++)
    g_free (pixels[i]);
  return sentence;
}
