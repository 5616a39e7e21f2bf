/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The measures against pictures whose bands can be computed by hand, and against published numbers.
 */
#include "measures.h"
#include "overshoot.h"

#include <math.h>

#define WIDTH 320
#define HEIGHT 300 /* more than one strip of rows */

/* An area far enough from the edges that the picture's ending is not seen: 11 px reach 71. */
static const GeglRectangle inside = { 80, 80, 160, 140 };

typedef gfloat (*PictureFunc) (gint x, gint y, const gdouble *parameters);

static GeglBuffer *
picture_new (const gchar *encoding, PictureFunc func, const gdouble *parameters)
{
  const gint channels = babl_format_get_n_components (babl_format (encoding));
  const GeglRectangle extent = { 0, 0, WIDTH, HEIGHT };
  GeglBuffer *buffer = gegl_buffer_new (&extent, babl_format (encoding));
  g_autofree gfloat *pixels = g_new (gfloat, channels * WIDTH * HEIGHT);

  for (gint i = 0; i < WIDTH * HEIGHT; i++)
    for (gint c = 0; c < channels; c++)
      pixels[channels * i + c] = c == 3 ? 1.0f : func (i % WIDTH, i / WIDTH, parameters);
  gegl_buffer_set (buffer, &extent, 0, babl_format (encoding), pixels, GEGL_AUTO_ROWSTRIDE);

  return buffer;
}

static gfloat
flat (gint x, gint y, const gdouble *value)
{
  return value[0];
}

/* parameters: amplitude, cycles per pixel along x, and along y */
static gfloat
wave (gint x, gint y, const gdouble *parameters)
{
  return 0.5 + parameters[0] * sin (2.0 * G_PI * (parameters[1] * x + parameters[2] * y));
}

/* parameters: amplitude, seed. White noise from an integer hash (C. Wellons, "lowbias32"). */
static gfloat
noise (gint x, gint y, const gdouble *parameters)
{
  guint32 h = (guint32) (y * WIDTH + x) + 0x9e3779b9u * (guint32) parameters[1];

  h = (h ^ (h >> 16)) * 0x7feb352du;
  h = (h ^ (h >> 15)) * 0x846ca68bu;
  h ^= h >> 16;
  return 0.5 + parameters[0] * (h / 4294967296.0 - 0.5);
}

static void
measure (GeglBuffer *first, GeglBuffer *second, RetextureBand bands[][RETEXTURE_N_BANDS])
{
  GeglBuffer *pictures[] = { first, second };

  retexture_measures_bands (pictures, second ? 2 : 1, NULL, &inside, bands);
}

static void
flat_picture_has_no_energy (void)
{
  g_autoptr (GeglBuffer) grey = picture_new ("R'G'B' float", flat, (gdouble[]){ 0.7 });
  RetextureBand bands[1][RETEXTURE_N_BANDS];

  measure (grey, NULL, bands);
  for (gint j = 0; j < RETEXTURE_N_BANDS; j++)
    {
      /* Rounding of the blur: about 1e-7 of the value, squared. */
      g_assert_cmpfloat (bands[0][j].energy, <, 1e-12);
      g_assert_cmpfloat (bands[0][j].correlation, ==, 0.0);
    }
}

/* What a Gaussian leaves of a wave; below 1 px ours also integrates over the pixel. */
static gdouble
gaussian_gain (gdouble radius_px, gdouble frequency)
{
  const gdouble gain = exp (-2.0 * pow (G_PI * radius_px * frequency, 2.0));

  return radius_px < 1.0 ? gain * sin (G_PI * frequency) / (G_PI * frequency) : gain;
}

static gdouble
band_gain (gint band, gdouble frequency)
{
  const gdouble radii[] = RETEXTURE_BAND_RADII;
  const gdouble above = band == 0 ? 1.0 : gaussian_gain (radii[band - 1], frequency);

  return above - gaussian_gain (radii[band], frequency);
}

