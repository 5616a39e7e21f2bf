/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Groom: hairs drawn over grounds that are known, thin to broad, light and dark, tapering and
 * crossing; and what must not be touched.
 */
#include "groom-analysis.h"
#include "groom-rendering.h"
#include "known-loss.h"
#include "layer-trial.h"
#include "moved-edits.h"
#include "neutral.h"
#include "rendering.h"
#include "sleeves.h"

#define SIZE 640

/* The mass lies at the left. */
#define MASS 200

/* Deviation of the ground's grain. */
#define GRAIN 0.012f

/* ---- pictures ---- */

/* How much of a hair is at each pixel, 0 to 1, and how far from the nearest one it is, in pixels
 * from its edge. */
typedef struct
{
  gfloat *cover, *distance;
} Drawn;

static void
drawn_clear (Drawn *drawn)
{
  g_free (drawn->cover);
  g_free (drawn->distance);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Drawn, drawn_clear)

/* A curve from the mass outwards, `width` pixels wide where it begins and half as wide at its end.
 */
static void
draw_hair (Drawn *drawn, gdouble from_y, gdouble to_y, gdouble bend, gdouble length, gdouble width)
{
  for (gint k = 0; k <= 4000; k++)
    {
      const gdouble t = k / 4000.0;
      const gdouble x = MASS - 20 + t * length;
      const gdouble y = from_y + t * (to_y - from_y) + bend * sin (G_PI * t);
      /* No lens draws a finer one. */
      const gdouble deviation = MAX (width * (1.0 - 0.5 * t) / 2.5, 0.5);

      for (gint j = (gint) y - 14; j <= (gint) y + 14; j++)
        for (gint i = (gint) x - 14; i <= (gint) x + 14; i++)
          {
            const gdouble from = hypot (i - x, j - y);
            const gsize at = (gsize) j * SIZE + i;

            if (i < 0 || j < 0 || i >= SIZE || j >= SIZE)
              continue;
            drawn->cover[at] = MAX (drawn->cover[at],
                                    (gfloat) exp (-0.5 * from * from / (deviation * deviation)));
            drawn->distance[at] = MIN (drawn->distance[at], (gfloat) (from - 2.45 * deviation));
          }
    }
}

static Drawn
hairs_new (void)
{
  Drawn drawn = { g_new0 (gfloat, SIZE * SIZE), g_new (gfloat, SIZE * SIZE) };

  for (gint i = 0; i < SIZE * SIZE; i++)
    drawn.distance[i] = G_MAXFLOAT;
  draw_hair (&drawn, 80, 60, 20, 260, 1.2);
  draw_hair (&drawn, 160, 210, -25, 300, 2.0);
  /* These two cross. */
  draw_hair (&drawn, 280, 400, 10, 320, 1.6);
  draw_hair (&drawn, 390, 290, -10, 300, 2.4);
  draw_hair (&drawn, 520, 560, 30, 280, 3.2);
  return drawn;
}

/* Slowly varying and grainy; strands side by side in the mass. */
static gfloat *
ground_new (gdouble tone)
{
  g_autoptr (GeglBuffer) noise = noise_of_all_scales (SIZE, SIZE, 3);
  g_autofree gfloat *coarse = pixels_of (noise);
  g_autofree gfloat *soft = blurred_pixels (coarse, SIZE, SIZE, 40.0);
  g_autoptr (GeglBuffer) grain = noise_picture ("R'G'B' float", 0, 0, SIZE, SIZE);
  g_autofree gfloat *fine = pixels_of (grain);
  gfloat *pixels = g_new (gfloat, 4 * SIZE * SIZE);

  for (gint i = 0; i < SIZE * SIZE; i++)
    {
      const gint x = i % SIZE, y = i / SIZE;
      const gfloat strands = 0.10 * sin (2.0 * G_PI * (y + 6.0 * sin (x / 30.0)) / 6.0);

      for (gint c = 0; c < 3; c++)
        pixels[4 * i + c] = x < MASS ? 0.22f + strands
                                     : tone + 0.4f * (soft[4 * i + c] - 0.5f)
                                           + GRAIN * 3.46f * (fine[4 * i + 1] - 0.5f);
      pixels[4 * i + 3] = 1.0f;
    }
  return pixels;
}

