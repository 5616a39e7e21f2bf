/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Light: that blotches go by the share asked for, light and shade and highlights change as they
 * are asked to, and that texture, hues, outlines and what is clipped stay.
 */
#include "known-loss.h"
#include "layer-trial.h"
#include "light-analysis.h"
#include "neutral.h"
#include "rendering.h"
#include "skin.h"

/* ---- a face, smooth but for what a test adds to it ---- */

/* Blotches of this length, in pixels, and contrast. */
#define LENGTH 66.0
#define CONTRAST 0.015f

typedef enum
{
  NOTHING = 0,
  BLOTCHES = 1 << 0,
  TEXTURE = 1 << 1, /* of one pixel, the mean of any four of which is 0 */
  SIDE = 1 << 2,    /* light from the left */
  SHINE = 1 << 3,   /* a highlight on the cheek */
  CLIPPED = 1 << 4  /* that is white in its middle, and single white pixels */
} Parts;

static gfloat
blotch_at (gint x, gint y)
{
  return sin (2.0 * G_PI * x / LENGTH) * sin (2.0 * G_PI * y / LENGTH);
}

static gfloat
texture_at (gint x, gint y)
{
  return (x + y) % 2 ? 1.0f : -1.0f;
}

static gdouble
from_middle (gint x, gint y)
{
  return hypot (x - SKIN_SIZE / 2, y - SKIN_SIZE / 2);
}

static GeglBuffer *
face_new (const gchar *format, guint parts)
{
  static const gfloat skin[3] = { 0.66f, 0.47f, 0.38f }, wall[3] = { 0.20f, 0.26f, 0.33f };
  g_autofree gfloat *pixels = g_new (gfloat, 4 * SKIN_SIZE * SKIN_SIZE);

  for (gint i = 0; i < SKIN_SIZE * SKIN_SIZE; i++)
    {
      const gint x = i % SKIN_SIZE, y = i / SKIN_SIZE;
      const gfloat face = CLAMP (0.5 - (from_middle (x, y) - SKIN_RADIUS) / 2.0, 0.0, 1.0);
      const gfloat side
          = parts & SIDE ? 1.0 - 0.25 * sin (G_PI * (x - SKIN_SIZE / 2) / SKIN_SIZE) : 1.0;
      gfloat more = 0.0f;

      if (parts & BLOTCHES)
        more += CONTRAST * blotch_at (x, y);
      if (parts & TEXTURE)
        more += 0.02f * texture_at (x, y);
      if (parts & (SHINE | CLIPPED))
        more += (parts & CLIPPED ? 0.9 : 0.15) * bump_at (&skin_cheek, x, y, 14.0);
      if (parts & CLIPPED && x % 40 == 0 && y % 40 == 0)
        more += 1.0f;
      for (gint c = 0; c < 3; c++)
        pixels[4 * i + c] = face * (side * skin[c] + more) + (1.0f - face) * wall[c];
      pixels[4 * i + 3] = 1.0f;
    }
  return picture_from_pixels (format, GEGL_RECTANGLE (0, 0, SKIN_SIZE, SKIN_SIZE), pixels);
}

/* ---- what is made ---- */

/* `values` as a preset has them; nothing that they do not name is done. */
static RetextureRendering *
rendering_new (GeglBuffer *edit, const gchar *values)
{
  g_autoptr (RetextureLight) light = retexture_light_new (edit);

  return trial_rendering_new ("retexture:light", edit, light, "even=0\nsize=600\nradius=2\n",
                              values);
}

/* The edit with its layer laid over it, as floats that round nothing. */
static gfloat *
lit (GeglBuffer *edit, const gchar *values)
{
  g_autoptr (RetextureRendering) rendering = rendering_new (edit, values);
  g_autoptr (GeglBuffer) layer = trial_layer_new (rendering, gegl_buffer_get_format (edit));
  const gfloat neutral = retexture_neutral_value (gegl_buffer_get_format (edit), 128.0);
  gfloat *pixels = pixels_of (edit);
  g_autofree gfloat *texture = pixels_of (layer);

  for (gint i = 0; i < 4 * SKIN_SIZE * SKIN_SIZE; i++)
    if (i % 4 < 3)
      pixels[i] += texture[i] - neutral;
  return pixels;
}

