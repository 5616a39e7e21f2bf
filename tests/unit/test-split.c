/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "pictures.h"
#include "split-arithmetic.h"
#include "split-samples.h"

#define GRAIN_MERGE RETEXTURE_SPLIT_MODE_GRAIN_MERGE
#define LINEAR_LIGHT RETEXTURE_SPLIT_MODE_LINEAR_LIGHT

/* Deterministic, over all 32 bits. */
static guint32
random_bits (guint32 *state)
{
  guint32 n = *state += 0x9e3779b9U;

  n = (n ^ (n >> 16)) * 0x7feb352dU;
  n = (n ^ (n >> 15)) * 0x846ca68bU;
  return n ^ (n >> 16);
}

/* ---- GIMP's arithmetic, as its source has it ---- */

static gfloat
gimp_linear_light (gfloat in, gfloat layer)
{
  gfloat val;

  if (layer <= 0.5f)
    val = in + 2.0f * layer - 1.0f;
  else
    val = in + 2.0f * (layer - 0.5f);
  return val;
}

static gfloat
gimp_grain_merge_legacy (gfloat in, gfloat layer)
{
  return CLAMP (in + layer - 128.0 / 255.0, 0.0, 1.0);
}

/* ---- integers ---- */

static void
check_integers (RetextureSplitMode mode, gint white, gint picture, gint low)
{
  gint rest = picture, high;
  gfloat sum;

  retexture_split_integers (mode, white, &rest, &low, &high, 1);
  g_assert_true (high >= 0 && high <= white && rest >= 0 && rest <= white);

  if (mode == GRAIN_MERGE)
    {
      g_assert_cmpint (rest, ==, CLAMP (low, picture - 127, picture + 128));
      sum = gimp_grain_merge_legacy (rest / 255.0f, high / 255.0f);
    }
  else
    {
      g_assert_cmpint (ABS (rest - low), <=, 1);
      sum = gimp_linear_light ((gfloat) rest / white, (gfloat) high / white);
    }
  g_assert_cmpint ((gint) rintf (sum * white), ==, picture);

  retexture_split_add_integers (mode, white, &rest, &high, 1);
  g_assert_cmpint (rest, ==, picture);
}

static void
all_pairs_of_bytes_add_up (void)
{
  for (gint picture = 0; picture < 256; picture++)
    for (gint low = 0; low < 256; low++)
      {
        check_integers (GRAIN_MERGE, 255, picture, low);
        check_integers (LINEAR_LIGHT, 255, picture, low);
      }
}

static void
pairs_of_16_bit_add_up (void)
{
  static const gint corners[]
      = { 0, 1, 2, 3, 127, 128, 255, 256, 32766, 32767, 32768, 32769, 65532, 65533, 65534, 65535 };
  guint32 state = 1;

  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    for (gint low = 0; low < 65536; low++)
      {
        check_integers (LINEAR_LIGHT, 65535, corners[i], low);
        check_integers (LINEAR_LIGHT, 65535, low, corners[i]);
      }
  for (gint i = 0; i < 1000000; i++)
    {
      const guint32 bits = random_bits (&state);

      check_integers (LINEAR_LIGHT, 65535, bits & 0xffff, bits >> 16);
    }
}

/* Seven layers deep, and rounded only once, at the top: GIMP holds what is between as floats. */
static void
chains_of_integers_add_up (void)
{
  static const gint whites[] = { 255, 255, 65535 };
  guint32 state = 2;

  for (gint i = 0; i < 300000; i++)
    {
      const gint kind = i % 3, white = whites[kind];
      const RetextureSplitMode mode = kind == 0 ? GRAIN_MERGE : LINEAR_LIGHT;
      const gint picture = random_bits (&state) % (white + 1);
      gint rest = picture, highs[6];
      gfloat sum;

      for (gint k = 0; k < 6; k++)
        {
          const gint low = i % 5 ? (gint) (random_bits (&state) % (white + 1)) : (k & 1) * white;

          retexture_split_integers (mode, white, &rest, &low, &highs[k], 1);
          g_assert_true (rest >= 0 && rest <= white && highs[k] >= 0 && highs[k] <= white);
        }
      sum = (gfloat) rest / white;
      for (gint k = 5; k >= 0; k--)
        sum = mode == GRAIN_MERGE ? gimp_grain_merge_legacy (sum, highs[k] / 255.0f)
                                  : gimp_linear_light (sum, (gfloat) highs[k] / white);
      g_assert_cmpint ((gint) rintf (sum * white), ==, picture);
    }
}

/* ---- floating point ---- */