static GeglBuffer *
picture_new (const gchar *format, const gfloat *ground, const Drawn *drawn, gfloat contrast)
{
  g_autofree gfloat *pixels = g_memdup2 (ground, 4 * SIZE * SIZE * sizeof (gfloat));

  for (gint i = 0; i < SIZE * SIZE; i++)
    for (gint c = 0; c < 3; c++)
      if (i % SIZE >= MASS)
        pixels[4 * i + c] += contrast * drawn->cover[i];
  return picture_from_pixels (format, GEGL_RECTANGLE (0, 0, SIZE, SIZE), pixels);
}

/* ---- what is made ---- */

/* `marked` may be NULL. */
static RetextureRendering *
rendering_new_marked (GeglBuffer *edit, GeglBuffer *marked, const gchar *values)
{
  g_autoptr (GeglBuffer) selection
      = gegl_buffer_new (gegl_buffer_get_extent (edit), babl_format ("Y float"));
  g_autoptr (RetextureGroom) groom = NULL;
  GeglColor *white = gegl_color_new ("white");

  gegl_buffer_set_color (selection, GEGL_RECTANGLE (0, 0, MASS, SIZE), white);
  g_object_unref (white);
  groom = marked ? retexture_groom_new_marked (edit, marked)
                 : retexture_groom_new (edit, selection, NULL);
  return trial_rendering_new ("retexture:groom", edit, groom, "", values);
}

static RetextureRendering *
rendering_new (GeglBuffer *edit, const gchar *values)
{
  return rendering_new_marked (edit, NULL, values);
}

static gfloat *
groomed_where_marked (GeglBuffer *edit, GeglBuffer *marked, const gchar *values)
{
  g_autoptr (RetextureRendering) rendering = rendering_new_marked (edit, marked, values);
  g_autoptr (GeglBuffer) layer = trial_layer_new (rendering, babl_format ("R'G'B'A float"));
  const gfloat neutral = retexture_neutral_value (babl_format ("R'G'B'A float"), 128.0);
  g_autofree gfloat *texture = pixels_of (layer);
  gfloat *pixels = pixels_of (edit);

  for (gint i = 0; i < 4 * SIZE * SIZE; i++)
    if (i % 4 < 3)
      pixels[i] += 2.0f * (texture[i] - neutral);
  return pixels;
}

static gfloat *
groomed (GeglBuffer *edit, const gchar *values)
{
  return groomed_where_marked (edit, NULL, values);
}

/* ---- what is measured ---- */

/* How much of the hairs' own pattern is left of a picture. */
static gdouble
hairs_left (const gfloat *pixels, const gfloat *ground, const Drawn *drawn, gfloat contrast)
{
  gdouble sum = 0.0, square = 0.0;

  for (gint i = 0; i < SIZE * SIZE; i++)
    if (i % SIZE >= MASS + 32)
      {
        const gfloat hair = contrast * drawn->cover[i];

        sum += (pixels[4 * i + 1] - ground[4 * i + 1]) * hair;
        square += hair * hair;
      }
  return sum / square;
}

/* Deviation of what is finer than two pixels, near the hairs, or not. */
static gdouble
grain_of (const gfloat *pixels, const Drawn *drawn, gboolean at_hairs)
{
  g_autofree gfloat *soft = blurred_pixels (pixels, SIZE, SIZE, 2.0);
  gdouble square = 0.0;
  gint n = 0;

  for (gint i = 0; i < SIZE * SIZE; i++)
    if (i % SIZE >= MASS + 40
        && (at_hairs ? drawn->distance[i] < 0.0f : drawn->distance[i] > 12.0f))
      {
        square += pow (pixels[4 * i + 1] - soft[4 * i + 1], 2.0);
        n++;
      }
  return sqrt (square / n);
}

/* ---- tests ---- */

static const struct
{
  gfloat tone, contrast;
} kinds[] = { { 0.7f, -0.35f }, { 0.35f, 0.3f }, { 0.6f, -0.12f } };