static const gchar *const everything[] = {
  "even=100\n",
  "shape=100\n",
  "shape=-100\n",
  "finish=luminous\nstrength=100\n",
  "finish=dewy\nstrength=100\n",
  "finish=matte\nstrength=100\n",
  "key=100\nangle=180\n",
  "even=60\nshape=40\nfinish=dewy\nstrength=50\nkey=40\n",
};

/* Where time is short, only all at once. */
#define FIRST (G_N_ELEMENTS (everything) - cases_to_try (G_N_ELEMENTS (everything)))

/* ---- nothing ---- */

static void
neutral_values_change_nothing (void)
{
  static const gchar *const formats[]
      = { "R'G'B' u8", "R'G'B'A u16", "Y' u8", "R'G'B' float", "RGB half" };

  for (guint i = 0; i < cases_to_try (G_N_ELEMENTS (formats)); i++)
    {
      g_autoptr (GeglBuffer) face = face_new (formats[i], BLOTCHES | TEXTURE | SIDE | SHINE);
      g_autoptr (RetextureRendering) rendering = rendering_new (face, "finish=dewy\nstrength=0\n");
      g_autoptr (GeglBuffer) layer = trial_layer_new (rendering, gegl_buffer_get_format (face));
      const gfloat neutral = retexture_neutral_value (babl_format (formats[i]), 128.0);
      g_autofree gfloat *texture = pixels_of (layer);

      for (gint k = 0; k < 4 * SKIN_SIZE * SKIN_SIZE; k++)
        if (k % 4 < 3)
          g_assert_cmpfloat_with_epsilon (texture[k], neutral, i == 4 ? 3e-4 : 1e-6);
    }
}

/* ---- even ---- */

/* How much of the blotches' pattern is in green, well within the face: the slope of one over the
 * other. */
static gdouble
blotches_of (const gfloat *pixels)
{
  gdouble values = 0.0, blotches = 0.0, product = 0.0, square = 0.0;
  gint n = 0;

  for (gint i = 0; i < SKIN_SIZE * SKIN_SIZE; i++)
    {
      const gint x = i % SKIN_SIZE, y = i / SKIN_SIZE;

      if (from_middle (x, y) > 0.7 * SKIN_RADIUS)
        continue;
      n++;
      values += pixels[4 * i + 1];
      blotches += blotch_at (x, y);
      product += pixels[4 * i + 1] * blotch_at (x, y);
      square += blotch_at (x, y) * blotch_at (x, y);
    }
  return (product - values * blotches / n) / (square - blotches * blotches / n);
}

static void
blotches_go_by_the_share_asked_for (void)
{
  g_autoptr (GeglBuffer) face = face_new ("R'G'B' float", BLOTCHES | TEXTURE);
  g_autofree gfloat *before = pixels_of (face);

  for (gint share = 100; share > 0; share -= g_test_slow () ? 25 : 100)
    {
      g_autofree gchar *values = g_strdup_printf ("even=%d\n", share);
      g_autofree gfloat *after = lit (face, values);
      const gdouble gone = 1.0 - blotches_of (after) / blotches_of (before);

      g_test_message ("even %d: %.3f gone", share, gone);
      g_assert_cmpfloat_with_epsilon (gone, 0.01 * share, 0.1);
    }
}

/* ---- light, shade, highlights ---- */

static gfloat
green_at (const gfloat *pixels, gint x, gint y)
{
  return pixels[4 * (y * SKIN_SIZE + x) + 1];
}

