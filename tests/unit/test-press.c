/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Press: on cloth of which weave, folds, drape and print are known, that the folds go and the rest
 * stays.
 */
#include "known-loss.h"
#include "layer-trial.h"
#include "measures.h"
#include "neutral.h"
#include "portrait.h"
#include "press-analysis.h"
#include "rendering.h"
#include "textures.h"

#define SIZE 640

/* A printed square, and how far from its edge it is looked at. */
#define FROM 240
#define TO 400
#define NEAR 10
#define WIDTH 12

/* Not judged: so near to the picture's edge or the print's. */
#define MARGIN 40

typedef enum
{
  PLAIN = 0,
  WEAVE = 1 << 0,
  FOLDS = 1 << 1,
  PRINT = 1 << 2,
  FAINT_PRINT = 1 << 3,
  DOTS = 1 << 4
} Parts;

/* ---- cloth ---- */

static gfloat
fold_at (gint x, gint y)
{
  return sin (2.0 * G_PI * (0.8 * x + 0.6 * y) / 64.0)
         * (0.6 + 0.4 * cos (2.0 * G_PI * (0.6 * x - 0.8 * y) / 300.0));
}

/* Round and soft, as spots of dye are, of about the folds' width. */
static gfloat
dot_at (gint x, gint y)
{
  return exp (-(pow (x % 96 - 48, 2.0) + pow (y % 96 - 48, 2.0)) / (2.0 * 11.0 * 11.0));
}

static gboolean
is_printed (gint x, gint y)
{
  return x >= FROM && x < TO && y >= FROM && y < TO;
}

static GeglBuffer *
cloth_new (const gchar *format, guint parts)
{
  static const gfloat colour[3] = { 0.40f, 0.47f, 0.62f };
  g_autofree gfloat *weave = texture_new (TEXTURE_WEAVE, 5, SIZE, SIZE);
  g_autofree gfloat *pixels = g_new (gfloat, 4 * SIZE * SIZE);

  for (gint i = 0; i < SIZE * SIZE; i++)
    {
      const gint x = i % SIZE, y = i / SIZE;
      const gfloat drape = 0.15 * sin (2.0 * G_PI * x / 1300.0);
      const gfloat light = drape + (parts & FOLDS ? 0.08f * fold_at (x, y) : 0.0f)
                           - (parts & DOTS ? 0.15f * dot_at (x, y) : 0.0f);
      const gfloat print = parts & PRINT ? 0.6f : parts & FAINT_PRINT ? 0.85f : 1.0f;
      const gfloat printed = is_printed (x, y) ? print : 1.0f;

      for (gint c = 0; c < 3; c++)
        pixels[4 * i + c]
            = printed * colour[c] * expf (light) + (parts & WEAVE ? 0.015f * weave[i] : 0.0f);
      pixels[4 * i + 3] = 1.0f;
    }
  return picture_from_pixels (format, GEGL_RECTANGLE (0, 0, SIZE, SIZE), pixels);
}

/* ---- what is made ---- */

static RetextureRendering *
rendering_new (GeglBuffer *edit, const gchar *values)
{
  g_autoptr (RetexturePress) press = retexture_press_new (edit);

  return trial_rendering_new ("retexture:press", edit, press, "width=64\n", values);
}

static GeglBuffer *
layer_of (GeglBuffer *edit, const gchar *values)
{
  g_autoptr (RetextureRendering) rendering = rendering_new (edit, values);

  return trial_layer_new (rendering, gegl_buffer_get_format (edit));
}

/* The edit with its layer laid over it, as floats that round nothing. */
static gfloat *
pressed (GeglBuffer *edit, const gchar *values)
{
  g_autoptr (GeglBuffer) layer = layer_of (edit, values);
  const gfloat neutral = retexture_neutral_value (gegl_buffer_get_format (edit), 128.0);
  g_autofree gfloat *texture = pixels_of (layer);
  gfloat *pixels = pixels_of (edit);

  for (gint i = 0; i < 4 * SIZE * SIZE; i++)
    if (i % 4 < 3)
      pixels[i] += texture[i] - neutral;
  return pixels;
}

