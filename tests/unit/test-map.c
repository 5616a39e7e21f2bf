/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "gaussian-kernel.h"
#include "gaussian.h"
#include "neutral.h"
#include "pictures.h"

#define WIDTH 150
#define HEIGHT 110

/* The recipe; what is missing has a test of its own. */
#define EVERYTHING 1

typedef struct
{
  gdouble amount, radius, scale, offset;
  gint luminance;
} Values;

static const Values defaults = { 100.0, 4.0, 2.0, 128.0, 0 };

static GeglNode *
map_node (GeglNode *graph, GeglBuffer *edit, GeglBuffer *original, const Values *v)
{
  GeglNode *input
      = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", edit, NULL);
  GeglNode *aux
      = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", original, NULL);
  GeglNode *map = gegl_node_new_child (graph, "operation", "retexture:map", "amount", v->amount,
                                       "radius", v->radius, "scale", v->scale, "offset", v->offset,
                                       "tone", v->luminance, "returned", EVERYTHING, NULL);

  gegl_node_link (input, map);
  gegl_node_connect_to (aux, "output", map, "aux");
  return map;
}

/* The texture layer's pixels, in the edit's format. */
static GeglBuffer *
texture_of (GeglBuffer *edit, GeglBuffer *original, const Values *v)
{
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglNode *map = map_node (graph, edit, original, v);
  const GeglRectangle extent = gegl_node_get_bounding_box (map);
  GeglBuffer *texture = gegl_buffer_new (&extent, gegl_buffer_get_format (edit));

  gegl_node_blit_buffer (map, texture, &extent, 0, GEGL_ABYSS_NONE);
  return texture;
}

/* The composite of texture and edit, stored in the edit's format. */
static GeglBuffer *
composite_of (GeglBuffer *edit, GeglBuffer *original, const Values *v)
{
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglNode *map = map_node (graph, edit, original, v);
  GeglNode *input
      = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", edit, NULL);
  GeglNode *compose = gegl_node_new_child (graph, "operation", "retexture:compose", "scale",
                                           v->scale, "offset", v->offset, NULL);
  GeglBuffer *result
      = gegl_buffer_new (gegl_buffer_get_extent (edit), gegl_buffer_get_format (edit));

  gegl_node_link (input, compose);
  gegl_node_connect_to (map, "output", compose, "aux");
  gegl_node_blit_buffer (compose, result, NULL, 0, GEGL_ABYSS_NONE);
  return result;
}

static GeglBuffer *
tone_of (GeglBuffer *original, gdouble radius_px)
{
  GeglBuffer *tone
      = gegl_buffer_new (gegl_buffer_get_extent (original), gegl_buffer_get_format (original));

  retexture_gaussian_blur (original, tone, gegl_buffer_get_extent (original), radius_px);
  return tone;
}

static const gchar *formats[]
    = { "R'G'B' u8", "R'G'B'A u8", "R'G'B' u16", "R'G'B' half", "R'G'B'A float",
        "RGB u16",   "RGB float",  "Y' u8",      "Y'A u16",     "Y float" };

static void
texture_is_the_recipes_formula (void)
{
  const Values v = { 70.0, 3.0, 1.6, 100.0, 0 };
  g_autoptr (GeglBuffer) original = noise_picture ("R'G'B' float", 0, 0, WIDTH, HEIGHT);
  g_autoptr (GeglBuffer) tone = tone_of (original, v.radius);
  g_autoptr (GeglBuffer) texture = texture_of (tone, original, &v);
  g_autofree gfloat *o = pixels_of (original);
  g_autofree gfloat *b = pixels_of (tone);
  g_autofree gfloat *t = pixels_of (texture);

  for (gint i = 0; i < WIDTH * HEIGHT * 4; i++)
    if (i % 4 != 3)
      g_assert_cmpfloat (
          fabs (t[i] - (0.7 * ((gdouble) o[i] - b[i]) / 1.6 + 0.5 + (100.0 - 128.0) / 255.0)), <,
          1e-6);
}