/* Through the format and back, as a layer keeps it. */
static gfloat
as_stored (const gchar *type, gfloat value)
{
  g_autofree gchar *name = g_strdup_printf ("Y %s", type);
  RetextureSplitSamples samples;
  g_autoptr (GeglBuffer) pixel = gegl_buffer_new (GEGL_RECTANGLE (0, 0, 1, 1), babl_format (name));
  gfloat stored;

  retexture_split_samples_init (&samples, babl_format (name));
  retexture_split_samples_write (&samples, pixel, GEGL_RECTANGLE (0, 0, 1, 1), &value);
  retexture_split_samples_read (&samples, pixel, GEGL_RECTANGLE (0, 0, 1, 1), &stored);
  return stored;
}

static gfloat
half_of (gfloat value)
{
  static const Babl *there = NULL, *back = NULL;
  guint16 half;
  gfloat result;

  if (!there)
    {
      there = babl_fish (babl_format ("Y float"), babl_format ("Y half"));
      back = babl_fish (babl_format ("Y half"), babl_format ("Y float"));
    }
  babl_process (there, &value, &half, 1);
  babl_process (back, &half, &result, 1);
  return result;
}

static gfloat
u32_of (gfloat value)
{
  return (guint32) rint (CLAMP (value, 0.0f, 1.0f) * 4294967295.0) / 4294967295.0;
}

static gfloat
kept (RetextureSplitNumbers numbers, gfloat value)
{
  if (numbers == RETEXTURE_SPLIT_HALF)
    return half_of (value);
  return numbers == RETEXTURE_SPLIT_UNSIGNED ? u32_of (value) : value;
}

/* Splits one number `bands - 1` times, keeps every layer as its format does, and adds up. */
static void
check_floats (RetextureSplitNumbers numbers, gfloat picture, const gfloat *lows, gint bands)
{
  gdouble rest;
  gfloat highs[6], tone, sum, rounding;

  retexture_split_begin (numbers, &picture, &rest, 1);
  for (gint k = 0; k < bands - 1; k++)
    retexture_split_floats (numbers, &picture, &rest, &lows[k], &highs[k], 1);
  retexture_split_end (numbers, &picture, &rest, &lows[bands - 2], &tone, 1);

  sum = tone;
  for (gint k = bands - 2; k >= 0; k--)
    retexture_split_add_floats (&sum, &highs[k], 1);
  retexture_split_rounding (&picture, &sum, &rounding, 1);

  sum = kept (numbers, tone);
  for (gint k = bands - 2; k >= 0; k--)
    sum = gimp_linear_light (sum, kept (numbers, highs[k]));
  sum += kept (numbers, rounding);
  if (sum != picture)
    g_test_message ("numbers %d bands %d: %.9g (low %.9g) tone %.9g high %.9g rounding %.9g: %.9g",
                    numbers, bands, picture, lows[0], tone, highs[0], rounding, sum);
  g_assert_true (sum == picture);

  if (numbers == RETEXTURE_SPLIT_UNSIGNED)
    g_assert_true (rounding >= 0.0f && tone >= 0.0f && tone <= 1.0f && highs[0] >= 0.0f
                   && highs[0] <= 1.0f);
}

/* Within the range of photographs the tone is the wanted one, as near as its grid allows: 2^-22; in
 * half precision it takes over what the texture, in steps of 2^-10, cannot hold. Rounding itself is
 * good to half a step; that of the rest to one. */
static void
check_tone (RetextureSplitNumbers numbers, gfloat picture, gfloat low)
{
  const gdouble tolerance = numbers == RETEXTURE_SPLIT_HALF ? 0x1p-10 : 0x1p-23;
  gfloat high, tone;
  gdouble rest;

  retexture_split_begin (numbers, &picture, &rest, 1);
  retexture_split_floats (numbers, &picture, &rest, &low, &high, 1);
  retexture_split_end (numbers, &picture, &rest, &low, &tone, 1);
  g_assert_cmpfloat (fabs (tone - low), <=, tolerance);
}

/* From 0 to 1, with every order of magnitude down to 1e-8 as likely as the next. */
static gfloat
random_number (guint32 *state)
{
  const guint32 bits = random_bits (state);
  const gfloat value = random_bits (state) / 4294967296.0f;

  if (bits % 16 == 0)
    return bits & 256 ? 1.0f : 0.0f;
  return bits % 2 ? value : value * expf (-18.0f * ((bits >> 8) / 16777216.0f));
}

