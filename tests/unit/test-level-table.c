/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a level means: the table's numbers.
 */
#include "level-table.h"

#include <math.h>

#define FACE 2400.0

static void
raw_is_the_photograph_itself (void)
{
  for (gdouble size = 0.2 / FACE; size < 1.0; size *= 1.3)
    for (gint colour = 0; colour < 2; colour++)
      g_assert_cmpfloat (retexture_level_gain (5.0, size, colour), ==, 1.0);
  g_assert_cmpfloat (retexture_level_marks (5.0), ==, 1.0);
  g_assert_cmpfloat (retexture_level_marks (1.0), ==, 0.0);
}

static void
texture_rises_with_the_level (void)
{
  for (gdouble size = 0.2 / FACE; size < 1.0 / 60.0; size *= 1.2)
    for (gdouble level = 1.0; level < 4.99; level += 0.01)
      {
        g_assert_cmpfloat (retexture_level_gain (level + 0.01, size, FALSE), >,
                           retexture_level_gain (level, size, FALSE));
        g_assert_cmpfloat (retexture_level_gain (level + 0.01, size, TRUE), >,
                           retexture_level_gain (level, size, TRUE));
      }
  for (gdouble level = 1.0; level < 4.99; level += 0.01)
    g_assert_cmpfloat (retexture_level_marks (level + 0.01), >, retexture_level_marks (level));
}

static void
whole_levels_are_the_tables (void)
{
  const gdouble pores = retexture_level_band_size (RETEXTURE_LEVEL_PORES);
  const gdouble blotches = retexture_level_band_size (RETEXTURE_LEVEL_BLOTCHES);

  g_assert_cmpfloat_with_epsilon (retexture_level_gain (1.0, pores, FALSE), 0.10, 1e-12);
  g_assert_cmpfloat_with_epsilon (retexture_level_gain (3.0, pores, FALSE), 0.85, 1e-12);
  g_assert_cmpfloat_with_epsilon (retexture_level_texture (2.0, blotches), 0.30, 1e-12);
  g_assert_cmpfloat_with_epsilon (retexture_level_marks (3.0), 0.5, 1e-12);
}

/* The modelling of a face is light and shade, and stays at every level; its colour may be evened
 * further. */
static void
form_stays (void)
{
  for (gdouble level = 1.0; level <= 5.0; level += 0.25)
    {
      g_assert_cmpfloat (retexture_level_gain (level, 1.0 / 50.0, FALSE), ==, 1.0);
      g_assert_cmpfloat (retexture_level_gain (level, 1.0 / 35.0, TRUE), ==, 1.0);
      if (level < 4.9)
        g_assert_cmpfloat (retexture_level_gain (level, 1.0 / 40.0, TRUE), <, 1.0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/level-table/raw-is-the-photograph-itself", raw_is_the_photograph_itself);
  g_test_add_func ("/level-table/texture-rises-with-the-level", texture_rises_with_the_level);
  g_test_add_func ("/level-table/whole-levels-are-the-tables", whole_levels_are_the_tables);
  g_test_add_func ("/level-table/form-stays", form_stays);

  return g_test_run ();
}