static void
composite_with_the_true_tone_is_the_original (void)
{
  /* One level of the format. Of half two steps just below 1: the tone, the doubled texture and the
   * sum are each rounded. Of linear ones a level as it looks near black; of float what rounding
   * leaves. */
  static const gdouble levels[] = { 1 / 255.0,       1 / 255.0, 1 / 65535.0, 2 / 2048.0,  4e-6,
                                    12.92 / 65535.0, 4e-6,      1 / 255.0,   1 / 65535.0, 4e-6 };

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    {
      g_autoptr (GeglBuffer) original = noise_picture (formats[f], 0, 0, WIDTH, HEIGHT);
      g_autoptr (GeglBuffer) tone = tone_of (original, defaults.radius);
      g_autoptr (GeglBuffer) composite = composite_of (tone, original, &defaults);
      g_autofree gfloat *expected = pixels_of (original);
      g_autofree gfloat *got = pixels_of (composite);

      g_assert_cmpfloat (largest_difference (expected, got, WIDTH * HEIGHT * 4), <,
                         levels[f] * 1.01);
    }
}

static gboolean
is_linear_float (const gchar *format)
{
  return !strchr (format, '\'') && g_str_has_suffix (format, "float");
}

/* Zero amount; and a flat original, which has no texture at any amount. Linear float alone is not
 * kept to the bit: it goes through the gamma curve and back, as in GIMP's own blend modes. */
static void
zero_texture_changes_zero_pixels (void)
{
  static const gdouble offsets[] = { 128.0, 0.0, 77.0, 255.0 };

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
      for (gint is_flat = 0; is_flat < 2; is_flat++)
        {
          const Values v = { is_flat ? 200.0 : 0.0, 4.0, 2.0, offsets[i], 0 };
          g_autoptr (GeglBuffer) edit = noise_picture (formats[f], 7, 3, WIDTH, HEIGHT);
          g_autoptr (GeglBuffer) original = is_flat
                                                ? flat_picture (formats[f], WIDTH, HEIGHT, 0.37f)
                                                : noise_picture (formats[f], 0, 0, WIDTH, HEIGHT);
          g_autoptr (GeglBuffer) composite = composite_of (edit, original, &v);
          g_autofree gfloat *before = pixels_of (edit);
          g_autofree gfloat *after = pixels_of (composite);

          g_assert_cmpfloat (largest_difference (before, after, WIDTH * HEIGHT * 4), <=,
                             is_linear_float (formats[f]) ? 1e-6 : 0.0);
        }
}

static void
luminance_only_returns_no_colour (void)
{
  const Values v = { 100.0, 4.0, 2.0, 128.0, 1 };
  g_autoptr (GeglBuffer) original = noise_picture ("R'G'B' float", 0, 0, WIDTH, HEIGHT);
  g_autoptr (GeglBuffer) tone = tone_of (original, v.radius);
  g_autoptr (GeglBuffer) texture = texture_of (tone, original, &v);
  g_autofree gfloat *o = pixels_of (original);
  g_autofree gfloat *b = pixels_of (tone);
  g_autofree gfloat *t = pixels_of (texture);

  for (gint i = 0; i < WIDTH * HEIGHT * 4; i += 4)
    {
      const gdouble luma
          = 0.30 * (o[i] - b[i]) + 0.59 * (o[i + 1] - b[i + 1]) + 0.11 * (o[i + 2] - b[i + 2]);

      g_assert_cmpfloat (t[i], ==, t[i + 1]);
      g_assert_cmpfloat (t[i], ==, t[i + 2]);
      g_assert_cmpfloat (fabs (t[i] - (0.5 + luma / 2.0)), <, 1e-6);
    }
}

static void
only_the_overlap_is_filled (void)
{
  g_autoptr (GeglBuffer) edit = noise_picture ("R'G'B'A u8", 10, 20, 100, 80);
  g_autoptr (GeglBuffer) original = noise_picture ("R'G'B' u16", -30, 60, 90, 200);
  g_autoptr (GeglBuffer) texture = texture_of (edit, original, &defaults);
  g_autoptr (GeglBuffer) composite = composite_of (edit, original, &defaults);
  g_autofree gfloat *before = pixels_of (edit);
  g_autofree gfloat *after = pixels_of (composite);
  gint changed = 0;

  g_assert_true (
      gegl_rectangle_equal (gegl_buffer_get_extent (texture), GEGL_RECTANGLE (10, 60, 50, 40)));
  for (gint i = 0; i < 100 * 80; i++)
    {
      const gboolean inside = i % 100 < 50 && i / 100 >= 40;
      const gboolean same = memcmp (before + 4 * i, after + 4 * i, 16) == 0;

      changed += !same;
      g_assert_true (inside || same);
    }
  g_assert_cmpint (changed, >, 50 * 40 / 2);
}