static void
floats_from_black_to_white_add_up (void)
{
  for (gint numbers = RETEXTURE_SPLIT_SINGLE; numbers <= RETEXTURE_SPLIT_UNSIGNED; numbers++)
    {
      guint32 state = 3;

      for (gint i = 0; i < 300000; i++)
        {
          const gfloat picture = kept (numbers, random_number (&state));
          gfloat lows[6];

          for (gint k = 0; k < 6; k++)
            lows[k] = kept (numbers, random_number (&state));
          check_floats (numbers, picture, lows, i % 8 == 0 ? 7 : 2 + i % 2);
          check_tone (numbers, picture, lows[0]);
        }
    }
}

/* Lights a thousand times white, and colours outside the space: signed, any magnitude. */
static void
floats_of_any_size_add_up (void)
{
  for (gint numbers = RETEXTURE_SPLIT_SINGLE; numbers <= RETEXTURE_SPLIT_HALF; numbers++)
    {
      const gfloat largest = numbers == RETEXTURE_SPLIT_HALF ? 60000.0f : 1e9f;
      guint32 state = 4;

      for (gint i = 0; i < 300000; i++)
        {
          gfloat values[7];

          for (gint k = 0; k < 7; k++)
            {
              const guint32 bits = random_bits (&state);
              const gfloat size = bits & 1 ? 2.0f : largest;

              values[k] = kept (numbers, (bits & 2 ? -size : size) * random_number (&state));
            }
          check_floats (numbers, values[0], values + 1, 2 + i % 6);
        }
    }
}

static void
black_beside_light_adds_up (void)
{
  static const gfloat dark[] = { 0.0f, 0x1p-24f, 3 * 0x1p-24f, 0x1p-23f, 0x1p-14f, 5.3e-6f };
  static const gfloat light[] = { 1.0f, 0.99951171875f, 0.5f, 0.49975586f, 0x1p-12f, 0x1p-24f };

  for (gint numbers = RETEXTURE_SPLIT_SINGLE; numbers <= RETEXTURE_SPLIT_UNSIGNED; numbers++)
    for (guint d = 0; d < G_N_ELEMENTS (dark); d++)
      for (guint l = 0; l < G_N_ELEMENTS (light); l++)
        {
          const gfloat a = kept (numbers, dark[d]), b = kept (numbers, light[l]);

          check_floats (numbers, a, &b, 2);
          check_floats (numbers, b, &a, 2);
        }
}

static void
what_is_no_number_stays_itself (void)
{
  static const gfloat strange[] = { NAN, INFINITY, -INFINITY, 3e38f, -1e20f };

  for (guint s = 0; s < G_N_ELEMENTS (strange); s++)
    {
      const gfloat low = 0.25f;
      gdouble rest;
      gfloat high, tone, sum, rounding;

      retexture_split_begin (RETEXTURE_SPLIT_SINGLE, &strange[s], &rest, 1);
      retexture_split_floats (RETEXTURE_SPLIT_SINGLE, &strange[s], &rest, &low, &high, 1);
      retexture_split_end (RETEXTURE_SPLIT_SINGLE, &strange[s], &rest, &low, &tone, 1);
      g_assert_cmpfloat (high, ==, 0.5f);
      g_assert_cmpfloat (tone, ==, low);
      sum = tone;
      retexture_split_add_floats (&sum, &high, 1);
      retexture_split_rounding (&strange[s], &sum, &rounding, 1);
      sum += rounding;
      g_assert_true (isnan (strange[s]) ? isnan (sum) : sum == strange[s]);
    }
}

/* The layers are stored: what the arithmetic makes must be what comes back, in every type. */
static void
formats_hold_what_is_made_for_them (void)
{
  static const gchar *types[] = { "half", "u32", "double", "float" };
  static const gfloat made[]
      = { 0.0f, 1.0f, 0.5f, 0.5f - 0x1p-11f, 0x1p-22f, 0.75f + 0x1p-11f, 1023 * 0x1p-22f };

  for (guint t = 0; t < G_N_ELEMENTS (types); t++)
    for (guint i = 0; i < G_N_ELEMENTS (made); i++)
      g_assert_cmpfloat (as_stored (types[t], made[i]), ==, made[i]);
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
#define TEST(name) g_test_add_func ("/split/" #name, name)
  TEST (all_pairs_of_bytes_add_up);
  TEST (pairs_of_16_bit_add_up);
  TEST (chains_of_integers_add_up);
  TEST (floats_from_black_to_white_add_up);
  TEST (floats_of_any_size_add_up);
  TEST (black_beside_light_adds_up);
  TEST (what_is_no_number_stays_itself);
  TEST (formats_hold_what_is_made_for_them);
  return g_test_run ();
}
