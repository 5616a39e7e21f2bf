/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The noise operation and what its layer makes of a picture. What Match is worth: test-match.c.
 */
#include "blend-modes.h"
#include "grain.h"
#include "noise-layer.h"
#include "pictures.h"

#define WIDTH 210
#define HEIGHT 150
#define N (WIDTH * HEIGHT)

enum
{
  UNIFORM,
  GAUSSIAN,
  MATCH
};

static GeglNode *
noise_node (GeglNode *graph, GeglBuffer *edit, gint distribution)
{
  GeglNode *input
      = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", edit, NULL);
  GeglNode *node = gegl_node_new_child (graph, "operation", "retexture:noise", "distribution",
                                        distribution, NULL);

  gegl_node_link (input, node);
  return node;
}

static GeglBuffer *
render (GeglNode *node, GeglBuffer *edit)
{
  GeglBuffer *layer
      = gegl_buffer_new (gegl_buffer_get_extent (edit), gegl_buffer_get_format (edit));

  gegl_node_blit_buffer (node, layer, NULL, 0, GEGL_ABYSS_NONE);
  return layer;
}

/* Grain to match: of a noisy picture. */
static RetextureGrain *
some_grain (void)
{
  g_autofree gfloat *rgba = g_new (gfloat, 4 * 512 * 512);
  g_autoptr (GeglBuffer) picture = NULL;
  g_autoptr (GError) error = NULL;
  RetextureGrain *grain;

  for (gint i = 0; i < 4 * 512 * 512; i++)
    rgba[i] = i % 4 == 3 ? 1.0f
                         : 0.2f + 0.6f * (i / 4 % 512) / 512
                               + 0.05f * (noise_at (i / 4 % 512, i / 4 / 512, i % 4) - 0.5f);
  picture = picture_from_pixels ("R'G'B' float", GEGL_RECTANGLE (0, 0, 512, 512), rgba);
  grain = retexture_grain_measure (picture, NULL, TRUE, NULL, &error);
  g_assert_no_error (error);
  return grain;
}

static gdouble
deviation_of (const gfloat *rgba, gint n)
{
  gdouble sum = 0.0, squares = 0.0;

  for (gint i = 0; i < n; i++)
    {
      sum += rgba[4 * i + 1];
      squares += rgba[4 * i + 1] * rgba[4 * i + 1];
    }
  return sqrt (squares / n - sum * sum / n / n);
}

/* Against the formula of the W3C, written out here once more, through GIMP's own. Beyond 16 %
 * GIMP's mode runs out of layer values in the deepest shadows. */
static void
soft_light_looks_like_photoshops (void)
{
  for (gfloat base = 0.02f; base < 1.0f; base += 0.07f)
    for (gfloat noise = -0.15f; noise <= 0.15f; noise += 0.03f)
      {
        const gfloat layer = 0.5f + noise;
        const gfloat d = base <= 0.25f ? ((16 * base - 12) * base + 4) * base : sqrtf (base);
        const gfloat wanted = layer <= 0.5f ? base - (1 - 2 * layer) * base * (1 - base)
                                            : base + (2 * layer - 1) * (d - base);
        const gfloat stored
            = retexture_noise_layer_look (RETEXTURE_COMPOSITION_SOFT_LIGHT, base, noise, 0.5f);
        const gfloat edit[4] = { base, base, base, 1 }, above[4] = { stored, stored, stored, 1 };
        gfloat got[4];

        retexture_blend_modes_apply (RETEXTURE_COMPOSITION_SOFT_LIGHT,
                                     babl_format ("R'G'B'A float"), babl_format ("R'G'B' float"),
                                     edit, above, got, 1);
        g_assert_cmpfloat (fabsf (got[0] - wanted), <, 1e-5f);
      }
}

static void
a_wanted_change_is_what_each_mode_makes (void)
{
  static const RetextureComposition modes[]
      = { RETEXTURE_COMPOSITION_SOFT_LIGHT, RETEXTURE_COMPOSITION_OVERLAY,
          RETEXTURE_COMPOSITION_GRAIN_MERGE };

  for (guint m = 0; m < G_N_ELEMENTS (modes); m++)
    for (gfloat base = 0.1f; base < 0.95f; base += 0.1f)
      for (gfloat change = -0.04f; change <= 0.04f; change += 0.01f)
        {
          const gfloat stored = retexture_noise_layer_change (modes[m], base, change, 0.5f);
          const gfloat edit[4] = { base, base, base, 1 }, above[4] = { stored, stored, stored, 1 };
          gfloat got[4];

          retexture_blend_modes_apply (modes[m], babl_format ("R'G'B'A float"),
                                       babl_format ("R'G'B' float"), edit, above, got, 1);
          g_assert_cmpfloat (fabsf (got[0] - (base + change)), <, 1e-5f);
        }
}