/* ---- what is measured ---- */

static gboolean
is_judged (gint x, gint y)
{
  const gint beside[] = { x - FROM, x - TO, y - FROM, y - TO };

  if (x < MARGIN || y < MARGIN || x >= SIZE - MARGIN || y >= SIZE - MARGIN)
    return FALSE;
  for (gint i = 0; i < 4; i++)
    if (abs (beside[i]) < MARGIN / 2)
      return FALSE;
  return TRUE;
}

/* How much of a pattern is in the logarithm of green: the slope of one over the other. */
static gdouble
share_of (const gfloat *pixels, gfloat (*pattern) (gint x, gint y))
{
  gdouble values = 0.0, patterns = 0.0, product = 0.0, square = 0.0;
  gint n = 0;

  for (gint i = 0; i < SIZE * SIZE; i++)
    {
      const gint x = i % SIZE, y = i / SIZE;
      const gdouble value = log (MAX (pixels[4 * i + 1], 0.01f)), p = pattern (x, y);

      if (!is_judged (x, y))
        continue;
      n++;
      values += value;
      patterns += p;
      product += value * p;
      square += p * p;
    }
  return (product - values * patterns / n) / (square - patterns * patterns / n);
}

static gdouble
folds_of (const gfloat *pixels)
{
  return share_of (pixels, fold_at);
}

/* How much darker the print is than what is beside it, across its left edge. */
static gdouble
print_of (const gfloat *pixels)
{
  gdouble sum = 0.0;

  for (gint y = FROM + MARGIN; y < TO - MARGIN; y++)
    for (gint k = NEAR; k < NEAR + WIDTH; k++)
      sum += log (pixels[4 * (y * SIZE + FROM - 1 - k) + 1])
             - log (pixels[4 * (y * SIZE + FROM + k) + 1]);
  return sum / (WIDTH * (TO - FROM - 2 * MARGIN));
}

/* ---- tests ---- */

static void
folds_go_and_the_rest_stays (gconstpointer data)
{
  const guint print_part = GPOINTER_TO_UINT (data);
  g_autoptr (GeglBuffer) cloth = cloth_new ("R'G'B' float", WEAVE | FOLDS | print_part);
  g_autoptr (GeglBuffer) flat = cloth_new ("R'G'B' float", WEAVE | print_part);
  g_autofree gfloat *before = pixels_of (cloth);
  g_autofree gfloat *truth = pixels_of (flat);
  g_autofree gfloat *after = pressed (cloth, "amount=100\n");
  g_autoptr (GeglBuffer) result
      = picture_from_pixels ("R'G'B' float", GEGL_RECTANGLE (0, 0, SIZE, SIZE), after);
  const GeglRectangle judged = { MARGIN, MARGIN, SIZE - 2 * MARGIN, SIZE - 2 * MARGIN };
  const gdouble left = folds_of (after) / folds_of (before);
  const gdouble print = print_of (after) / print_of (truth);
  const RetextureToneShift shift = retexture_measures_tone_shift (result, flat, &judged);

  g_test_message ("folds left %.3f, print %.3f, drape %.3f", left, print, shift.mean);
  g_assert_cmpfloat (fabs (left), <, 0.1);
  /* One as faint as the folds themselves is told from them less well. */
  g_assert_cmpfloat_with_epsilon (print, 1.0, print_part == PRINT ? 0.02 : 0.06);
  g_assert_cmpfloat (shift.mean, <, 0.5);
}