static void
hairs_go_and_the_ground_is_as_it_was (void)
{
  g_auto (Drawn) drawn = hairs_new ();

  for (guint k = 0; k < cases_to_try (G_N_ELEMENTS (kinds)); k++)
    {
      g_autofree gfloat *ground = ground_new (kinds[k].tone);
      g_autoptr (GeglBuffer) edit = picture_new ("R'G'B' float", ground, &drawn, kinds[k].contrast);
      g_autofree gfloat *before = pixels_of (edit);
      g_autofree gfloat *after = groomed (edit, "mass=selection\n");
      const gdouble left = hairs_left (after, ground, &drawn, kinds[k].contrast);
      const gdouble grain = grain_of (after, &drawn, TRUE) / grain_of (after, &drawn, FALSE);
      gint strayed = 0;

      for (gint i = 0; i < SIZE * SIZE; i++)
        strayed += drawn.distance[i] > 3.0f && fabsf (after[4 * i + 1] - before[4 * i + 1]) > 1e-5f;
      g_test_message (
          "tone %.2f, contrast %.2f: left %.3f, grain %.3f of the ground's, %d pixels elsewhere",
          kinds[k].tone, kinds[k].contrast, left, grain, strayed);
      /* Nine tenths of the energy. */
      g_assert_cmpfloat (fabs (left), <, sqrt (0.1));
      g_assert_cmpfloat_with_epsilon (grain, 1.0, 0.15);
      g_assert_cmpint (strayed, <, SIZE * SIZE / 10000);
    }
}

/* Neither the mass itself, nor ground without hairs. */
static void
the_mass_and_calm_ground_stay (void)
{
  g_auto (Drawn) drawn = hairs_new ();
  g_autofree gfloat *ground = ground_new (0.7);
  g_autoptr (GeglBuffer) edit = picture_new ("R'G'B' float", ground, &drawn, -0.35f);
  g_autoptr (GeglBuffer) bare = picture_new ("R'G'B' float", ground, &drawn, 0.0f);
  g_autofree gfloat *before = pixels_of (edit);
  g_autofree gfloat *after = groomed (edit, "mass=selection\n");
  g_autofree gfloat *untouched = groomed (bare, "mass=selection\n");
  gint touched = 0;

  for (gint i = 0; i < SIZE * SIZE; i++)
    {
      if (i % SIZE < MASS - 32)
        g_assert_cmpfloat_with_epsilon (after[4 * i + 1], before[4 * i + 1], 1e-5);
      touched += fabsf (untouched[4 * i + 1] - ground[4 * i + 1]) > 1e-5f;
    }
  g_test_message ("%d pixels of a ground without hairs", touched);
  g_assert_cmpint (touched, <, SIZE * SIZE / 1000);
}

static void
the_amount_says_how_much_goes (void)
{
  g_auto (Drawn) drawn = hairs_new ();
  g_autofree gfloat *ground = ground_new (0.7);
  g_autoptr (GeglBuffer) edit = picture_new ("R'G'B' float", ground, &drawn, -0.35f);
  g_autofree gfloat *half = groomed (edit, "mass=selection\namount=50\n");
  g_autofree gfloat *all = groomed (edit, "mass=selection\n");
  g_autofree gfloat *none = groomed (edit, "mass=selection\namount=0\n");
  g_autofree gfloat *before = pixels_of (edit);
  const gdouble left = hairs_left (all, ground, &drawn, -0.35f);

  g_assert_cmpfloat_with_epsilon (hairs_left (half, ground, &drawn, -0.35f), 0.5 * (1.0 + left),
                                  0.02);
  g_assert_cmpfloat (largest_difference (none, before, 4 * SIZE * SIZE), <, 1e-5);
}

/* The strands at the left are found as the mass, too. */
static void
the_mass_is_found (void)
{
  g_auto (Drawn) drawn = hairs_new ();
  g_autofree gfloat *ground = ground_new (0.7);
  g_autoptr (GeglBuffer) edit = picture_new ("R'G'B' float", ground, &drawn, -0.35f);
  g_autofree gfloat *after = groomed (edit, "mass=found\n");

  g_assert_cmpfloat (fabs (hairs_left (after, ground, &drawn, -0.35f)), <, sqrt (0.1));
}

