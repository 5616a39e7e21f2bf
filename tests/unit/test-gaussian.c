/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "gaussian-kernel.h"
#include "gaussian.h"
#include "pictures.h"

/* The bound on the error against the true Gaussian, of full scale. */
#define BOUND 1e-3

static const gdouble radii[] = { 0.3, 0.4,  0.5, 0.7, 0.99, 1.0,  1.5,  2.0,  2.79, 2.8,  3.0,
                                 4.0, 4.19, 4.2, 5.0, 7.0,  10.0, 20.0, 33.3, 50.0, 99.0, 100.0 };

static GeglBuffer *
blur (GeglBuffer *source, gdouble radius_px)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (source);
  GeglBuffer *target = gegl_buffer_new (extent, gegl_buffer_get_format (source));

  retexture_gaussian_blur (source, target, extent, radius_px);
  return target;
}

/* Normalised weights of the true Gaussian over [-n, n]; below 1 px each pixel's share of the mass.
 */
static gdouble *
true_kernel (gdouble radius_px, gint n)
{
  gdouble *kernel = g_new (gdouble, 2 * n + 1);
  gdouble sum = 0.0;

  for (gint i = -n; i <= n; i++)
    sum += kernel[i + n] = radius_px < 1.0 ? erf ((i + 0.5) / (radius_px * G_SQRT2))
                                                 - erf ((i - 0.5) / (radius_px * G_SQRT2))
                                           : exp (-0.5 * i * i / (radius_px * radius_px));
  for (gint i = 0; i <= 2 * n; i++)
    kernel[i] /= sum;
  return kernel;
}

/* What one pixel, at `phase` of the lattice, takes from each pixel about it. */
static gdouble *
effective_kernel (const RetextureGaussianKernel *kernel, gint phase, gint n)
{
  gdouble *effective = g_new0 (gdouble, 2 * n + 1);

  for (gint k = 0; k < kernel->enlarge_taps; k++)
    for (gint i = -kernel->reduce_reach; i <= kernel->reduce_reach; i++)
      {
        const gint distance = (kernel->first[phase] + k) * kernel->step + i - phase;

        g_assert_cmpint (ABS (distance), <=, n);
        effective[distance + n] += (gdouble) kernel->enlarge[phase * kernel->enlarge_taps + k]
                                   * kernel->reduce[i + kernel->reduce_reach];
      }
  return effective;
}

/* For any picture from 0 to 1 the error is at most the larger of the kernel's total excess and
 * total lack; in two dimensions at most twice that of one. */
static void
error_of_any_picture_is_below_a_thousandth (void)
{
  for (guint r = 0; r < G_N_ELEMENTS (radii); r++)
    {
      g_autoptr (RetextureGaussianKernel) kernel = retexture_gaussian_kernel_new (radii[r]);
      const gint n = MAX (kernel->reach, (gint) ceil (6.0 * radii[r]));
      g_autofree gdouble *truth = true_kernel (radii[r], n);

      for (gint phase = 0; phase < kernel->step; phase++)
        {
          g_autofree gdouble *effective = effective_kernel (kernel, phase, n);
          gdouble excess = 0.0, lack = 0.0;

          for (gint i = 0; i <= 2 * n; i++)
            {
              excess += MAX (0.0, effective[i] - truth[i]);
              lack += MAX (0.0, truth[i] - effective[i]);
            }
          if (2.0 * MAX (excess, lack) >= BOUND)
            g_test_message ("radius %g phase %d: %g", radii[r], phase, 2.0 * MAX (excess, lack));
          g_assert_cmpfloat (2.0 * MAX (excess, lack), <, BOUND);
        }
    }
}

/* One row of the true blur of a picture, clamped at its edges. */
static gdouble
true_value (const gfloat *rgba,
            gint width,
            gint height,
            gint x,
            gint y,
            gint c,
            const gdouble *kernel,
            gint n)
{
  gdouble sum = 0.0;

  for (gint j = -n; j <= n; j++)
    {
      gdouble row = 0.0;

      for (gint i = -n; i <= n; i++)
        row += kernel[i + n]
               * rgba[4 * (CLAMP (y + j, 0, height - 1) * width + CLAMP (x + i, 0, width - 1)) + c];
      sum += kernel[j + n] * row;
    }
  return sum;
}

