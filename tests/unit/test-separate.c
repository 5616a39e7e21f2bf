/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "pictures.h"
#include "split-samples.h"
#include "split.h"

#define WIDTH 61
#define HEIGHT 47
#define PIXELS (WIDTH * HEIGHT)

typedef struct
{
  gdouble radius;
  gint filter, bands, mode, precision;
} Values;

static const gchar *models[] = { "R'G'B'", "RGB", "Y'", "Y", "R'G'B'A", "RGBA", "Y'A", "YA" };
static const gchar *types[] = { "u8", "u16", "u32", "half", "float", "double" };

static GeglNode *
separate_node (GeglNode *graph, GeglBuffer *picture, GeglBuffer *edited, const Values *v, gint part)
{
  GeglNode *input
      = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", picture, NULL);
  GeglNode *separate = gegl_node_new_child (
      graph, "operation", "retexture:separate", "radius", v->radius, "filter", v->filter, "bands",
      v->bands, "mode", v->mode, "precision", v->precision, "part", part, NULL);

  gegl_node_link (input, separate);
  if (edited)
    gegl_node_connect_to (
        gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", edited, NULL),
        "output", separate, "aux");
  return separate;
}

/* A part in its own format, rendered in pieces of `size` pixels or, at 0, whole. */
static GeglBuffer *
part_in_pieces (GeglBuffer *picture, GeglBuffer *edited, const Values *v, gint part, gint size)
{
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglNode *separate = separate_node (graph, picture, edited, v, part);
  const GeglRectangle *extent = gegl_buffer_get_extent (picture);
  GeglBuffer *result = gegl_buffer_new (
      extent, retexture_split_output_format (gegl_buffer_get_format (picture), v->precision));

  if (size == 0)
    gegl_node_blit_buffer (separate, result, extent, 0, GEGL_ABYSS_NONE);
  else
    for (gint y = extent->y; y < extent->y + extent->height; y += size)
      for (gint x = extent->x; x < extent->x + extent->width; x += size)
        gegl_node_blit_buffer (separate, result, GEGL_RECTANGLE (x, y, size, size), 0,
                               GEGL_ABYSS_NONE);
  return result;
}

static GeglBuffer *
part_of (GeglBuffer *picture, const Values *v, gint part)
{
  return part_in_pieces (picture, NULL, v, part, 0);
}

/* What a buffer stores, as numbers from 0 to 1 of single precision: what GIMP composites. */
static gfloat *
numbers_of (GeglBuffer *buffer, gsize *n)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (buffer);
  RetextureSplitSamples samples;
  gfloat *numbers;

  retexture_split_samples_init (&samples, gegl_buffer_get_format (buffer));
  *n = (gsize) extent->width * extent->height * samples.components;
  numbers = g_new (gfloat, *n);
  retexture_split_samples_read (&samples, buffer, extent, numbers);
  if (samples.white)
    for (gsize i = 0; i < *n; i++)
      numbers[i] = (gfloat) ((gint *) numbers)[i] / samples.white;
  return numbers;
}

/* GIMP's clip to backdrop, of one layer that is opaque everywhere. The mode is written out here
 * as it stands in GIMP's source, and not as the code under test has it. */
static void
lay_over (gfloat *stack, GeglBuffer *layer, RetextureSplitMode mode, gboolean addition)
{
  gsize n;
  g_autofree gfloat *top = numbers_of (layer, &n);
  const gboolean has_alpha = babl_format_has_alpha (gegl_buffer_get_format (layer));
  const gint components = babl_format_get_n_components (gegl_buffer_get_format (layer));

  for (gsize i = 0; i < n; i++)
    {
      const gsize alpha = i - i % components + components - 1;
      gfloat sum;

      if (has_alpha && i == alpha)
        {
          g_assert_cmpfloat (top[i], ==, 1.0f);
          continue;
        }
      if (has_alpha && stack[alpha] == 0.0f)
        continue;
      if (addition)
        sum = stack[i] + top[i];
      else if (mode == RETEXTURE_SPLIT_MODE_GRAIN_MERGE)
        sum = CLAMP (stack[i] + top[i] - 128.0 / 255.0, 0.0, 1.0);
      else if (top[i] <= 0.5f)
        sum = stack[i] + 2.0f * top[i] - 1.0f;
      else
        sum = stack[i] + 2.0f * (top[i] - 0.5f);
      stack[i] = sum * 1.0f + stack[i] * (1.0f - 1.0f);
    }
}