static void
shape_strengthens_or_flattens (void)
{
  g_autoptr (GeglBuffer) face = face_new ("R'G'B' float", SIDE);
  g_autofree gfloat *before = pixels_of (face);
  g_autofree gfloat *stronger = lit (face, "shape=100\n");
  g_autofree gfloat *flatter = lit (face, "shape=-100\n");
  const gdouble was = green_at (before, 200, 400) / green_at (before, 600, 400);
  const gdouble more = green_at (stronger, 200, 400) / green_at (stronger, 600, 400);
  const gdouble less = green_at (flatter, 200, 400) / green_at (flatter, 600, 400);

  g_test_message ("left against right: %.3f, stronger %.3f, flatter %.3f", was, more, less);
  g_assert_cmpfloat (more, >, 1.0 + 1.3 * (was - 1.0));
  g_assert_cmpfloat (less, <, 1.0 + 0.6 * (was - 1.0));
  g_assert_cmpfloat (less, >, 1.0);
}

static void
finishes_change_highlights (void)
{
  g_autoptr (GeglBuffer) face = face_new ("R'G'B' float", SHINE);
  g_autofree gfloat *before = pixels_of (face);
  g_autofree gfloat *dewy = lit (face, "finish=dewy\nstrength=100\n");
  g_autofree gfloat *matte = lit (face, "finish=matte\nstrength=100\n");
  const SkinPlace *shine = &skin_cheek;

  g_assert_cmpfloat (green_at (dewy, shine->x, shine->y), >,
                     green_at (before, shine->x, shine->y) + 0.03);
  g_assert_cmpfloat (green_at (matte, shine->x, shine->y), <,
                     green_at (before, shine->x, shine->y) - 0.03);
  /* What does not shine stays. */
  for (gint i = 0; i < 2; i++)
    g_assert_cmpfloat_with_epsilon (green_at (i ? dewy : matte, 500, 500),
                                    green_at (before, 500, 500), 0.01);
}

static void
the_key_light_comes_from_where_it_is_set (void)
{
  static const struct
  {
    gint angle, x, y;
  } lights[] = { { 0, 650, 400 }, { 90, 400, 150 }, { 180, 150, 400 }, { -90, 400, 650 } };
  g_autoptr (GeglBuffer) face = face_new ("R'G'B' float", NOTHING);
  g_autofree gfloat *before = pixels_of (face);

  for (guint i = 0; i < cases_to_try (G_N_ELEMENTS (lights)); i++)
    {
      g_autofree gchar *values = g_strdup_printf ("key=50\nangle=%d\n", lights[i].angle);
      g_autofree gfloat *after = lit (face, values);
      const gint x = lights[i].x, y = lights[i].y;

      g_assert_cmpfloat (green_at (after, x, y), >, 1.05 * green_at (before, x, y));
      g_assert_cmpfloat (green_at (after, SKIN_SIZE - x, SKIN_SIZE - y), <,
                         0.95 * green_at (before, SKIN_SIZE - x, SKIN_SIZE - y));
      g_assert_cmpfloat_with_epsilon (green_at (after, 20, 20), green_at (before, 20, 20), 1e-4);
    }
}

/* ---- what stays ---- */

/* A pattern of one pixel is in the result as it was, to the last bit of the arithmetic. */
static void
texture_stays (void)
{
  for (guint i = FIRST; i < G_N_ELEMENTS (everything); i++)
    {
      g_autoptr (GeglBuffer) smooth = face_new ("R'G'B' float", BLOTCHES | SIDE | SHINE);
      g_autoptr (GeglBuffer) rough = face_new ("R'G'B' float", BLOTCHES | SIDE | SHINE | TEXTURE);
      g_autofree gfloat *one = lit (smooth, everything[i]);
      g_autofree gfloat *other = lit (rough, everything[i]);
      gfloat largest = 0.0f;

      for (gint k = 0; k < SKIN_SIZE * SKIN_SIZE; k++)
        {
          const gint x = k % SKIN_SIZE, y = k / SKIN_SIZE;

          if (from_middle (x, y) < 0.9 * SKIN_RADIUS)
            largest = MAX (largest,
                           fabsf (other[4 * k + 1] - one[4 * k + 1] - 0.02f * texture_at (x, y)));
        }
      g_test_message ("%u: texture changes by %.6f at most", i, largest);
      g_assert_cmpfloat (largest, <, 1e-4);
    }
}