static void
rendered_pixels_are_those_of_the_true_gaussian (void)
{
  const gint width = 217, height = 131;
  g_autoptr (GeglBuffer) picture = noise_picture ("R'G'B'A float", 0, 0, width, height);
  g_autofree gfloat *rgba = pixels_of (picture);

  for (guint r = 0; r < G_N_ELEMENTS (radii); r++)
    {
      const gint n = (gint) ceil (6.0 * radii[r]);
      g_autofree gdouble *kernel = true_kernel (radii[r], n);
      g_autoptr (GeglBuffer) blurred = blur (picture, radii[r]);
      g_autofree gfloat *result = pixels_of (blurred);

      for (gint i = 0; i < 12; i++)
        {
          const gint x = (i * 61) % width, y = i == 11 ? height - 1 : (i * 37) % height;

          g_assert_cmpfloat (fabs (result[4 * (y * width + x) + 1]
                                   - true_value (rgba, width, height, x, y, 1, kernel, n)),
                             <, BOUND);
        }
    }
}

static void
a_flat_picture_has_no_dark_rims (void)
{
  static const gchar *formats[] = { "R'G'B' float", "R'G'B'A float" };

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    for (guint r = 0; r < G_N_ELEMENTS (radii); r++)
      {
        g_autoptr (GeglBuffer) picture = flat_picture (formats[f], 70, 40, 0.7f);
        g_autoptr (GeglBuffer) blurred = blur (picture, radii[r]);
        g_autofree gfloat *before = pixels_of (picture);
        g_autofree gfloat *after = pixels_of (blurred);

        /* What single precision loses in sums of up to a thousand terms. */
        g_assert_cmpfloat (largest_difference (before, after, 70 * 40 * 4), <, 1e-6);
      }
}

static void
a_pixel_has_the_same_bytes_in_any_region (void)
{
  static const gchar *formats[] = { "R'G'B' u8", "R'G'B'A u16", "RGB float", "Y' u16" };
  const GeglRectangle extent = { -70, 33, 403, 301 };
  const GeglRectangle pieces[]
      = { { -70, 33, 403, 1 }, { -3, 100, 1, 1 },    { -69, 40, 128, 128 }, { 111, 77, 222, 257 },
          { 332, 333, 1, 1 },  { -70, 333, 403, 1 }, { -70, 33, 1, 301 },   { 100, 150, 131, 17 } };

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    for (guint r = 0; r < G_N_ELEMENTS (radii); r++)
      {
        g_autoptr (GeglBuffer) picture
            = noise_picture (formats[f], extent.x, extent.y, extent.width, extent.height);
        g_autoptr (GeglBuffer) whole = blur (picture, radii[r]);
        const Babl *format = gegl_buffer_get_format (whole);

        for (guint p = 0; p < G_N_ELEMENTS (pieces); p++)
          {
            g_autoptr (GeglBuffer) piece = gegl_buffer_new (&pieces[p], format);

            retexture_gaussian_blur (picture, piece, &pieces[p], radii[r]);
            assert_same_bytes (whole, piece, &pieces[p]);
          }
      }
}

static void
the_number_of_threads_changes_no_byte (void)
{
  g_autoptr (GeglBuffer) picture = noise_picture ("R'G'B' float", 0, 0, 500, 700);
  gint threads;
  g_autofree gfloat *results[2] = { NULL, NULL };

  g_object_get (gegl_config (), "threads", &threads, NULL);
  for (gint i = 0; i < 2; i++)
    {
      g_autoptr (GeglBuffer) blurred = NULL;

      g_object_set (gegl_config (), "threads", i == 0 ? 1 : 4, NULL);
      blurred = blur (picture, 6.0);
      results[i] = pixels_of (blurred);
    }
  g_object_set (gegl_config (), "threads", threads, NULL);
  g_assert_cmpmem (results[0], 500 * 700 * 16, results[1], 500 * 700 * 16);
}

