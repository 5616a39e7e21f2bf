/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The grain of an edit's healthy places, and how much of it there is around others.
 */
#include "gaussian.h"
#include "healthy-grain.h"
#include "inspect-noise.h"
#include "pictures.h"
#include "textures.h"

#define WIDTH 640
#define HEIGHT 480
#define STRENGTH 0.03
#define FAINT 0.006

/* What is smoothed in the tests. */
static const GeglRectangle left_hole = { 128, 192, 96, 96 }, right_hole = { 544, 192, 64, 96 };

static gboolean
is_in (const GeglRectangle *area, gint i)
{
  const gint x = i % WIDTH, y = i / WIDTH;

  return x >= area->x && y >= area->y && x < area->x + area->width && y < area->y + area->height;
}

/* A slope of tones with noise, which is fainter in an area, and gone in the holes. */
static GeglBuffer *
picture_with_holes (const GeglRectangle *faint)
{
  const GeglRectangle extent = { 0, 0, WIDTH, HEIGHT };
  g_autofree gfloat *rgba = g_new (gfloat, 4 * WIDTH * HEIGHT);

  for (gint i = 0; i < WIDTH * HEIGHT; i++)
    for (gint c = 0; c < 4; c++)
      {
        const gdouble strength = is_in (faint, i) ? FAINT : STRENGTH;
        const gboolean smooth = is_in (&left_hole, i) || is_in (&right_hole, i);
        /* Uniform noise of unit deviation. */
        const gdouble noise = sqrt (12.0) * (noise_at (i % WIDTH, i / WIDTH, c) - 0.5) * !smooth;

        rgba[4 * i + c] = c == 3 ? 1.0 : 0.4 + 0.2 * (i / WIDTH) / HEIGHT + strength * noise;
      }
  return picture_from_pixels ("R'G'B' float", &extent, rgba);
}

/* 1 in the blocks of a column and those right of it, and in the holes. */
static RetextureLattice *
plastic_from (const RetextureSurvey *survey, gint column)
{
  RetextureLattice *plastic = retexture_lattice_new (survey->columns, survey->rows);

  for (gint i = 0; i < survey->columns * survey->rows; i++)
    {
      const GeglRectangle block = retexture_survey_block_area (survey, i);

      plastic->values[i] = i % survey->columns >= column
                           || gegl_rectangle_intersect (NULL, &block, &left_hole)
                           || gegl_rectangle_intersect (NULL, &block, &right_hole);
    }
  return plastic;
}

static void
what_is_plastic_or_selected_does_not_count (void)
{
  g_autoptr (GeglBuffer) picture
      = picture_with_holes (GEGL_RECTANGLE (WIDTH / 4, 0, WIDTH, HEIGHT));
  g_autoptr (RetextureSurvey) survey = retexture_survey_new (picture, NULL);
  g_autoptr (RetextureLattice) nothing = plastic_from (survey, survey->columns);
  g_autoptr (RetextureLattice) plastic = plastic_from (survey, survey->columns / 4);
  g_autoptr (RetextureLattice) all = plastic_from (survey, 0);
  g_autoptr (RetextureGrain) mostly_faint
      = retexture_healthy_grain_measure (picture, survey, nothing, NULL, NULL);
  g_autoptr (RetextureGrain) healthy
      = retexture_healthy_grain_measure (picture, survey, plastic, NULL, NULL);
  g_autoptr (RetextureGrain) unselected
      = retexture_healthy_grain_measure (picture, survey, nothing, plastic->values, NULL);

  g_assert_cmpfloat_with_epsilon (retexture_grain_get_level (mostly_faint, 1, 0.5), FAINT,
                                  0.2 * FAINT);
  g_assert_cmpfloat_with_epsilon (retexture_grain_get_level (healthy, 1, 0.5), STRENGTH,
                                  0.1 * STRENGTH);
  g_assert_cmpfloat (retexture_grain_get_level (unselected, 1, 0.5), ==,
                     retexture_grain_get_level (healthy, 1, 0.5));
  g_assert_null (retexture_healthy_grain_measure (picture, survey, all, NULL, NULL));
}

static gdouble
around_middle_of (const RetextureLattice *around, const GeglRectangle *hole)
{
  return around->values[(hole->y + hole->height / 2) / RETEXTURE_BLOCK * around->columns
                        + (hole->x + hole->width / 2) / RETEXTURE_BLOCK];
}