static void
the_share_asked_for_goes (void)
{
  g_autoptr (GeglBuffer) cloth = cloth_new ("R'G'B' float", WEAVE | FOLDS);
  g_autofree gfloat *before = pixels_of (cloth);

  for (gint share = 75; share > 0; share -= g_test_slow () ? 25 : 100)
    {
      g_autofree gchar *values = g_strdup_printf ("amount=%d\n", share);
      g_autofree gfloat *after = pressed (cloth, values);

      g_assert_cmpfloat_with_epsilon (1.0 - folds_of (after) / folds_of (before), 0.01 * share,
                                      0.1);
    }
}

/* A fold runs in one direction, and a spot does not. */
static void
round_spots_stay (void)
{
  g_autoptr (GeglBuffer) spotted = cloth_new ("R'G'B' float", DOTS);
  g_autoptr (GeglBuffer) both = cloth_new ("R'G'B' float", FOLDS | DOTS);
  g_autofree gfloat *before = pixels_of (spotted), *folded = pixels_of (both);
  g_autofree gfloat *after = pressed (spotted, "amount=100\n");
  g_autofree gfloat *unfolded = pressed (both, "amount=100\n");
  const gdouble dots = share_of (after, dot_at) / share_of (before, dot_at);
  const gdouble folds = folds_of (unfolded) / folds_of (folded);

  g_test_message ("measured: %.3f of spots is left; of folds that cross them, %.3f", dots, folds);
  g_assert_cmpfloat (dots, >, 0.9);
  g_assert_cmpfloat (folds, <, 0.2);
}

/* Hair has ridges and valleys of a fold's size, and is no cloth. */
static void
hair_and_skin_stay (void)
{
  g_autoptr (GeglBuffer) portrait = portrait_new (portrait_grey, portrait_black);
  g_autofree gfloat *before = pixels_of (portrait);
  g_autofree gfloat *after = pressed (portrait, "amount=100\nradius=1\n");
  g_autofree gfloat *anything = pressed (portrait, "amount=100\nradius=1\nsurface=everything\n");
  gdouble changed = 0.0, would_change = 0.0;

  for (gint i = 0; i < SIZE * SIZE; i++)
    {
      const gint x = i % SIZE, y = i / SIZE;

      if (from_face (x, y, PORTRAIT_HAIR - 15) > 1.0 || y > PORTRAIT_HAIR_ENDS - 15)
        continue;
      changed = MAX (changed, fabsf (after[4 * i + 1] - before[4 * i + 1]));
      would_change = MAX (would_change, fabsf (anything[4 * i + 1] - before[4 * i + 1]));
    }
  g_test_message ("person: %.4f changed, everything %.4f", changed, would_change);
  g_assert_cmpfloat (changed, <, 0.01);
  g_assert_cmpfloat (would_change, >, 0.03);
}

static void
the_weave_stays (void)
{
  g_autoptr (GeglBuffer) cloth = cloth_new ("R'G'B' float", WEAVE | FOLDS | PRINT);
  g_autofree gfloat *before = pixels_of (cloth);
  g_autofree gfloat *after = pressed (cloth, "amount=100\n");
  g_autofree gfloat *soft_before = blurred_pixels (before, SIZE, SIZE, 2.0);
  g_autofree gfloat *soft_after = blurred_pixels (after, SIZE, SIZE, 2.0);
  gdouble one = 0.0, other = 0.0, both = 0.0;

  for (gint i = 0; i < SIZE * SIZE; i++)
    {
      const gdouble a = before[4 * i + 1] - soft_before[4 * i + 1];
      const gdouble b = after[4 * i + 1] - soft_after[4 * i + 1];

      if (!is_judged (i % SIZE, i / SIZE))
        continue;
      one += a * a;
      other += b * b;
      both += a * b;
    }
  g_test_message ("weave: correlation %.4f, energy %.4f", both / sqrt (one * other), other / one);
  g_assert_cmpfloat (both / sqrt (one * other), >, 0.98);
  g_assert_cmpfloat_with_epsilon (other / one, 1.0, 0.05);
}