static void
nan_and_infinity_do_not_spread_past_the_reach (void)
{
  const gint width = 120, height = 90, x = 60, y = 45;
  const gfloat strange[] = { NAN, INFINITY, -INFINITY };
  const gdouble radius_px = 4.0;
  const gint reach = retexture_gaussian_reach (radius_px);
  g_autoptr (GeglBuffer) clean = noise_picture ("R'G'B'A float", 0, 0, width, height);
  g_autoptr (GeglBuffer) clean_blurred = blur (clean, radius_px);
  g_autofree gfloat *expected = pixels_of (clean_blurred);

  for (guint s = 0; s < G_N_ELEMENTS (strange); s++)
    {
      g_autofree gfloat *rgba = pixels_of (clean);
      g_autoptr (GeglBuffer) picture = NULL;
      g_autoptr (GeglBuffer) blurred = NULL;
      g_autofree gfloat *result = NULL;

      rgba[4 * (y * width + x) + 1] = strange[s];
      picture = picture_from_pixels ("R'G'B'A float", GEGL_RECTANGLE (0, 0, width, height), rgba);
      blurred = blur (picture, radius_px);
      result = pixels_of (blurred);
      for (gint i = 0; i < width * height; i++)
        for (gint c = 0; c < 4; c++)
          {
            const gboolean near = ABS (i % width - x) <= reach && ABS (i / width - y) <= reach;

            g_assert_true (isfinite (result[4 * i + c]));
            if (!near || c != 1)
              g_assert_cmpfloat (result[4 * i + c], ==, expected[4 * i + c]);
          }
    }
}

static void
transparent_pixels_weigh_nothing (void)
{
  const gint width = 64, height = 48;
  g_autoptr (GeglBuffer) picture = noise_picture ("R'G'B'A float", 0, 0, width, height);
  g_autofree gfloat *results[2] = { NULL, NULL };

  for (gint round = 0; round < 2; round++)
    {
      g_autofree gfloat *rgba = pixels_of (picture);
      g_autoptr (GeglBuffer) half = NULL;
      g_autoptr (GeglBuffer) blurred = NULL;

      for (gint i = 0; i < width * height; i++)
        if (i % width >= width / 2)
          {
            rgba[4 * i] = rgba[4 * i + 1] = round ? 77.0f : 0.0f;
            rgba[4 * i + 3] = 0.0f;
          }
      half = picture_from_pixels ("R'G'B'A float", GEGL_RECTANGLE (0, 0, width, height), rgba);
      blurred = blur (half, 3.0);
      results[round] = pixels_of (blurred);
    }
  g_assert_cmpfloat (largest_difference (results[0], results[1], width * height * 4), ==, 0.0);
}

static void
extreme_shapes_render (void)
{
  const gint shapes[][2] = { { 1, 1 }, { 30000, 3 }, { 3, 30000 }, { 2, 1 } };

  for (guint s = 0; s < G_N_ELEMENTS (shapes); s++)
    for (guint r = 0; r < G_N_ELEMENTS (radii); r += 4)
      {
        g_autoptr (GeglBuffer) picture
            = flat_picture ("R'G'B' u16", shapes[s][0], shapes[s][1], 0.25f);
        g_autoptr (GeglBuffer) blurred = blur (picture, radii[r]);
        g_autofree gfloat *before = pixels_of (picture);
        g_autofree gfloat *after = pixels_of (blurred);

        g_assert_cmpfloat (
            largest_difference (before, after, (gsize) shapes[s][0] * shapes[s][1] * 4), ==, 0.0);
      }
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
#define TEST(name) g_test_add_func ("/gaussian/" #name, name)
  TEST (error_of_any_picture_is_below_a_thousandth);
  TEST (rendered_pixels_are_those_of_the_true_gaussian);
  TEST (a_flat_picture_has_no_dark_rims);
  TEST (a_pixel_has_the_same_bytes_in_any_region);
  TEST (the_number_of_threads_changes_no_byte);
  TEST (nan_and_infinity_do_not_spread_past_the_reach);
  TEST (transparent_pixels_weigh_nothing);
  TEST (extreme_shapes_render);
  return g_test_run ();
}
