/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "edge-aware.h"
#include "gaussian.h"
#include "pictures.h"

#define WIDTH 160
#define HEIGHT 90
#define RADIUS 4.0
#define TOLERANCE 0.04

static GeglBuffer *
blur_of (GeglBuffer *picture, gdouble radius_px, gdouble tolerance)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (picture);
  GeglBuffer *tone = gegl_buffer_new (extent, gegl_buffer_get_format (picture));

  if (tolerance > 0.0)
    retexture_edge_aware_blur (picture, tone, extent, radius_px, tolerance);
  else
    retexture_gaussian_blur (picture, tone, extent, radius_px);
  return tone;
}

/* A step from 0.2 to 0.8 in the middle, with noise of an amplitude on all of it. */
static GeglBuffer *
step_picture (gfloat amplitude)
{
  g_autofree gfloat *rgba = g_new (gfloat, WIDTH * HEIGHT * 4);

  for (gint i = 0; i < WIDTH * HEIGHT * 4; i++)
    {
      const gint x = i / 4 % WIDTH, y = i / 4 / WIDTH;

      rgba[i] = i % 4 == 3
                    ? 1.0f
                    : (x < WIDTH / 2 ? 0.2f : 0.8f) + amplitude * (noise_at (x, y, 0) - 0.5f);
    }
  return picture_from_pixels ("R'G'B' float", GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), rgba);
}

static gdouble
largest_texture (GeglBuffer *picture, GeglBuffer *tone)
{
  g_autofree gfloat *a = pixels_of (picture), *b = pixels_of (tone);

  return largest_difference (a, b, WIDTH * HEIGHT * 4);
}

/* What is subtracted beside the edge is the halo: nothing should be. The Gaussian's is known: half
 * the step, less what one pixel beside the edge has already risen. */
static void
a_step_keeps_its_height (void)
{
  g_autoptr (GeglBuffer) picture = step_picture (0.0f);
  g_autoptr (GeglBuffer) tone = blur_of (picture, RADIUS, TOLERANCE);
  g_autoptr (GeglBuffer) gaussian = blur_of (picture, RADIUS, 0.0);
  g_autofree gfloat *pixels = pixels_of (tone);

  g_assert_cmpfloat (largest_texture (picture, tone), <, 0.01 * 0.6);
  g_assert_cmpfloat (largest_texture (picture, gaussian), >, 0.4 * 0.6);
  for (gint i = 0; i < WIDTH * HEIGHT * 4; i++)
    if (i % 4 < 3)
      g_assert_true (pixels[i] >= 0.2f - 1e-6f && pixels[i] <= 0.8f + 1e-6f);
}

static void
flat_stays_flat (void)
{
  static const gchar *formats[] = { "R'G'B' float", "R'G'B'A u16", "Y' u8", "RGB float" };

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    {
      g_autoptr (GeglBuffer) picture = flat_picture (formats[f], WIDTH, HEIGHT, 0.7f);
      g_autoptr (GeglBuffer) tone = blur_of (picture, RADIUS, 0.001);

      /* Rounding of single precision, through the gamma curve and back. */
      g_assert_cmpfloat (largest_texture (picture, tone), <, 2e-6);
    }
}

/* Noise of amplitude 0.05 has a deviation of 0.014, a third of the tolerance: of the texture
 * variance^2 / (variance^2 + tolerance^4) stays in the tone, that is 1.7 %. Variances of small
 * windows scatter, so it may be three times that. At the picture's edges two blurs are not one. */