/* Degrees, as HSV has it. */
static gdouble
hue_of (const gfloat *rgb)
{
  return atan2 (sqrt (3.0) * (rgb[1] - rgb[2]), 2.0 * rgb[0] - rgb[1] - rgb[2]) * 180.0 / G_PI;
}

static void
hues_stay (void)
{
  g_autoptr (GeglBuffer) face = face_new ("R'G'B' float", BLOTCHES | SIDE | SHINE);
  g_autofree gfloat *before = pixels_of (face);

  for (guint i = FIRST; i < G_N_ELEMENTS (everything); i++)
    {
      g_autofree gfloat *after = lit (face, everything[i]);
      gdouble sum = 0.0;
      gint n = 0;

      for (gint k = 0; k < SKIN_SIZE * SKIN_SIZE; k++)
        if (from_middle (k % SKIN_SIZE, k / SKIN_SIZE) < 0.95 * SKIN_RADIUS)
          {
            sum += fabs (hue_of (after + 4 * k) - hue_of (before + 4 * k));
            n++;
          }
      g_test_message ("%u: hue changes by %.3f degrees", i, sum / n);
      g_assert_cmpfloat (sum / n, <, 1.0);
    }
}

/* A flat face has nothing to be evened out or lifted, so what changes beside its outline is a halo.
 * The key light, which changes all of it, is left out. */
static void
outlines_have_no_halo (void)
{
  g_autoptr (GeglBuffer) face = face_new ("R'G'B' float", NOTHING);
  g_autofree gfloat *before = pixels_of (face);
  const gfloat height = green_at (before, SKIN_SIZE / 2, SKIN_SIZE / 2) - green_at (before, 20, 20);

  for (guint i = 0; i < cases_to_try (6); i++)
    {
      g_autofree gfloat *after = lit (face, everything[i]);
      gfloat most = 0.0f;

      for (gint k = 0; k < SKIN_SIZE * SKIN_SIZE; k++)
        most = MAX (most, fabsf (after[4 * k + 1] - before[4 * k + 1]));
      g_test_message ("%u: halo of %.4f of the edge", i, most / height);
      g_assert_cmpfloat (most / height, <, 0.01);
    }
}

static void
nothing_clips_and_what_is_clipped_stays (void)
{
  g_autoptr (GeglBuffer) face = face_new ("R'G'B' u8", CLIPPED | SIDE | TEXTURE);
  g_autofree gfloat *before = pixels_of (face);

  for (guint i = FIRST; i < G_N_ELEMENTS (everything); i++)
    {
      g_autofree gfloat *after = lit (face, everything[i]);
      gint clipped = 0;

      for (gint k = 0; k < SKIN_SIZE * SKIN_SIZE; k++)
        {
          const gfloat *was = before + 4 * k, *is = after + 4 * k;
          const gboolean white = MIN (MIN (was[0], was[1]), was[2]) >= 1.0f;

          clipped += white;
          for (gint c = 0; c < 3; c++)
            if (white)
              g_assert_cmpfloat_with_epsilon (is[c], was[c], 1e-6);
            else if (was[c] < 1.0f)
              g_assert_cmpfloat (is[c], <, 1.0 - 0.4 / 255.0);
        }
      g_assert_cmpint (clipped, >, 100);
    }
}

/* ---- how it is rendered ---- */

static void
bytes_do_not_depend_on_the_region (void)
{
  g_autoptr (GeglBuffer) face = face_new ("R'G'B' u16", BLOTCHES | TEXTURE | SIDE | SHINE);
  g_autoptr (RetextureRendering) rendering = rendering_new (face, everything[7]);
  g_autoptr (GeglBuffer) whole = trial_layer_new (rendering, babl_format ("R'G'B' u16"));

  assert_same_in_pieces (retexture_rendering_get_node (rendering, RETEXTURE_VIEW_TEXTURE), whole,
                         117);
}