static void
wave_has_the_energy_that_the_formula_gives (void)
{
  /* Periods that divide the area, so that it holds whole waves. */
  const gdouble periods[] = { 4.0, 8.0, 16.0, 40.0, 80.0 };
  const gdouble amplitude = 0.2;

  for (gint i = 0; i < RETEXTURE_N_BANDS; i++)
    {
      const gdouble frequency = 1.0 / periods[i];
      g_autoptr (GeglBuffer) picture
          = picture_new ("R'G'B' float", wave, (gdouble[]){ amplitude, frequency, 0.0 });
      RetextureBand bands[1][RETEXTURE_N_BANDS];

      measure (picture, NULL, bands);
      for (gint j = 0; j < RETEXTURE_N_BANDS; j++)
        {
          const gdouble wanted = pow (amplitude * band_gain (j, frequency), 2.0) / 2.0;

          /* The kernels end at 4 standard deviations and alias by up to 0.3 % of the wave at
           * 0.7 px, a quarter of the sampling rate: together below 1 % of its energy. */
          g_assert_cmpfloat_with_epsilon (bands[0][j].energy, wanted,
                                          0.01 * pow (amplitude, 2.0) / 2.0);
        }
    }
}

static void
wave_lands_in_the_band_of_its_period (void)
{
  /* Half-way between a band's radii, 2 pi sigma f is about 1. */
  const gdouble periods[] = { 2.5, 6.0, 12.5, 25.0, 50.0 };

  for (gint i = 0; i < RETEXTURE_N_BANDS; i++)
    {
      g_autoptr (GeglBuffer) picture
          = picture_new ("R'G'B' float", wave, (gdouble[]){ 0.2, 0.0, 1.0 / periods[i] });
      RetextureBand bands[1][RETEXTURE_N_BANDS];

      measure (picture, NULL, bands);
      for (gint j = 0; j < RETEXTURE_N_BANDS; j++)
        if (j != i)
          g_assert_cmpfloat (bands[0][i].energy, >, bands[0][j].energy);
    }
}

static void
alpha_does_not_change_an_opaque_picture (void)
{
  const gdouble parameters[] = { 0.2, 1.0 };
  g_autoptr (GeglBuffer) with = picture_new ("R'G'B'A float", noise, parameters);
  g_autoptr (GeglBuffer) without = picture_new ("R'G'B' float", noise, parameters);
  RetextureBand bands[2][RETEXTURE_N_BANDS];

  measure (without, with, bands);
  for (gint j = 0; j < RETEXTURE_N_BANDS; j++)
    g_assert_cmpfloat_with_epsilon (bands[1][j].energy, bands[0][j].energy,
                                    1e-5 * bands[0][j].energy);
}

static void
picture_correlates_fully_with_itself_and_its_fainter_copy (void)
{
  g_autoptr (GeglBuffer) picture = picture_new ("R'G'B' float", noise, (gdouble[]){ 0.4, 1.0 });
  g_autoptr (GeglBuffer) faint = picture_new ("R'G'B' float", noise, (gdouble[]){ 0.2, 1.0 });
  RetextureBand bands[2][RETEXTURE_N_BANDS];

  measure (picture, faint, bands);
  for (gint j = 0; j < RETEXTURE_N_BANDS; j++)
    {
      /* Float rounding of values near 0.5 against bands of 0.01 and more. */
      g_assert_cmpfloat_with_epsilon (bands[0][j].correlation, 1.0, 1e-6);
      g_assert_cmpfloat_with_epsilon (bands[1][j].correlation, 1.0, 1e-5);
      g_assert_cmpfloat_with_epsilon (retexture_measures_share_lost (&bands[0][j], &bands[1][j]),
                                      0.75, 1e-4);
    }
}