/* Brows and wrinkles are lines, too; who wants hairs taken out there says so. */
static void
lines_on_the_face_stay (void)
{
  static const gfloat skin[3] = { 0.80f, 0.60f, 0.49f };
  const gint x0 = 310, y0 = 340, radius = 105;
  g_auto (Drawn) drawn = { g_new0 (gfloat, SIZE * SIZE), g_new0 (gfloat, SIZE * SIZE) };
  g_autofree gfloat *ground = ground_new (0.7);
  g_autoptr (GeglBuffer) edit = NULL;
  g_autofree gfloat *before = NULL, *after = NULL, *inside = NULL;
  gdouble changed = 0.0, changed_inside = 0.0;

  draw_hair (&drawn, y0 - 30, y0 - 50, 20, 240, 1.6);
  for (gint i = 0; i < SIZE * SIZE; i++)
    {
      const gint x = i % SIZE, y = i / SIZE;

      if (hypot (x - x0, y - y0) < radius)
        for (gint c = 0; c < 3; c++)
          ground[4 * i + c] = skin[c] + 0.02f * (noise_at (x, y, 1) - 0.5f);
      else
        drawn.cover[i] = 0.0f;
    }
  edit = picture_new ("R'G'B' float", ground, &drawn, -0.3f);
  before = pixels_of (edit);
  after = groomed (edit, "mass=found\n");
  inside = groomed (edit, "mass=found\ninside=TRUE\n");
  for (gint i = 0; i < 4 * SIZE * SIZE; i++)
    {
      changed = MAX (changed, fabsf (after[i] - before[i]));
      changed_inside = MAX (changed_inside, fabsf (inside[i] - before[i]));
    }
  g_assert_cmpfloat (changed, <, 0.01);
  g_assert_cmpfloat (changed_inside, >, 0.2);
}

/* ---- what is marked ---- */

/* White from `from` pixels within a hair's edge on. */
static GeglBuffer *
marks_new (const Drawn *drawn, gfloat from)
{
  GeglBuffer *marks = gegl_buffer_new (GEGL_RECTANGLE (0, 0, SIZE, SIZE), babl_format ("Y float"));
  g_autofree gfloat *values = g_new0 (gfloat, SIZE * SIZE);

  for (gint i = 0; i < SIZE * SIZE; i++)
    values[i] = i % SIZE >= MASS && drawn->distance[i] < from;
  gegl_buffer_set (marks, NULL, 0, babl_format ("Y float"), values, GEGL_AUTO_ROWSTRIDE);
  return marks;
}

/* As a brush of a few pixels more marks it, over hairs that the program need not find. */
static void
what_is_marked_goes_and_nothing_else (void)
{
  g_auto (Drawn) drawn = hairs_new ();

  for (guint k = 0; k < cases_to_try (G_N_ELEMENTS (kinds)); k++)
    {
      g_autofree gfloat *ground = ground_new (kinds[k].tone);
      g_autoptr (GeglBuffer) edit = picture_new ("R'G'B' float", ground, &drawn, kinds[k].contrast);
      g_autoptr (GeglBuffer) marks = marks_new (&drawn, 2.0f);
      g_autofree gfloat *before = pixels_of (edit);
      g_autofree gfloat *after = groomed_where_marked (edit, marks, "sensitivity=0\n");
      const gdouble left = hairs_left (after, ground, &drawn, kinds[k].contrast);
      const gdouble grain = grain_of (after, &drawn, TRUE) / grain_of (after, &drawn, FALSE);

      g_test_message ("marked, contrast %.2f: %.4f left, grain %.2f", kinds[k].contrast, left,
                      grain);
      g_assert_cmpfloat (fabs (left), <, 0.05);
      g_assert_cmpfloat_with_epsilon (grain, 1.0, 0.15);
      for (gint i = 0; i < SIZE * SIZE; i++)
        if (i % SIZE < MASS || drawn.distance[i] >= 2.0f)
          g_assert_cmpfloat_with_epsilon (after[4 * i + 1], before[4 * i + 1], 1e-5);
    }
}

/* Where other hairs lie all around, the ground between them comes, and is calm and no lighter: a
 * stroke through short thin lines, of which one pixel in seven is. */
