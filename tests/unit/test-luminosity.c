/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "pictures.h"

#include "gaussian.h"

#define WIDTH 150
#define HEIGHT 110
#define N (WIDTH * HEIGHT)

enum
{
  W3C,
  LCH_LIGHTNESS
};

static GeglNode *
luminosity_node (
    GeglNode *graph, GeglBuffer *edit, GeglBuffer *original, gint formula, gdouble radius)
{
  GeglNode *input
      = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", edit, NULL);
  GeglNode *aux
      = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", original, NULL);
  GeglNode *node = gegl_node_new_child (graph, "operation", "retexture:luminosity", "formula",
                                        formula, "band-limit", radius > 0.0, "radius",
                                        radius > 0.0 ? radius : 8.0, NULL);

  gegl_node_link (input, node);
  gegl_node_connect_to (aux, "output", node, "aux");
  return node;
}

/* Radius 0: all of the original's luminosity. */
static GeglBuffer *
layer_of (GeglBuffer *edit, GeglBuffer *original, gint formula, gdouble radius)
{
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglNode *node = luminosity_node (graph, edit, original, formula, radius);
  const GeglRectangle extent = gegl_node_get_bounding_box (node);
  GeglBuffer *layer = gegl_buffer_new (&extent, gegl_buffer_get_format (edit));

  gegl_node_blit_buffer (node, layer, &extent, 0, GEGL_ABYSS_NONE);
  return layer;
}

static GeglBuffer *
colour_picture (const gchar *format, gint red, gint green, gint blue)
{
  g_autofree gfloat *rgba = g_new (gfloat, 4 * N);
  const gfloat colour[4] = { red / 255.0f, green / 255.0f, blue / 255.0f, 1.0f };

  for (gint i = 0; i < 4 * N; i++)
    rgba[i] = colour[i % 4];
  return picture_from_pixels (format, GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), rgba);
}

/* The colours of W3C's formula worked out by hand: one without clipping, one that clips above and
 * one below. */