static void
unrelated_noise_does_not_correlate (void)
{
  g_autoptr (GeglBuffer) one = picture_new ("R'G'B' float", noise, (gdouble[]){ 0.4, 1.0 });
  g_autoptr (GeglBuffer) other = picture_new ("R'G'B' float", noise, (gdouble[]){ 0.4, 2.0 });
  RetextureBand bands[2][RETEXTURE_N_BANDS];

  measure (one, other, bands);
  /* 22400 pixels: chance gives 0.007; in band 1 about 1800 of them are independent: 0.024. Four
   * times that. */
  g_assert_cmpfloat (fabs (bands[1][0].correlation), <, 0.027);
  g_assert_cmpfloat (fabs (bands[1][1].correlation), <, 0.1);
}

static void
lost_and_recovered_shares_are_those_of_the_energy (void)
{
  const RetextureBand original = { 4.0, 1.0 }, edit = { 1.0, 0.5 }, recovered = { 2.5, 0.9 };
  const RetextureBand none = { 0.0, 0.0 };

  g_assert_cmpfloat (retexture_measures_share_lost (&original, &edit), ==, 0.75);
  g_assert_cmpfloat (retexture_measures_share_recovered (&original, &edit, &recovered), ==, 0.5);
  g_assert_cmpfloat (retexture_measures_share_lost (&none, &edit), ==, 0.0);
  g_assert_cmpfloat (retexture_measures_share_recovered (&none, &none, &edit), ==, 0.0);
}

static gfloat
left_half (gint x, gint y, const gdouble *value)
{
  return x < WIDTH / 2 ? value[0] : 0.0;
}

static void
weight_of_nothing_hides_a_place_and_uniform_weight_changes_nothing (void)
{
  g_autoptr (GeglBuffer) picture = picture_new ("R'G'B' float", noise, (gdouble[]){ 0.4, 1.0 });
  g_autoptr (GeglBuffer) half = picture_new ("Y float", flat, (gdouble[]){ 0.5 });
  g_autoptr (GeglBuffer) left = picture_new ("Y float", left_half, (gdouble[]){ 1.0 });
  const GeglRectangle left_inside = { 80, 80, 80, 140 };
  RetextureBand plain[1][RETEXTURE_N_BANDS], weighted[1][RETEXTURE_N_BANDS];

  retexture_measures_bands (&picture, 1, NULL, &inside, plain);
  retexture_measures_bands (&picture, 1, half, &inside, weighted);
  g_assert_cmpfloat_with_epsilon (weighted[0][0].energy, plain[0][0].energy, 1e-12);

  retexture_measures_bands (&picture, 1, NULL, &left_inside, plain);
  retexture_measures_bands (&picture, 1, left, &inside, weighted);
  g_assert_cmpfloat_with_epsilon (weighted[0][0].energy, plain[0][0].energy, 1e-9);
}

static void
identical_pictures_have_no_tone_shift (void)
{
  g_autoptr (GeglBuffer) picture = picture_new ("R'G'B' float", noise, (gdouble[]){ 0.4, 1.0 });
  const RetextureToneShift shift = retexture_measures_tone_shift (picture, picture, &inside);

  g_assert_cmpfloat (shift.mean, ==, 0.0);
  g_assert_cmpfloat (shift.maximum, ==, 0.0);
}

static void
tone_shift_ignores_texture (void)
{
  g_autoptr (GeglBuffer) grey = picture_new ("R'G'B' float", flat, (gdouble[]){ 0.5 });
  g_autoptr (GeglBuffer) textured
      = picture_new ("R'G'B' float", wave, (gdouble[]){ 0.2, 0.125, 0.0 });
  const RetextureToneShift shift = retexture_measures_tone_shift (grey, textured, &inside);

  /* What 8 px leave of a wave of 8 px is exp (-2 pi^2) = 3e-9, but the kernels end at 4 standard
   * deviations: 1e-4 of 0.2 is 0.002 in L*. */
  g_assert_cmpfloat (shift.maximum, <, 0.01);
}