/* All layers of a picture, composited. */
static gfloat *
stack_of (GeglBuffer *picture, const Values *v, gsize *n)
{
  const Babl *format
      = retexture_split_output_format (gegl_buffer_get_format (picture), v->precision);
  const RetextureSplitMode mode = retexture_split_resolve_mode (format, v->mode);
  g_autoptr (GeglBuffer) low = part_of (picture, v, RETEXTURE_SPLIT_PART_LOW);
  gfloat *stack = numbers_of (low, n);

  for (gint k = v->bands - 1; k >= 1; k--)
    {
      g_autoptr (GeglBuffer) band = part_of (picture, v, k);

      lay_over (stack, band, mode, FALSE);
    }
  if (retexture_split_needs_rounding (format))
    {
      g_autoptr (GeglBuffer) rounding = part_of (picture, v, RETEXTURE_SPLIT_PART_ROUNDING);

      lay_over (stack, rounding, mode, TRUE);
    }
  return stack;
}

/* Equal as stored: integers are rounded as GIMP does on writing, floats compared bit for bit. */
static void
assert_stack_is (GeglBuffer *picture, const Values *v)
{
  const Babl *format
      = retexture_split_output_format (gegl_buffer_get_format (picture), v->precision);
  g_autoptr (GeglBuffer) wanted = gegl_buffer_new (gegl_buffer_get_extent (picture), format);
  RetextureSplitSamples samples;
  gsize n;
  g_autofree gfloat *stack = stack_of (picture, v, &n);
  g_autofree gfloat *truth = NULL;

  gegl_buffer_copy (picture, NULL, GEGL_ABYSS_NONE, wanted, NULL);
  truth = numbers_of (wanted, &n);
  retexture_split_samples_init (&samples, format);
  for (gsize i = 0; i < n; i++)
    {
      const gboolean same
          = samples.white ? rintf (stack[i] * samples.white) == rintf (truth[i] * samples.white)
                          : stack[i] == truth[i] || (isnan (stack[i]) && isnan (truth[i]));

      if (!same)
        g_test_message (
            "%s filter %d bands %d mode %d: sample %" G_GSIZE_FORMAT " is %.9g not %.9g",
            babl_get_name (format), v->filter, v->bands, v->mode, i, stack[i], truth[i]);
      g_assert_true (same);
    }
}

/* Colours from black to white with hard edges, fine texture, and, where the format has it, alpha of
 * all degrees. */
static GeglBuffer *
busy_picture (const gchar *format)
{
  gfloat *rgba = g_new (gfloat, PIXELS * 4);
  GeglBuffer *picture;

  for (gint i = 0; i < PIXELS; i++)
    {
      const gint x = i % WIDTH, y = i / WIDTH;

      for (gint c = 0; c < 3; c++)
        {
          const gfloat tone = x < WIDTH / 2 ? 0.02f * c : 0.98f - 0.1f * c * y / HEIGHT;

          rgba[4 * i + c] = CLAMP (tone + 0.3f * (noise_at (x, y, c) - 0.5f), 0.0f, 1.0f);
          if ((x + 2 * y) % 23 == 0)
            rgba[4 * i + c] = noise_at (x, y, 7) < 0.5f ? 0.0f : 1.0f;
        }
      rgba[4 * i + 3] = CLAMP (1.5f * noise_at (x, y, 3) - 0.2f, 0.0f, 1.0f);
    }
  picture = picture_from_pixels (format, GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), rgba);
  g_free (rgba);
  return picture;
}

static void
the_stack_is_the_picture_in_every_format (void)
{
  static const gint bands[] = { 2, 3, 7 };

  for (guint m = 0; m < G_N_ELEMENTS (models); m++)
    for (guint t = 0; t < G_N_ELEMENTS (types); t++)
      {
        g_autofree gchar *format = g_strdup_printf ("%s %s", models[m], types[t]);
        g_autoptr (GeglBuffer) picture = busy_picture (format);

        for (guint b = 0; b < G_N_ELEMENTS (bands); b++)
          for (gint filter = 0; filter < 2; filter++)
            for (gint mode = 0; mode < (t == 0 ? 3 : 1); mode++)
              {
                const Values v = { b == 2 ? 0.7 : 3.0, filter, bands[b], mode, 0 };

                assert_stack_is (picture, &v);
              }
      }
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
#define TEST(name) g_test_add_func ("/separate/" #name, name)
  TEST (the_stack_is_the_picture_in_every_format);
  return g_test_run ();
}