static void
a_stroke_among_hairs_becomes_the_ground_between_them (void)
{
  const GeglRectangle extent = { 0, 0, 160, 120 }, stroke = { 30, 54, 100, 9 };
  const gfloat ground = 0.8f;
  g_autofree gfloat *pixels = g_new (gfloat, 4 * extent.width * extent.height);
  g_autoptr (GeglBuffer) edit = NULL;
  g_autoptr (GeglBuffer) marks = gegl_buffer_new (&extent, babl_format ("Y u8"));
  g_autoptr (RetextureRendering) rendering = NULL;
  g_autoptr (GeglBuffer) layer = NULL;
  g_autofree gfloat *texture = NULL;
  const gfloat neutral = retexture_neutral_value (babl_format ("R'G'B'A float"), 128.0);
  GeglColor *white = gegl_color_new ("white");
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  gdouble sum = 0.0, square = 0.0, most = 0.0;
  const gint n = stroke.width * stroke.height;

  for (gint i = 0; i < 4 * extent.width * extent.height; i++)
    pixels[i] = i % 4 < 3 ? ground : 1.0f;
  for (gint line = 0; line < 190; line++)
    {
      const gint x = g_rand_int_range (rand, 0, extent.width);
      const gint y = g_rand_int_range (rand, 0, extent.height);
      const gboolean down = g_rand_boolean (rand);

      for (gint k = 0; k < 16; k++)
        {
          const gint at_x = MIN (x + (down ? 0 : k), extent.width - 1);
          const gint at_y = MIN (y + (down ? k : 0), extent.height - 1);

          for (gint c = 0; c < 3; c++)
            pixels[4 * (at_y * extent.width + at_x) + c] = ground - 0.12f;
        }
    }
  edit = picture_from_pixels ("R'G'B' float", &extent, pixels);
  gegl_buffer_set_color (marks, &stroke, white);
  g_object_unref (white);
  rendering = rendering_new_marked (edit, marks, "");
  layer = trial_layer_new (rendering, babl_format ("R'G'B'A float"));
  texture = pixels_of (layer);
  for (gint y = stroke.y; y < stroke.y + stroke.height; y++)
    for (gint x = stroke.x; x < stroke.x + stroke.width; x++)
      {
        const gint at = 4 * (y * extent.width + x) + 1;
        const gdouble off = pixels[at] + 2.0 * (texture[at] - neutral) - ground;

        sum += off;
        square += off * off;
        most = MAX (most, off);
      }
  g_test_message ("among hairs: off by %.4f, deviation %.4f, lightest %.4f", sum / n,
                  sqrt (square / n), most);
  g_assert_cmpfloat (fabs (sum / n), <, 0.012);
  g_assert_cmpfloat (sqrt (square / n), <, 0.02);
  g_assert_cmpfloat (most, <, 1e-4);
}

/* From every marked pixel the shortest way leads out, and as far again and two pixels beyond, also
 * where a mark touches the picture's edge. Danielsson's ways are off by less than a pixel, and
 * rounded. */
static void
texture_comes_from_the_nearest_edge (void)
{
  const GeglRectangle extent = { -7, 4, 60, 50 };
  const GeglRectangle parts[] = {
    { -7, 4, 12, 3 }, { 20, 10, 9, 14 }, { 24, 18, 20, 5 }, { 48, 40, 5, 14 }, { 0, 45, 1, 1 }
  };
  g_autoptr (GeglBuffer) marks = gegl_buffer_new (&extent, babl_format ("Y u8"));
  g_autoptr (GeglBuffer) sleeves = NULL;
  GeglColor *white = gegl_color_new ("white");
  guint8 numbers[60 * 50 * RETEXTURE_SLEEVE_NUMBERS];
  gdouble share;
  gint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    gegl_buffer_set_color (marks, &parts[i], white);
  g_object_unref (white);
  sleeves = retexture_sleeves_new_marked (marks, &extent, &share);
  gegl_buffer_get (sleeves, &extent, 1.0, retexture_sleeves_format (), numbers, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);
  for (gint i = 0; i < 60 * 50; i++)
    {
      const guint8 *here = numbers + RETEXTURE_SLEEVE_NUMBERS * i;
      const gint dx = here[1] - RETEXTURE_SLEEVE_STILL, dy = here[2] - RETEXTURE_SLEEVE_STILL;
      gdouble nearest = G_MAXDOUBLE;

      if (!here[0])
        continue;
      n++;
      for (gint k = 0; k < 60 * 50; k++)
        if (!numbers[RETEXTURE_SLEEVE_NUMBERS * k])
          nearest = MIN (nearest, hypot (k % 60 - i % 60, k / 60 - i / 60));
      g_assert_cmpfloat_with_epsilon (hypot (dx, dy),
                                      MIN (2.0 * nearest + 2.0, RETEXTURE_SLEEVE_FURTHEST), 1.5);
    }
  g_assert_cmpfloat_with_epsilon (share, n / (60.0 * 50.0), 1e-9);
  g_assert_cmpint (n, >, 200);
}