static void
tone_shift_of_two_greys_is_their_difference (void)
{
  g_autoptr (GeglBuffer) one = picture_new ("R'G'B' float", flat, (gdouble[]){ 0.5 });
  g_autoptr (GeglBuffer) other = picture_new ("R'G'B' float", flat, (gdouble[]){ 0.6 });
  const RetextureToneShift shift = retexture_measures_tone_shift (one, other, &inside);
  /* sRGB 0.5 and 0.6 are L* 53.389 and 63.223 (IEC 61966-2-1; CIE 15); greys differ in L* only. */
  const gdouble wanted
      = retexture_measures_delta_e ((gdouble[]){ 53.389, 0, 0 }, (gdouble[]){ 63.223, 0, 0 });

  g_assert_cmpfloat_with_epsilon (shift.mean, wanted, 0.01);
  g_assert_cmpfloat_with_epsilon (shift.maximum, shift.mean, 1e-3);
}

/* Sharma, Wu and Dalal 2005, table 1: all pairs, as printed. */
static const gdouble published[][7] = {
  { 50.0000, 2.6772, -79.7751, 50.0000, 0.0000, -82.7485, 2.0425 },
  { 50.0000, 3.1571, -77.2803, 50.0000, 0.0000, -82.7485, 2.8615 },
  { 50.0000, 2.8361, -74.0200, 50.0000, 0.0000, -82.7485, 3.4412 },
  { 50.0000, -1.3802, -84.2814, 50.0000, 0.0000, -82.7485, 1.0000 },
  { 50.0000, -1.1848, -84.8006, 50.0000, 0.0000, -82.7485, 1.0000 },
  { 50.0000, -0.9009, -85.5211, 50.0000, 0.0000, -82.7485, 1.0000 },
  { 50.0000, 0.0000, 0.0000, 50.0000, -1.0000, 2.0000, 2.3669 },
  { 50.0000, -1.0000, 2.0000, 50.0000, 0.0000, 0.0000, 2.3669 },
  { 50.0000, 2.4900, -0.0010, 50.0000, -2.4900, 0.0009, 7.1792 },
  { 50.0000, 2.4900, -0.0010, 50.0000, -2.4900, 0.0010, 7.1792 },
  { 50.0000, 2.4900, -0.0010, 50.0000, -2.4900, 0.0011, 7.2195 },
  { 50.0000, 2.4900, -0.0010, 50.0000, -2.4900, 0.0012, 7.2195 },
  { 50.0000, -0.0010, 2.4900, 50.0000, 0.0009, -2.4900, 4.8045 },
  { 50.0000, -0.0010, 2.4900, 50.0000, 0.0010, -2.4900, 4.8045 },
  { 50.0000, -0.0010, 2.4900, 50.0000, 0.0011, -2.4900, 4.7461 },
  { 50.0000, 2.5000, 0.0000, 50.0000, 0.0000, -2.5000, 4.3065 },
  { 50.0000, 2.5000, 0.0000, 73.0000, 25.0000, -18.0000, 27.1492 },
  { 50.0000, 2.5000, 0.0000, 61.0000, -5.0000, 29.0000, 22.8977 },
  { 50.0000, 2.5000, 0.0000, 56.0000, -27.0000, -3.0000, 31.9030 },
  { 50.0000, 2.5000, 0.0000, 58.0000, 24.0000, 15.0000, 19.4535 },
  { 50.0000, 2.5000, 0.0000, 50.0000, 3.1736, 0.5854, 1.0000 },
  { 50.0000, 2.5000, 0.0000, 50.0000, 3.2972, 0.0000, 1.0000 },
  { 50.0000, 2.5000, 0.0000, 50.0000, 1.8634, 0.5757, 1.0000 },
  { 50.0000, 2.5000, 0.0000, 50.0000, 3.2592, 0.3350, 1.0000 },
  { 60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644 },
  { 63.0109, -31.0961, -5.8663, 62.8187, -29.7946, -4.0864, 1.2630 },
  { 61.2901, 3.7196, -5.3901, 61.4292, 2.2480, -4.9620, 1.8731 },
  { 35.0831, -44.1164, 3.7933, 35.0232, -40.0716, 1.5901, 1.8645 },
  { 22.7233, 20.0904, -46.6940, 23.0331, 14.9730, -42.5619, 2.0373 },
  { 36.4612, 47.8580, 18.3852, 36.2715, 50.5065, 21.2231, 1.4146 },
  { 90.8027, -2.0831, 1.4410, 91.1528, -1.6435, 0.0447, 1.4441 },
  { 90.9257, -0.5406, -0.9208, 88.6381, -0.8985, -0.7239, 1.5381 },
  { 6.7747, -0.2908, -2.4247, 5.8714, -0.0985, -2.2286, 0.6377 },
  { 2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082 },
};