static void
tones_get_exactly_their_shares (void)
{
  g_assert_cmpfloat (retexture_noise_layer_response (0.0f, 0.6f, 1.0f, 0.3f), ==, 0.6f);
  g_assert_cmpfloat (retexture_noise_layer_response (0.5f, 0.6f, 1.0f, 0.3f), ==, 1.0f);
  g_assert_cmpfloat (retexture_noise_layer_response (1.0f, 0.6f, 1.0f, 0.3f), ==, 0.3f);
  for (gfloat t = 0.01f; t < 0.5f; t += 0.01f)
    {
      g_assert_true (retexture_noise_layer_response (t, 0.6f, 1.0f, 0.3f)
                     > retexture_noise_layer_response (t - 0.01f, 0.6f, 1.0f, 0.3f));
      g_assert_true (retexture_noise_layer_response (t + 0.5f, 0.6f, 1.0f, 0.3f)
                     < retexture_noise_layer_response (t + 0.49f, 0.6f, 1.0f, 0.3f));
    }
}

static void
match_without_grain_to_match_is_neutral (void)
{
  static const gchar *formats[] = { "R'G'B' u8", "R'G'B'A u16", "R'G'B' float" };

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    {
      g_autoptr (GeglBuffer) edit = noise_picture (formats[f], 0, 0, WIDTH, HEIGHT);
      g_autoptr (GeglNode) graph = gegl_node_new ();
      g_autoptr (GeglBuffer) layer = render (noise_node (graph, edit, MATCH), edit);
      g_autofree gfloat *v = pixels_of (layer);

      for (gint i = 0; i < 4 * N; i++)
        g_assert_cmpfloat (fabsf (v[i] - (i % 4 == 3 ? 1.0f : 0.5f)), <=, 0.5f / 255.0f + 1e-6f);
    }
}

static void
tiled_rendering_gives_the_same_bytes (void)
{
  static const gchar *formats[]
      = { "R'G'B' u8", "R'G'B'A u16", "R'G'B' float", "Y' u8", "RGB u16", "Y'A float" };
  static const gint sizes[] = { 17, 64, 101 };
  g_autoptr (RetextureGrain) grain = some_grain ();

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    for (gint distribution = UNIFORM; distribution <= MATCH; distribution++)
      {
        g_autoptr (GeglBuffer) edit = noise_picture (formats[f], -50, 30, WIDTH, HEIGHT);
        g_autoptr (GeglNode) graph = gegl_node_new ();
        GeglNode *node = noise_node (graph, edit, distribution);
        g_autoptr (GeglBuffer) whole = NULL;

        gegl_node_set (node, "analysis", grain, "softness", 0.8, "monochromatic", FALSE, NULL);
        whole = render (node, edit);
        assert_same_in_pieces (node, whole, sizes[(f + distribution) % G_N_ELEMENTS (sizes)]);
      }
}

static void
any_number_of_threads_gives_the_same_bytes (void)
{
  g_autoptr (RetextureGrain) grain = some_grain ();

  for (gint distribution = UNIFORM; distribution <= MATCH; distribution++)
    {
      g_autoptr (GeglBuffer) edit = flat_picture ("R'G'B' u16", WIDTH, HEIGHT, 0.4f);
      g_autofree gfloat *expected = NULL;

      for (gint threads = 1; threads <= 4; threads++)
        {
          g_autoptr (GeglNode) graph = gegl_node_new ();
          GeglNode *node = noise_node (graph, edit, distribution);
          g_autoptr (GeglBuffer) layer = NULL;
          g_autofree gfloat *got = NULL;

          g_object_set (gegl_config (), "threads", threads, NULL);
          gegl_node_set (node, "analysis", grain, NULL);
          layer = render (node, edit);
          got = pixels_of (layer);
          if (expected)
            g_assert_cmpmem (expected, 16 * N, got, 16 * N);
          else
            expected = g_steal_pointer (&got);
        }
    }
}

/* What a preview at half or a third of the size shows, against the average of the finished pixels.
 * Of 1000 averages the deviation is known to 2 %. */