/* What was found, given back as marks, makes next to the same picture. */
static void
found_hairs_can_be_marks (void)
{
  g_auto (Drawn) drawn = hairs_new ();
  g_autofree gfloat *ground = ground_new (0.7);
  g_autoptr (GeglBuffer) edit = picture_new ("R'G'B' float", ground, &drawn, -0.35f);
  g_autoptr (RetextureRendering) rendering = rendering_new (edit, "mass=selection\n");
  const RetextureGroomValues values
      = retexture_groom_values_read (retexture_rendering_get_operation (rendering));
  g_autoptr (RetextureGroomSetup) setup = retexture_groom_get_setup (
      RETEXTURE_GROOM (retexture_rendering_get_analysis (rendering)), &values);
  g_autoptr (GeglBuffer) marks
      = gegl_buffer_new (gegl_buffer_get_extent (edit), babl_format ("Y u8"));
  g_autofree gfloat *found = groomed (edit, "mass=selection\n");
  g_autofree gfloat *marked = NULL;
  gdouble square = 0.0;
  gint n = 0;

  retexture_groom_render (
      &(RetextureGroomRecipe){
          .setup = setup, .amount = 1.0f, .pixel_size = 1.0, .as_marks = TRUE },
      edit, marks, gegl_buffer_get_extent (edit));
  marked = groomed_where_marked (edit, marks, "");
  for (gint i = 0; i < SIZE * SIZE; i++)
    if (drawn.distance[i] < 2.0f)
      {
        square += pow (found[4 * i + 1] - marked[4 * i + 1], 2.0);
        n++;
      }
  g_test_message ("found and marked differ by %.4f", sqrt (square / n));
  /* Grain comes from the one side or the other. */
  g_assert_cmpfloat (sqrt (square / n), <, 2.0 * GRAIN);
}