static void
colour_difference_is_the_published_one (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (published); i++)
    {
      const gdouble *row = published[i];

      /* They are printed with four digits. */
      g_assert_cmpfloat_with_epsilon (retexture_measures_delta_e (row, row + 3), row[6], 0.5001e-4);
    }
}

static void
colour_difference_does_not_depend_on_the_order (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (published); i++)
    {
      const gdouble *row = published[i];

      /* Rounding; the one step in the formula, opposite hues, is the same from both sides. */
      g_assert_cmpfloat_with_epsilon (retexture_measures_delta_e (row + 3, row),
                                      retexture_measures_delta_e (row, row + 3), 1e-10);
    }
}

/* parameters: contrast of an edge down the middle, overshoot beside it */
static gfloat
step (gint x, gint y, const gdouble *parameters)
{
  const gdouble side = x < WIDTH / 2 ? -1.0 : 1.0;
  const gboolean beside = x == WIDTH / 2 - 2 || x == WIDTH / 2 + 2;

  return 0.5 + side * (0.5 * parameters[0] + (beside ? parameters[1] : 0.0));
}

static void
overshoot_is_the_share_of_the_edge (void)
{
  const gdouble even[] = { 0.4, 0.0 }, halo[] = { 0.4, 0.02 }, faint[] = { 0.1, 0.0 };
  g_autoptr (GeglBuffer) edge = picture_new ("R'G'B' float", step, even);
  g_autoptr (GeglBuffer) rung = picture_new ("R'G'B' float", step, halo);
  g_autoptr (GeglBuffer) weak = picture_new ("R'G'B' float", step, faint);

  g_assert_cmpfloat (retexture_measures_overshoot (edge, edge, edge, &inside), ==, 0.0);
  g_assert_cmpfloat_with_epsilon (retexture_measures_overshoot (edge, edge, rung, &inside), 0.05,
                                  1e-4);
  /* What one of the two pictures has already is none. */
  g_assert_cmpfloat (retexture_measures_overshoot (edge, rung, rung, &inside), ==, 0.0);
  /* Without a strong edge there is nothing to overshoot. */
  g_assert_cmpfloat (retexture_measures_overshoot (weak, weak, rung, &inside), ==, 0.0);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  gegl_init (&argc, &argv);

#define TEST(name) g_test_add_func ("/measures/" #name, name)
  TEST (flat_picture_has_no_energy);
  TEST (wave_has_the_energy_that_the_formula_gives);
  TEST (wave_lands_in_the_band_of_its_period);
  TEST (alpha_does_not_change_an_opaque_picture);
  TEST (picture_correlates_fully_with_itself_and_its_fainter_copy);
  TEST (unrelated_noise_does_not_correlate);
  TEST (lost_and_recovered_shares_are_those_of_the_energy);
  TEST (weight_of_nothing_hides_a_place_and_uniform_weight_changes_nothing);
  TEST (identical_pictures_have_no_tone_shift);
  TEST (tone_shift_ignores_texture);
  TEST (tone_shift_of_two_greys_is_their_difference);
  TEST (colour_difference_is_the_published_one);
  TEST (colour_difference_does_not_depend_on_the_order);
  TEST (overshoot_is_the_share_of_the_edge);
#undef TEST

  result = g_test_run ();
  gegl_exit ();
  return result;
}