static void
fine_texture_is_smoothed_like_a_gaussian (void)
{
  const gdouble amplitude = 0.05, variance = amplitude * amplitude / 12.0;
  const gdouble share = variance * variance / pow (TOLERANCE, 4.0);
  g_autoptr (GeglBuffer) noise = noise_picture ("R'G'B' float", 0, 0, WIDTH, HEIGHT);
  g_autofree gfloat *rgba = pixels_of (noise);
  g_autoptr (GeglBuffer) picture = NULL;
  g_autoptr (GeglBuffer) tone = NULL;
  g_autoptr (GeglBuffer) gaussian = NULL;
  g_autofree gfloat *a = NULL, *b = NULL;
  const gint margin = 3 * RADIUS;

  for (gint i = 0; i < WIDTH * HEIGHT * 4; i++)
    if (i % 4 < 3)
      rgba[i] = 0.5f + amplitude * (rgba[i] - 0.5f);
  picture = picture_from_pixels ("R'G'B' float", GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), rgba);
  tone = blur_of (picture, RADIUS, TOLERANCE);
  gaussian = blur_of (picture, RADIUS, 0.0);

  a = pixels_of (tone);
  b = pixels_of (gaussian);
  for (gint i = 0; i < WIDTH * HEIGHT; i++)
    if (ABS (i % WIDTH - WIDTH / 2) < WIDTH / 2 - margin
        && ABS (i / WIDTH - HEIGHT / 2) < HEIGHT / 2 - margin)
      g_assert_cmpfloat (largest_difference (a + 4 * i, b + 4 * i, 3), <,
                         3.0 * share * amplitude / 2.0);
}

static void
a_higher_tolerance_takes_more_off (void)
{
  static const gdouble tolerances[] = { 0.005, 0.02, 0.08, 0.2 };
  g_autoptr (GeglBuffer) picture = step_picture (0.1f);
  g_autofree gfloat *before = pixels_of (picture);
  gdouble last = 0.0;

  for (guint t = 0; t < G_N_ELEMENTS (tolerances); t++)
    {
      g_autoptr (GeglBuffer) tone = blur_of (picture, RADIUS, tolerances[t]);
      g_autofree gfloat *after = pixels_of (tone);
      gdouble energy = 0.0;

      for (gint i = 0; i < WIDTH * HEIGHT * 4; i++)
        energy += (before[i] - after[i]) * (before[i] - after[i]);
      g_assert_cmpfloat (energy, >, last * 1.2);
      last = energy;
    }
}

/* The mean of `numbers` in the filter's window about each pixel, weighed by alpha. */
static gfloat *
window_of (const gfloat *numbers, const gfloat *alpha, gdouble radius_px)
{
  const GeglRectangle extent = { 0, 0, WIDTH, HEIGHT };
  const Babl *format = babl_format ("R'G'B' float");
  gfloat *means[2];

  for (gint k = 0; k < 2; k++)
    {
      g_autofree gfloat *weighted = g_new (gfloat, WIDTH * HEIGHT * 4);
      g_autoptr (GeglBuffer) picture = NULL;
      g_autoptr (GeglBuffer) blurred = gegl_buffer_new (&extent, format);

      for (gint i = 0; i < WIDTH * HEIGHT * 4; i++)
        weighted[i] = i % 4 == 3 ? 1.0f : alpha[i / 4] * (k == 0 ? numbers[i] : 1.0f);
      picture = picture_from_pixels ("R'G'B' float", &extent, weighted);
      retexture_gaussian_blur (picture, blurred, &extent, radius_px / G_SQRT2);
      means[k] = pixels_of (blurred);
    }
  for (gint i = 0; i < WIDTH * HEIGHT * 4; i++)
    means[0][i] /= means[1][i];
  g_free (means[1]);
  return means[0];
}

/* The formula of edge-aware.c, each of its blurs made for all pixels: what is computed on a lattice
 * must be that, within a two-hundredth of the texture. Nearer to the border than the windows reach,
 * what lies beyond it differs. */