static void
a_reduced_preview_is_as_strong_as_the_averaged_pixels (void)
{
  static const gdouble softness[] = { 0.0, 0.3, 1.0 };

  for (guint s = 0; s < G_N_ELEMENTS (softness); s++)
    for (gint size = 2; size <= 3; size++)
      {
        g_autoptr (GeglBuffer) edit = flat_picture ("R'G'B' float", 360, 360, 0.5f);
        g_autoptr (GeglNode) graph = gegl_node_new ();
        GeglNode *node = noise_node (graph, edit, GAUSSIAN);
        g_autoptr (GeglBuffer) finished = NULL;
        g_autoptr (GeglBuffer) reduced = NULL;
        g_autofree gfloat *whole = NULL;
        g_autofree gfloat *small = NULL;
        const gint n = 360 / size;
        g_autofree gfloat *averages = g_new0 (gfloat, 4 * n * n);

        gegl_node_set (node, "softness", softness[s], "blend", 1, "amount", 4.0, NULL);
        finished = render (node, edit);
        whole = pixels_of (finished);
        for (gint i = 0; i < 360 * 360; i++)
          averages[4 * (i / 360 / size * n + i % 360 / size) + 1]
              += whole[4 * i + 1] / (size * size);
        gegl_node_set (node, "softness", softness[s] / size, "pixel-size", (gdouble) size, NULL);
        reduced = render (node, edit);
        small = pixels_of (reduced);
        g_assert_cmpfloat (
            fabs (deviation_of (small, 360 * 360) / deviation_of (averages, n * n) - 1.0), <, 0.04);
      }
}

/* The unit grain's deviation is 1; of a million correlated pixels it is known to 1 %. */
static void
made_grain_has_unit_strength (void)
{
  g_autoptr (RetextureGrain) grain = some_grain ();
  g_autofree gfloat *rgb = g_new (gfloat, 3 * 1000 * 1000);
  g_autofree RetextureGrainWish *wishes = g_new (RetextureGrainWish, 1000 * 1000);

  for (gint i = 0; i < 1000 * 1000; i++)
    wishes[i] = (RetextureGrainWish){ { 1.0f, 1.0f, 1.0f }, 0.5f };
  retexture_grain_synthesise (grain, 7, GEGL_RECTANGLE (-30, 40, 1000, 1000), wishes, 1000, rgb);
  for (gint c = 0; c < 3; c++)
    {
      gdouble squares = 0.0;

      for (gint i = 0; i < 1000 * 1000; i++)
        squares += rgb[3 * i + c] * rgb[3 * i + c];
      g_assert_cmpfloat (fabs (squares / 1e6 - 1.0), <, 0.02);
    }
}

static void
a_smooth_picture_has_no_grain_to_measure (void)
{
  g_autoptr (GeglBuffer) flat = flat_picture ("R'G'B' u8", 300, 300, 0.5f);
  g_autoptr (GeglBuffer) small = noise_picture ("R'G'B' u8", 0, 0, 20, 20);
  GError *error = NULL;

  g_assert_null (retexture_grain_measure (flat, NULL, FALSE, NULL, &error));
  g_assert_true (error && error->domain == RETEXTURE_GRAIN_ERROR);
  g_clear_error (&error);
  g_assert_null (retexture_grain_measure (small, NULL, FALSE, NULL, &error));
  g_assert_error (error, RETEXTURE_GRAIN_ERROR, RETEXTURE_GRAIN_ERROR_NO_FLAT_PARTS);
  g_clear_error (&error);
}

static void
a_cancelled_measurement_says_so (void)
{
  g_autoptr (GeglBuffer) picture = noise_picture ("R'G'B' u8", 0, 0, 300, 300);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (retexture_grain_measure (picture, NULL, FALSE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
#define TEST(name) g_test_add_func ("/noise/" #name, name)
  TEST (soft_light_looks_like_photoshops);
  TEST (a_wanted_change_is_what_each_mode_makes);
  TEST (tones_get_exactly_their_shares);
  TEST (match_without_grain_to_match_is_neutral);
  TEST (tiled_rendering_gives_the_same_bytes);
  TEST (any_number_of_threads_gives_the_same_bytes);
  TEST (a_reduced_preview_is_as_strong_as_the_averaged_pixels);
  TEST (made_grain_has_unit_strength);
  TEST (a_smooth_picture_has_no_grain_to_measure);
  TEST (a_cancelled_measurement_says_so);
  return g_test_run ();
}