static void
colours_are_those_of_the_w3c_formula (void)
{
  static const gint cases[][9] = {
    /* edit, original, expected */
    { 212, 160, 138, 180, 120, 96, 174, 122, 100 },
    { 255, 0, 0, 255, 255, 255, 255, 255, 255 },
    { 255, 0, 0, 200, 200, 200, 255, 176, 176 },
    { 0, 0, 255, 10, 10, 10, 0, 0, 91 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const gint *c = cases[i];
      g_autoptr (GeglBuffer) edit = colour_picture ("R'G'B' u8", c[0], c[1], c[2]);
      g_autoptr (GeglBuffer) original = colour_picture ("R'G'B' u8", c[3], c[4], c[5]);
      g_autoptr (GeglBuffer) layer = layer_of (edit, original, W3C, 0.0);
      guchar got[3];

      gegl_buffer_get (layer, GEGL_RECTANGLE (70, 50, 1, 1), 1.0, babl_format ("R'G'B' u8"), got,
                       GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      for (gint k = 0; k < 3; k++)
        g_assert_cmpint (ABS (got[k] - c[6 + k]), <=, 1);
    }
}

static gdouble
luminosity_at (const gfloat *rgba, gint i)
{
  return 0.30 * rgba[4 * i] + 0.59 * rgba[4 * i + 1] + 0.11 * rgba[4 * i + 2];
}

/* Colours in the middle of the range, which cannot clip. */
static GeglBuffer *
muted_noise (gint x, gint y)
{
  g_autofree gfloat *rgba = g_new (gfloat, 4 * N);

  for (gint i = 0; i < 4 * N; i++)
    rgba[i]
        = i % 4 == 3 ? 1.0f : 0.4f + 0.2f * noise_at (x + i / 4 % WIDTH, y + i / 4 / WIDTH, i % 4);
  return picture_from_pixels ("R'G'B' float", GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), rgba);
}

static void
luminosity_is_the_originals_and_colour_the_edits (void)
{
  g_autoptr (GeglBuffer) edit = muted_noise (0, 0);
  g_autoptr (GeglBuffer) original = muted_noise (500, 700);
  g_autoptr (GeglBuffer) layer = layer_of (edit, original, W3C, 0.0);
  g_autofree gfloat *e = pixels_of (edit);
  g_autofree gfloat *o = pixels_of (original);
  g_autofree gfloat *l = pixels_of (layer);

  for (gint i = 0; i < N; i++)
    {
      g_assert_cmpfloat (fabs (luminosity_at (l, i) - luminosity_at (o, i)), <, 1e-6);
      for (gint c = 0; c < 3; c++)
        g_assert_cmpfloat (
            fabs ((l[4 * i + c] - luminosity_at (l, i)) - (e[4 * i + c] - luminosity_at (e, i))), <,
            1e-6);
    }
}

/* The blur's worst error for any picture is 8e-4 (test-gaussian.c); it enters twice. */
static void
with_a_band_limit_low_frequencies_are_the_edits_and_high_ones_the_originals (void)
{
  const gdouble radius = 3.0;
  g_autoptr (GeglBuffer) edit = muted_noise (0, 0);
  g_autoptr (GeglBuffer) original = muted_noise (500, 700);
  g_autoptr (GeglBuffer) layer = layer_of (edit, original, LCH_LIGHTNESS, radius);
  g_autoptr (GeglBuffer) low_edit
      = gegl_buffer_new (gegl_buffer_get_extent (edit), babl_format ("R'G'B' float"));
  g_autoptr (GeglBuffer) low_original
      = gegl_buffer_new (gegl_buffer_get_extent (edit), babl_format ("R'G'B' float"));
  g_autofree gfloat *o = pixels_of (original);
  g_autofree gfloat *l = pixels_of (layer);
  g_autofree gfloat *le = NULL;
  g_autofree gfloat *lo = NULL;

  retexture_gaussian_blur (edit, low_edit, gegl_buffer_get_extent (edit), radius);
  retexture_gaussian_blur (original, low_original, gegl_buffer_get_extent (edit), radius);
  le = pixels_of (low_edit);
  lo = pixels_of (low_original);
  for (gint i = 0; i < 4 * N; i++)
    if (i % 4 != 3)
      g_assert_cmpfloat (fabs (l[i] - (le[i] + o[i] - lo[i])), <, 2e-3);
}

static void
an_edit_that_is_the_original_stays_as_it_is (void)
{
  static const gchar *formats[] = { "R'G'B' u8", "R'G'B'A u16", "Y' u8", "RGB u16", "R'G'B' half" };

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    for (gint limited = 0; limited < 2; limited++)
      {
        g_autoptr (GeglBuffer) edit = noise_picture (formats[f], 0, 0, WIDTH, HEIGHT);
        g_autoptr (GeglBuffer) layer = layer_of (edit, edit, W3C, limited ? 8.0 : 0.0);
        g_autofree gfloat *before = pixels_of (edit);
        g_autofree gfloat *after = pixels_of (layer);

        g_assert_cmpfloat (largest_difference (before, after, 4 * N), ==, 0.0);
      }
}

static void
where_the_original_is_transparent_the_edit_stays (void)
{
  g_autoptr (GeglBuffer) edit = noise_picture ("R'G'B' u8", 0, 0, WIDTH, HEIGHT);
  g_autoptr (GeglBuffer) opaque = noise_picture ("R'G'B'A float", 500, 700, WIDTH, HEIGHT);
  g_autofree gfloat *rgba = pixels_of (opaque);
  g_autofree gfloat *before = pixels_of (edit);
  g_autofree gfloat *after = NULL;
  g_autoptr (GeglBuffer) original = NULL;
  g_autoptr (GeglBuffer) layer = NULL;
  gint changed = 0;

  for (gint i = 0; i < N; i++)
    if (i % WIDTH < WIDTH / 2)
      rgba[4 * i + 3] = 0.0f;
  original = picture_from_pixels ("R'G'B'A float", GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), rgba);
  layer = layer_of (edit, original, W3C, 8.0);
  after = pixels_of (layer);
  for (gint i = 0; i < N; i++)
    {
      const gboolean same = memcmp (before + 4 * i, after + 4 * i, 16) == 0;

      g_assert_true (same || i % WIDTH >= WIDTH / 2);
      changed += !same;
    }
  g_assert_cmpint (changed, >, N / 4);
}

static void
tiled_rendering_gives_the_same_bytes (void)
{
  static const gchar *formats[]
      = { "R'G'B' u8", "R'G'B'A u16", "R'G'B'A float", "Y' u16", "RGB half" };
  static const gint sizes[] = { 17, 64, 101 };

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
      {
        g_autoptr (GeglBuffer) edit = noise_picture (formats[f], 0, 0, WIDTH, HEIGHT);
        g_autoptr (GeglBuffer) original = noise_picture (formats[f], 500, 700, WIDTH, HEIGHT);
        g_autoptr (GeglBuffer) moved = g_object_new (GEGL_TYPE_BUFFER, "source", original,
                                                     "shift-x", 500, "shift-y", 700, NULL);
        g_autoptr (GeglBuffer) whole = layer_of (edit, moved, W3C, 5.0);
        g_autoptr (GeglNode) graph = gegl_node_new ();
        GeglNode *node = luminosity_node (graph, edit, moved, W3C, 5.0);

        assert_same_in_pieces (node, whole, sizes[s]);
      }
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
#define TEST(name) g_test_add_func ("/luminosity/" #name, name)
  TEST (colours_are_those_of_the_w3c_formula);
  TEST (luminosity_is_the_originals_and_colour_the_edits);
  TEST (with_a_band_limit_low_frequencies_are_the_edits_and_high_ones_the_originals);
  TEST (an_edit_that_is_the_original_stays_as_it_is);
  TEST (where_the_original_is_transparent_the_edit_stays);
  TEST (tiled_rendering_gives_the_same_bytes);
  return g_test_run ();
}