static void
nothing_asked_for_changes_nothing (void)
{
  static const gchar *const formats[]
      = { "R'G'B' u8", "R'G'B'A u16", "Y' u8", "R'G'B' float", "RGB half" };

  for (guint i = 0; i < cases_to_try (G_N_ELEMENTS (formats)); i++)
    {
      g_autoptr (GeglBuffer) cloth = cloth_new (formats[i], WEAVE | FOLDS | PRINT);
      g_autoptr (GeglBuffer) layer = layer_of (cloth, "amount=0\n");
      const gfloat neutral = retexture_neutral_value (babl_format (formats[i]), 128.0);
      g_autofree gfloat *texture = pixels_of (layer);

      for (gint k = 0; k < 4 * SIZE * SIZE; k++)
        if (k % 4 < 3)
          g_assert_cmpfloat_with_epsilon (texture[k], neutral, i == 4 ? 3e-4 : 1e-6);
    }
}

/* Without folds there is next to nothing to press: neither print nor drape. */
static void
flat_cloth_stays (void)
{
  g_autoptr (GeglBuffer) cloth = cloth_new ("R'G'B' float", PRINT);
  g_autofree gfloat *before = pixels_of (cloth);
  g_autofree gfloat *after = pressed (cloth, "amount=100\n");
  gdouble largest = 0.0;

  for (gint i = 0; i < SIZE * SIZE; i++)
    if (is_judged (i % SIZE, i / SIZE))
      largest = MAX (largest, fabs (after[4 * i + 1] - before[4 * i + 1]));
  g_test_message ("flat cloth changes by %.4f at most", largest);
  g_assert_cmpfloat (largest, <, 0.01);
}

static void
bytes_do_not_depend_on_the_region (void)
{
  g_autoptr (GeglBuffer) cloth = cloth_new ("R'G'B' u16", WEAVE | FOLDS | PRINT);
  g_autoptr (RetextureRendering) rendering = rendering_new (cloth, "amount=80\n");
  g_autoptr (GeglBuffer) whole = trial_layer_new (rendering, babl_format ("R'G'B' u16"));

  assert_same_in_pieces (retexture_rendering_get_node (rendering, RETEXTURE_VIEW_TEXTURE), whole,
                         117);
}

static void
small_pictures_do_no_harm (void)
{
  static const gint sizes[][2] = { { 1, 1 }, { 1, 50 }, { 300, 2 }, { 9, 14 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GeglBuffer) picture
          = noise_picture ("R'G'B'A u8", 3, -2, sizes[i][0], sizes[i][1]);
      g_autoptr (GeglBuffer) layer
          = layer_of (picture, "amount=100\nsurface=everything\nwidth=0\n");
      g_autofree gfloat *pixels = pixels_of (layer);

      for (gint j = 0; j < 4 * sizes[i][0] * sizes[i][1]; j++)
        g_assert_true (isfinite (pixels[j]));
    }
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);

  g_test_add_data_func ("/press/folds-go-and-the-rest-stays", GUINT_TO_POINTER (PRINT),
                        folds_go_and_the_rest_stays);
  g_test_add_data_func ("/press/folds-go-beside-a-faint-print", GUINT_TO_POINTER (FAINT_PRINT),
                        folds_go_and_the_rest_stays);
  g_test_add_func ("/press/the-share-asked-for-goes", the_share_asked_for_goes);
  g_test_add_func ("/press/round-spots-stay", round_spots_stay);
  g_test_add_func ("/press/hair-and-skin-stay", hair_and_skin_stay);
  g_test_add_func ("/press/the-weave-stays", the_weave_stays);
  g_test_add_func ("/press/nothing-asked-for-changes-nothing", nothing_asked_for_changes_nothing);
  g_test_add_func ("/press/flat-cloth-stays", flat_cloth_stays);
  g_test_add_func ("/press/bytes-do-not-depend-on-the-region", bytes_do_not_depend_on_the_region);
  g_test_add_func ("/press/small-pictures-do-no-harm", small_pictures_do_no_harm);

  return g_test_run ();
}