static void
assert_it_is_the_formula (gdouble radius_px, gboolean has_alpha)
{
  static const gfloat luma[] = { 0.30f, 0.59f, 0.11f };
  const gdouble epsilon = pow (TOLERANCE, 4.0);
  g_autoptr (GeglBuffer) opaque = step_picture (0.15f);
  g_autofree gfloat *own = pixels_of (opaque);
  g_autofree gfloat *alpha = g_new (gfloat, WIDTH * HEIGHT);
  g_autofree gfloat *squares = g_new (gfloat, WIDTH * HEIGHT * 4);
  g_autofree gfloat *shares = g_new (gfloat, WIDTH * HEIGHT * 4);
  g_autofree gfloat *parts = g_new (gfloat, WIDTH * HEIGHT * 4);
  g_autofree gfloat *mean = NULL, *mean_squares = NULL, *mean_shares = NULL, *mean_parts = NULL;
  g_autofree gfloat *got = NULL;
  g_autoptr (GeglBuffer) picture = NULL;
  g_autoptr (GeglBuffer) tone = NULL;
  const gint reach = retexture_edge_aware_reach (radius_px);
  gdouble error = 0.0, texture = 0.0;

  for (gint i = 0; i < WIDTH * HEIGHT; i++)
    own[4 * i + 3] = alpha[i] = has_alpha ? 0.2f + 0.8f * noise_at (i % WIDTH, i / WIDTH, 7) : 1.0f;
  picture = picture_from_pixels (has_alpha ? "R'G'B'A float" : "R'G'B' float",
                                 GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), own);
  tone = blur_of (picture, radius_px, TOLERANCE);
  got = pixels_of (tone);

  for (gint i = 0; i < WIDTH * HEIGHT * 4; i++)
    squares[i] = own[i] * own[i];
  mean = window_of (own, alpha, radius_px);
  mean_squares = window_of (squares, alpha, radius_px);
  for (gint i = 0; i < WIDTH * HEIGHT * 4; i += 4)
    {
      gdouble variance = 0.0;

      for (gint c = 0; c < 3; c++)
        variance += luma[c] * (mean_squares[i + c] - mean[i + c] * mean[i + c]);
      for (gint c = 0; c < 4; c++)
        {
          shares[i + c] = epsilon / (variance * variance + epsilon);
          parts[i + c] = shares[i + c] * mean[i + c];
        }
    }
  /* What is blurred a second time weighs as much as there is picture around it. */
  {
    g_autofree gfloat *around = g_new (gfloat, WIDTH * HEIGHT);
    g_autofree gfloat *everywhere = g_new (gfloat, WIDTH * HEIGHT * 4);
    g_autofree gfloat *ones = g_new (gfloat, WIDTH * HEIGHT);
    g_autofree gfloat *alphas = NULL;

    for (gint i = 0; i < WIDTH * HEIGHT * 4; i++)
      everywhere[i] = i % 4 == 3 ? 1.0f : alpha[i / 4];
    for (gint i = 0; i < WIDTH * HEIGHT; i++)
      ones[i] = 1.0f;
    alphas = window_of (everywhere, ones, radius_px);
    for (gint i = 0; i < WIDTH * HEIGHT; i++)
      around[i] = alphas[4 * i];
    mean_shares = window_of (shares, around, radius_px);
    mean_parts = window_of (parts, around, radius_px);
  }
  for (gint i = 0; i < WIDTH * HEIGHT * 4; i++)
    if (i % 4 < 3 && ABS (i / 4 % WIDTH - WIDTH / 2) < WIDTH / 2 - reach
        && ABS (i / 4 / WIDTH - HEIGHT / 2) < HEIGHT / 2 - reach)
      {
        const gdouble wanted = (1.0 - mean_shares[i]) * own[i] + mean_parts[i];

        error += (got[i] - wanted) * (got[i] - wanted);
        texture += (own[i] - wanted) * (own[i] - wanted);
      }
  g_test_message ("radius %g: error %.5f of the texture", radius_px, sqrt (error / texture));
  g_assert_cmpfloat (texture, >, 0.0);
  g_assert_cmpfloat (sqrt (error / texture), <, 0.005);
}

static void
it_is_the_formula (void)
{
  static const gdouble radii[] = { 1.0, 4.0, 5.0 };

  for (guint r = 0; r < G_N_ELEMENTS (radii); r++)
    for (gint has_alpha = 0; has_alpha < 2; has_alpha++)
      assert_it_is_the_formula (radii[r], has_alpha);
}

/* An edge in one channel only: the others must not be blurred across it on their own, or it would
 * change its colour. */