/* Nor what reaches beyond the picture, or is all of it. */
static void
any_marks_do_no_harm (void)
{
  static const gint sizes[][2] = { { 1, 1 }, { 1, 50 }, { 300, 2 }, { 64, 70 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (gint k = 0; k < 3; k++)
      {
        const GeglRectangle where[]
            = { { 0, 0, 0, 0 }, { -40, -30, 60, 50 }, { -9, -9, 400, 400 } };
        g_autoptr (GeglBuffer) picture
            = noise_picture ("R'G'B' float", 3, -2, sizes[i][0], sizes[i][1]);
        g_autoptr (GeglBuffer) marks = gegl_buffer_new (&where[k], babl_format ("Y u8"));
        GeglColor *white = gegl_color_new ("white");
        g_autoptr (RetextureRendering) rendering = NULL;
        g_autoptr (GeglBuffer) layer = NULL;
        g_autofree gfloat *pixels = NULL;

        gegl_buffer_set_color (marks, NULL, white);
        g_object_unref (white);
        rendering = rendering_new_marked (picture, marks, "");
        layer = trial_layer_new (rendering, babl_format ("R'G'B'A float"));
        pixels = pixels_of (layer);
        for (gint j = 0; j < 4 * sizes[i][0] * sizes[i][1]; j++)
          g_assert_true (isfinite (pixels[j]));
      }
}

static void
bytes_do_not_depend_on_the_region (void)
{
  g_auto (Drawn) drawn = hairs_new ();
  g_autofree gfloat *ground = ground_new (0.7);
  g_autoptr (GeglBuffer) edit = picture_new ("R'G'B' u16", ground, &drawn, -0.35f);
  g_autoptr (RetextureRendering) rendering = rendering_new (edit, "mass=selection\n");
  g_autoptr (GeglBuffer) whole = trial_layer_new (rendering, babl_format ("R'G'B' u16"));

  assert_same_in_pieces (retexture_rendering_get_node (rendering, RETEXTURE_VIEW_TEXTURE), whole,
                         117);
}

/* Without hairs, or skin, in the way: less than half a percent of a photograph is touched. */
static void
photographs_without_flyaways_stay (void)
{
  static const gchar *const names[]
      = { "clic25-man-wet-skin-2048.png", "patdavid-nikki-unretouched-crop-1144.jpg",
          "kodak-kodim04-woman-red-hat.png", "cid22-denim-stack-512.png",
          "ambientcg-metal055a-colour-1024.jpg" };
  static const GeglRectangle whole = { 0, 0, 0, 0 };
  gint found = 0;

  for (guint i = 0; i < cases_to_try (G_N_ELEMENTS (names)); i++)
    {
      g_autoptr (GeglBuffer) photo = load_photo (names[i], &whole);
      const RetextureGroomValues values = { 1.0, 4.0, 0.0, 0.5, FALSE, FALSE };
      g_autoptr (RetextureGroom) groom = NULL;
      g_autoptr (RetextureGroomSetup) setup = NULL;

      if (!photo)
        continue;
      found++;
      groom = retexture_groom_new (photo, NULL, NULL);
      setup = retexture_groom_get_setup (groom, &values);
      g_test_message ("%s: %u hairs, %.3f %% of it", names[i], setup->hairs->hairs->len,
                      100.0 * setup->share);
      g_assert_cmpfloat (setup->share, <, 0.005);
    }
  if (found == 0)
    g_test_skip ("the photographs are not here");
}

static void
cancelled_it_gives_nothing (void)
{
  g_autoptr (GeglBuffer) picture = noise_picture ("R'G'B' u8", 0, 0, 200, 200);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_null (retexture_groom_new (picture, NULL, cancellable));
}

static void
small_pictures_do_no_harm (void)
{
  static const gint sizes[][2] = { { 1, 1 }, { 1, 50 }, { 300, 2 }, { 9, 14 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GeglBuffer) picture
          = noise_picture ("R'G'B'A u8", 3, -2, sizes[i][0], sizes[i][1]);
      g_autoptr (RetextureRendering) rendering = rendering_new (picture, "inside=TRUE\n");
      g_autoptr (GeglBuffer) layer = trial_layer_new (rendering, babl_format ("R'G'B'A float"));
      g_autofree gfloat *pixels = pixels_of (layer);

      for (gint j = 0; j < 4 * sizes[i][0] * sizes[i][1]; j++)
        g_assert_true (isfinite (pixels[j]));
    }
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);

  g_test_add_func ("/groom/hairs-go-and-the-ground-is-as-it-was",
                   hairs_go_and_the_ground_is_as_it_was);
  g_test_add_func ("/groom/the-mass-and-calm-ground-stay", the_mass_and_calm_ground_stay);
  g_test_add_func ("/groom/the-amount-says-how-much-goes", the_amount_says_how_much_goes);
  g_test_add_func ("/groom/the-mass-is-found", the_mass_is_found);
  g_test_add_func ("/groom/lines-on-the-face-stay", lines_on_the_face_stay);
  g_test_add_func ("/groom/what-is-marked-goes-and-nothing-else",
                   what_is_marked_goes_and_nothing_else);
  g_test_add_func ("/groom/a-stroke-among-hairs-becomes-the-ground-between-them",
                   a_stroke_among_hairs_becomes_the_ground_between_them);
  g_test_add_func ("/groom/texture-comes-from-the-nearest-edge",
                   texture_comes_from_the_nearest_edge);
  g_test_add_func ("/groom/found-hairs-can-be-marks", found_hairs_can_be_marks);
  g_test_add_func ("/groom/any-marks-do-no-harm", any_marks_do_no_harm);
  g_test_add_func ("/groom/bytes-do-not-depend-on-the-region", bytes_do_not_depend_on_the_region);
  g_test_add_func ("/groom/photographs-without-flyaways-stay", photographs_without_flyaways_stay);
  g_test_add_func ("/groom/cancelled-it-gives-nothing", cancelled_it_gives_nothing);
  g_test_add_func ("/groom/small-pictures-do-no-harm", small_pictures_do_no_harm);

  return g_test_run ();
}
