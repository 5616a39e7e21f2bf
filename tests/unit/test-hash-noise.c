/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "hash-noise.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#define WIDTH 1000
#define HEIGHT 1000
#define N ((gdouble) WIDTH * HEIGHT)

static gfloat *
plane_of (RetextureNoiseKind kind, guint32 seed, guint32 plane)
{
  gfloat *values = g_new (gfloat, WIDTH * HEIGHT);

  for (gint y = 0; y < HEIGHT; y++)
    retexture_hash_noise_row (kind, seed, plane, -300, y - 300, WIDTH, values + y * WIDTH);
  return values;
}

static gdouble
moment (const gfloat *values, gint power)
{
  gdouble sum = 0.0;

  for (gint i = 0; i < WIDTH * HEIGHT; i++)
    sum += pow (values[i], power);
  return sum / N;
}

/* Of unit variances. */
static gdouble
correlation (const gfloat *a, const gfloat *b, gint shift)
{
  gdouble sum = 0.0;

  for (gint i = 0; i + shift < WIDTH * HEIGHT; i++)
    sum += a[i] * b[i + shift];
  return sum / (N - shift);
}

/* Four standard errors of each estimate from a million numbers. */
static void
gaussian_numbers_have_the_moments_of_the_normal_distribution (void)
{
  g_autofree gfloat *v = plane_of (RETEXTURE_NOISE_GAUSSIAN, 1, 0);
  gint beyond_3 = 0;

  for (gint i = 0; i < WIDTH * HEIGHT; i++)
    beyond_3 += fabsf (v[i]) > 3.0f;
  g_assert_cmpfloat (fabs (moment (v, 1)), <, 4.0 * sqrt (1.0 / N));
  g_assert_cmpfloat (fabs (moment (v, 2) - 1.0), <, 4.0 * sqrt (2.0 / N));
  g_assert_cmpfloat (fabs (moment (v, 3)), <, 4.0 * sqrt (15.0 / N));
  g_assert_cmpfloat (fabs (moment (v, 4) - 3.0), <, 4.0 * sqrt (96.0 / N));
  g_assert_cmpfloat (fabs (beyond_3 / N - 0.0026998), <, 4.0 * sqrt (0.0027 / N));
}

static void
uniform_numbers_fill_their_range_evenly (void)
{
  g_autofree gfloat *v = plane_of (RETEXTURE_NOISE_UNIFORM, 1, 0);
  gint counts[20] = { 0 };

  for (gint i = 0; i < WIDTH * HEIGHT; i++)
    {
      g_assert_true (v[i] >= -1.0f && v[i] <= 1.0f);
      counts[MIN (19, (gint) (10.0f * (v[i] + 1.0f)))]++;
    }
  for (gint b = 0; b < 20; b++)
    g_assert_cmpfloat (fabs (counts[b] - N / 20), <, 4.5 * sqrt (N / 20));
}

/* Neighbours along, across and far apart; planes; seeds next to each other. */
static void
numbers_are_independent (void)
{
  static const gint shifts[] = { 1, 2, WIDTH, WIDTH + 1, WIDTH - 1, 7 * WIDTH + 3, 256 * WIDTH };
  g_autofree gfloat *v = plane_of (RETEXTURE_NOISE_GAUSSIAN, 1, 0);
  g_autofree gfloat *plane = plane_of (RETEXTURE_NOISE_GAUSSIAN, 1, 1);
  g_autofree gfloat *seed = plane_of (RETEXTURE_NOISE_GAUSSIAN, 2, 0);

  for (guint i = 0; i < G_N_ELEMENTS (shifts); i++)
    g_assert_cmpfloat (fabs (correlation (v, v, shifts[i])), <, 4.5 / sqrt (N));
  g_assert_cmpfloat (fabs (correlation (v, plane, 0)), <, 4.5 / sqrt (N));
  g_assert_cmpfloat (fabs (correlation (v, seed, 0)), <, 4.5 / sqrt (N));
  g_assert_cmpfloat (fabs (correlation (plane, seed, 0)), <, 4.5 / sqrt (N));
}

static void
a_number_belongs_to_its_place (void)
{
  gfloat whole[600], part[7];

  retexture_hash_noise_row (RETEXTURE_NOISE_GAUSSIAN, 5, 2, -200, -9, 600, whole);
  for (gint x = 0; x + 7 <= 600; x += 31)
    {
      retexture_hash_noise_row (RETEXTURE_NOISE_GAUSSIAN, 5, 2, x - 200, -9, 7, part);
      g_assert_cmpmem (whole + x, sizeof part, part, sizeof part);
    }
}

/* Presets and finished files rely on a seed's pattern staying what it is. */
static void
the_pattern_of_a_seed_never_changes (void)
{
  static const gfloat expected[] = { -0.6043875f, 0.0622919f, 0.8747978f, -0.8088762f };
  gfloat got[4];

  retexture_hash_noise_row (RETEXTURE_NOISE_UNIFORM, 1, 0, 10, 20, 4, got);
  for (gint i = 0; i < 4; i++)
    g_assert_cmpfloat (fabsf (got[i] - expected[i]), <, 1e-6f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name) g_test_add_func ("/hash-noise/" #name, name)
  TEST (gaussian_numbers_have_the_moments_of_the_normal_distribution);
  TEST (uniform_numbers_fill_their_range_evenly);
  TEST (numbers_are_independent);
  TEST (a_number_belongs_to_its_place);
  TEST (the_pattern_of_a_seed_never_changes);
  return g_test_run ();
}