static void
all_channels_share_an_edge (void)
{
  g_autofree gfloat *rgba = g_new (gfloat, WIDTH * HEIGHT * 4);
  g_autoptr (GeglBuffer) picture = NULL;
  g_autoptr (GeglBuffer) tone = NULL;
  g_autofree gfloat *after = NULL;

  for (gint i = 0; i < WIDTH * HEIGHT; i++)
    {
      const gboolean right = i % WIDTH >= WIDTH / 2;

      rgba[4 * i] = right ? 0.9f : 0.3f;
      rgba[4 * i + 1] = right ? 0.33f : 0.3f;
      rgba[4 * i + 2] = right ? 0.3f : 0.33f;
      rgba[4 * i + 3] = 1.0f;
    }
  picture = picture_from_pixels ("R'G'B' float", GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), rgba);
  tone = blur_of (picture, RADIUS, TOLERANCE);
  after = pixels_of (tone);

  /* The steps of 0.03 alone are below the tolerance and would lose a third of their height. */
  for (gint i = 0; i < WIDTH * HEIGHT; i++)
    for (gint c = 1; c < 3; c++)
      g_assert_cmpfloat (fabs (after[4 * i + c] - rgba[4 * i + c]), <, 0.03 * 0.03);
}

static void
a_pixel_has_the_same_bytes_in_any_region (void)
{
  static const gchar *formats[] = { "R'G'B' u8", "R'G'B'A u16", "RGB float", "Y' half" };
  static const gdouble radii[] = { 0.3, 1.0, 4.0, 12.0 };
  const GeglRectangle extent = { -70, 33, 203, 151 };
  const GeglRectangle pieces[] = { { -70, 33, 203, 1 }, { -3, 100, 1, 1 },    { -69, 40, 128, 128 },
                                   { 132, 183, 1, 1 },  { -70, 183, 203, 1 }, { 11, 77, 61, 53 } };

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    for (guint r = 0; r < G_N_ELEMENTS (radii); r++)
      {
        g_autoptr (GeglBuffer) picture
            = noise_picture (formats[f], extent.x, extent.y, extent.width, extent.height);
        g_autoptr (GeglBuffer) whole = blur_of (picture, radii[r], TOLERANCE);
        const Babl *format = gegl_buffer_get_format (whole);

        for (guint p = 0; p < G_N_ELEMENTS (pieces); p++)
          {
            g_autoptr (GeglBuffer) piece = gegl_buffer_new (&pieces[p], format);

            retexture_edge_aware_blur (picture, piece, &pieces[p], radii[r], TOLERANCE);
            assert_same_bytes (whole, piece, &pieces[p]);
          }
      }
}

/* The source need not hold more than the stated reach. */
static void
the_reach_is_enough (void)
{
  static const gdouble radii[] = { 0.5, 4.0, 11.0 };

  for (guint r = 0; r < G_N_ELEMENTS (radii); r++)
    {
      const gint reach = retexture_edge_aware_reach (radii[r]);
      const GeglRectangle spot = { 200, 150, 9, 7 };
      const GeglRectangle near
          = { spot.x - reach, spot.y - reach, spot.width + 2 * reach, spot.height + 2 * reach };
      g_autoptr (GeglBuffer) large = noise_picture ("R'G'B' float", 0, 0, 400, 300);
      g_autoptr (GeglBuffer) small = gegl_buffer_new (&near, babl_format ("R'G'B' float"));
      g_autoptr (GeglBuffer) a = gegl_buffer_new (&spot, babl_format ("R'G'B' float"));
      g_autoptr (GeglBuffer) b = gegl_buffer_new (&spot, babl_format ("R'G'B' float"));
      g_autofree gfloat *of_large = NULL, *of_small = NULL;

      gegl_buffer_copy (large, &near, GEGL_ABYSS_NONE, small, &near);
      retexture_edge_aware_blur (large, a, &spot, radii[r], TOLERANCE);
      retexture_edge_aware_blur (small, b, &spot, radii[r], TOLERANCE);
      of_large = pixels_of (a);
      of_small = pixels_of (b);
      g_assert_cmpmem (of_large, 9 * 7 * 16, of_small, 9 * 7 * 16);
    }
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
#define TEST(name) g_test_add_func ("/edge-aware/" #name, name)
  TEST (a_step_keeps_its_height);
  TEST (flat_stays_flat);
  TEST (fine_texture_is_smoothed_like_a_gaussian);
  TEST (a_higher_tolerance_takes_more_off);
  TEST (it_is_the_formula);
  TEST (all_channels_share_an_edge);
  TEST (a_pixel_has_the_same_bytes_in_any_region);
  TEST (the_reach_is_enough);
  return g_test_run ();
}