static void
a_place_has_what_is_around_it (void)
{
  g_autoptr (GeglBuffer) picture = picture_with_holes (GEGL_RECTANGLE (496, 144, 144, 192));
  g_autoptr (RetextureSurvey) survey = retexture_survey_new (picture, NULL);
  g_autoptr (RetextureLattice) holes = plastic_from (survey, survey->columns);
  g_autoptr (RetextureLattice) all = plastic_from (survey, 0);
  g_autoptr (RetextureGrain) grain
      = retexture_healthy_grain_measure (picture, survey, holes, NULL, NULL);
  g_autoptr (RetextureLattice) around
      = retexture_healthy_grain_find_around (grain, picture, survey, holes, NULL);
  g_autoptr (RetextureLattice) unknown
      = retexture_healthy_grain_find_around (grain, picture, survey, all, NULL);
  const gdouble whole = around_middle_of (around, &left_hole);
  const gdouble faint = around_middle_of (around, &right_hole);

  g_test_message ("measured: %.2f and %.2f around", whole, faint);
  g_assert_cmpfloat_with_epsilon (whole, 1.0, 0.15);
  g_assert_cmpfloat_with_epsilon (faint, FAINT / STRENGTH, 0.1);
  g_assert_cmpfloat (around_middle_of (unknown, &left_hole), ==, 1.0);
}

/* What is calm is grain, and what has more is texture, however much of it there is. */
static void
the_calmest_tenth_of_what_is_untouched_is_grain (void)
{
  g_autoptr (GeglBuffer) picture = picture_with_holes (GEGL_RECTANGLE (0, 0, WIDTH / 6, HEIGHT));
  g_autoptr (RetextureGrain) grain = retexture_grain_measure (picture, NULL, TRUE, NULL, NULL);

  g_assert_cmpfloat_with_epsilon (retexture_grain_get_level (grain, 1, 0.5), FAINT, 0.2 * FAINT);
}

/* As Noise & Blend measures it, with an area selected; NULL: nothing. */
static gdouble
level_to_match (GeglBuffer *edit, const GeglRectangle *selected)
{
  static const RetextureBlending blending = { .composition = RETEXTURE_COMPOSITION_SOFT_LIGHT };
  g_autoptr (GeglBuffer) selection
      = gegl_buffer_new (gegl_buffer_get_extent (edit), babl_format ("Y float"));
  g_autoptr (RetextureRendering) rendering = retexture_rendering_new (
      "retexture:noise", &blending, edit, NULL, selected ? selection : NULL, 1.0);
  g_autoptr (GObject) grain = NULL;
  GeglColor *white = gegl_color_new ("white");

  if (selected)
    gegl_buffer_set_color (selection, selected, white);
  g_object_unref (white);
  grain = retexture_analyse_noise (rendering, NULL, NULL);
  return retexture_grain_get_level (RETEXTURE_GRAIN (grain), 1, 0.5);
}

/* Some is smoothed, whether that is selected or not, and more is rough. */
static void
neither_plastic_nor_texture_is_grain_to_match (void)
{
  const GeglRectangle smooth = { 480, 0, WIDTH - 480, HEIGHT };
  g_autoptr (GeglBuffer) picture = picture_with_holes (GEGL_RECTANGLE (0, 0, WIDTH / 4, HEIGHT));
  g_autoptr (GeglBuffer) edit = gegl_buffer_dup (picture);

  retexture_gaussian_blur (picture, edit, &smooth, 1.5);
  g_assert_cmpfloat_with_epsilon (level_to_match (edit, NULL), FAINT, 0.2 * FAINT);
  g_assert_cmpfloat_with_epsilon (level_to_match (edit, &smooth), FAINT, 0.2 * FAINT);
}

/* Though it does not seem plastic. */
static void
what_is_selected_is_no_grain_to_match (void)
{
  const GeglRectangle calm = { 0, 0, WIDTH / 6, HEIGHT };
  g_autoptr (GeglBuffer) edit = picture_with_holes (&calm);

  g_assert_cmpfloat_with_epsilon (level_to_match (edit, NULL), FAINT, 0.2 * FAINT);
  g_assert_cmpfloat_with_epsilon (level_to_match (edit, &calm), STRENGTH, 0.1 * STRENGTH);
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
  g_test_add_func ("/healthy-grain/what-does-not-count",
                   what_is_plastic_or_selected_does_not_count);
  g_test_add_func ("/healthy-grain/around", a_place_has_what_is_around_it);
  g_test_add_func ("/healthy-grain/calmest", the_calmest_tenth_of_what_is_untouched_is_grain);
  g_test_add_func ("/healthy-grain/selected", what_is_selected_is_no_grain_to_match);
  g_test_add_func ("/healthy-grain/to-match", neither_plastic_nor_texture_is_grain_to_match);
  return g_test_run ();
}