/* A reduced preview shows what the picture gets there. */
static void
a_reduced_preview_shows_the_same (void)
{
  g_autoptr (GeglBuffer) face = face_new ("R'G'B' float", BLOTCHES | SIDE | SHINE);
  g_autofree gfloat *full = lit (face, everything[7]);
  g_autofree gfloat *edit = pixels_of (face);
  g_autoptr (RetextureRendering) rendering = rendering_new (face, everything[7]);
  g_autoptr (RetextureParameters) parameters = retexture_method_parameters_new ("retexture:light");
  g_autofree gchar *text = g_strconcat ("even=0\nsize=600\nradius=2\n", everything[7], NULL);
  g_autoptr (RetextureRendering) zoomed
      = retexture_rendering_new_zoomed (rendering, gegl_buffer_get_extent (face), 0.5);
  const GeglRectangle half = { 0, 0, SKIN_SIZE / 2, SKIN_SIZE / 2 };
  g_autoptr (GeglBuffer) small = gegl_buffer_new (&half, babl_format ("R'G'B'A float"));
  g_autofree gfloat *pixels = NULL;

  g_assert_true (retexture_parameters_from_text (parameters, text, NULL));
  retexture_rendering_set_parameters (zoomed, parameters);
  gegl_node_blit_buffer (retexture_rendering_get_node (zoomed, RETEXTURE_VIEW_TEXTURE), small,
                         &half, 0, GEGL_ABYSS_NONE);
  pixels = pixels_of (small);
  for (gint y = 150; y < 250; y += 7)
    for (gint x = 120; x < 280; x += 7)
      {
        const gsize at = 4 * ((gsize) 2 * y * SKIN_SIZE + 2 * x) + 1;

        g_assert_cmpfloat_with_epsilon (pixels[4 * (y * half.width + x) + 1] - 0.5f,
                                        full[at] - edit[at], 0.004);
      }
}

static void
small_pictures_do_no_harm (void)
{
  static const gint sizes[][2] = { { 1, 1 }, { 1, 50 }, { 300, 2 }, { 9, 14 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint k = FIRST; k < G_N_ELEMENTS (everything); k++)
      {
        g_autoptr (GeglBuffer) picture
            = noise_picture ("R'G'B'A u8", 3, -2, sizes[i][0], sizes[i][1]);
        g_autofree gchar *values = g_strconcat (everything[k], "surface=everything\n", NULL);
        g_autoptr (RetextureRendering) rendering = rendering_new (picture, values);
        g_autoptr (GeglBuffer) made
            = gegl_buffer_new (gegl_buffer_get_extent (picture), babl_format ("R'G'B'A float"));
        g_autofree gfloat *pixels = NULL;

        gegl_node_blit_buffer (retexture_rendering_get_node (rendering, RETEXTURE_VIEW_RESULT),
                               made, NULL, 0, GEGL_ABYSS_NONE);
        pixels = pixels_of (made);
        for (gint j = 0; j < 4 * sizes[i][0] * sizes[i][1]; j++)
          g_assert_true (isfinite (pixels[j]));
      }
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);

  g_test_add_func ("/light/neutral-values-change-nothing", neutral_values_change_nothing);
  g_test_add_func ("/light/blotches-go-by-the-share-asked-for", blotches_go_by_the_share_asked_for);
  g_test_add_func ("/light/shape-strengthens-or-flattens", shape_strengthens_or_flattens);
  g_test_add_func ("/light/finishes-change-highlights", finishes_change_highlights);
  g_test_add_func ("/light/the-key-light-comes-from-where-it-is-set",
                   the_key_light_comes_from_where_it_is_set);
  g_test_add_func ("/light/texture-stays", texture_stays);
  g_test_add_func ("/light/hues-stay", hues_stay);
  g_test_add_func ("/light/outlines-have-no-halo", outlines_have_no_halo);
  g_test_add_func ("/light/nothing-clips-and-what-is-clipped-stays",
                   nothing_clips_and_what_is_clipped_stays);
  g_test_add_func ("/light/bytes-do-not-depend-on-the-region", bytes_do_not_depend_on_the_region);
  g_test_add_func ("/light/a-reduced-preview-shows-the-same", a_reduced_preview_shows_the_same);
  g_test_add_func ("/light/small-pictures-do-no-harm", small_pictures_do_no_harm);

  return g_test_run ();
}