static void
the_blur_sees_the_original_beyond_the_overlap (void)
{
  g_autoptr (GeglBuffer) original = noise_picture ("R'G'B' float", 0, 0, WIDTH, HEIGHT);
  g_autoptr (GeglBuffer) whole_edit = flat_picture ("R'G'B' float", WIDTH, HEIGHT, 0.5f);
  g_autoptr (GeglBuffer) small_edit = noise_picture ("R'G'B' float", 40, 30, 20, 20);
  g_autoptr (GeglBuffer) whole = texture_of (whole_edit, original, &defaults);
  g_autoptr (GeglBuffer) small = texture_of (small_edit, original, &defaults);
  g_autofree gfloat *got = pixels_of (small);
  gfloat expected[20 * 20 * 4];

  gegl_buffer_get (whole, GEGL_RECTANGLE (40, 30, 20, 20), 1.0, babl_format ("R'G'B'A float"),
                   expected, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  g_assert_cmpmem (got, sizeof expected, expected, sizeof expected);
}

static void
tiled_rendering_gives_the_same_bytes (void)
{
  static const gint sizes[] = { 17, 64, 101 };

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
      {
        g_autoptr (GeglBuffer) edit = noise_picture (formats[f], 0, 0, WIDTH, HEIGHT);
        g_autoptr (GeglBuffer) original = noise_picture (formats[f], 0, 0, WIDTH, HEIGHT);
        g_autoptr (GeglBuffer) whole = texture_of (edit, original, &defaults);
        g_autoptr (GeglNode) graph = gegl_node_new ();

        assert_same_in_pieces (map_node (graph, edit, original, &defaults), whole, sizes[s]);
      }
}

static void
nan_in_the_original_stays_where_it_is (void)
{
  g_autoptr (GeglBuffer) edit = flat_picture ("R'G'B' float", WIDTH, HEIGHT, 0.5f);
  g_autoptr (GeglBuffer) clean = noise_picture ("R'G'B' float", 0, 0, WIDTH, HEIGHT);
  g_autofree gfloat *rgba = pixels_of (clean);
  g_autoptr (GeglBuffer) original = NULL;
  g_autoptr (GeglBuffer) composite = NULL;
  g_autofree gfloat *result = NULL;
  const gint spot = 4 * (50 * WIDTH + 60);

  rgba[spot] = NAN;
  rgba[spot + 1] = INFINITY;
  original = picture_from_pixels ("R'G'B' float", GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), rgba);
  composite = composite_of (edit, original, &defaults);
  result = pixels_of (composite);
  for (gint i = 0; i < WIDTH * HEIGHT * 4; i++)
    g_assert_true (isfinite (result[i]) == (i != spot && i != spot + 1));
}

static void
neutral_is_what_the_format_holds (void)
{
  g_assert_cmpfloat (
      fabs (retexture_neutral_value (babl_format ("R'G'B' u8"), 128.0) - 128 / 255.0), <, 1e-6);
  g_assert_cmpfloat (fabs (retexture_neutral_value (babl_format ("Y'A u8"), 77.0) - 77 / 255.0), <,
                     1e-6);
  g_assert_cmpfloat (fabs (retexture_neutral_value (babl_format ("R'G'B' u16"), 128.0) - 0.5), <,
                     1 / 65535.0);
  g_assert_cmpfloat (retexture_neutral_value (babl_format ("R'G'B'A float"), 128.0), ==, 0.5);
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
#define TEST(name) g_test_add_func ("/map/" #name, name)
  TEST (texture_is_the_recipes_formula);
  TEST (composite_with_the_true_tone_is_the_original);
  TEST (zero_texture_changes_zero_pixels);
  TEST (luminance_only_returns_no_colour);
  TEST (only_the_overlap_is_filled);
  TEST (the_blur_sees_the_original_beyond_the_overlap);
  TEST (tiled_rendering_gives_the_same_bytes);
  TEST (nan_in_the_original_stays_where_it_is);
  TEST (neutral_is_what_the_format_holds);
  return g_test_run ();
}
