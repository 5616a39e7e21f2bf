/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Areas that hang together: what is beside each other and of one kind has one number, and nothing
 * else has.
 */
#include "areas.h"

#define COLUMNS 23
#define ROWS 17
#define CELLS (COLUMNS * ROWS)

/* 0: it belongs to none; areas are of one kind. */
static gboolean
belongs (gint cell, gconstpointer kinds)
{
  return ((const gint *) kinds)[cell] > 0;
}

static gboolean
are_of_a_kind (gint one, gint other, gconstpointer kinds)
{
  return ((const gint *) kinds)[one] == ((const gint *) kinds)[other];
}

/* By what is beside each cell, until nothing changes: the least cell of its area, or -1. */
static void
find_least (const gint *kinds, gboolean by_kind, gint *least)
{
  gboolean more = TRUE;

  for (gint i = 0; i < CELLS; i++)
    least[i] = kinds[i] > 0 ? i : -1;
  while (more)
    {
      more = FALSE;
      for (gint i = 0; i < CELLS; i++)
        for (gint k = 0; k < 2; k++)
          {
            const gint to = k == 0 ? i + 1 : i + COLUMNS;

            if ((k == 0 && i % COLUMNS == COLUMNS - 1) || to >= CELLS || least[i] == least[to]
                || kinds[i] == 0 || kinds[to] == 0 || (by_kind && kinds[i] != kinds[to]))
              continue;
            least[i] = least[to] = MIN (least[i], least[to]);
            more = TRUE;
          }
    }
}

static gint
count (const gint *numbers, gint number)
{
  gint n = 0;

  for (gint i = 0; i < CELLS; i++)
    n += numbers[i] == number;
  return n;
}

static void
areas_are_what_hangs_together (void)
{
  for (gint round = 0; round < 200; round++)
    {
      const gboolean by_kind = round % 2;
      gint kinds[CELLS], areas[CELLS] = { 0 }, least[CELLS];
      const RetextureCells cells
          = { COLUMNS, ROWS, belongs, by_kind ? are_of_a_kind : NULL, kinds };
      gint size, largest, most = 0;

      for (gint i = 0; i < CELLS; i++)
        kinds[i] = g_test_rand_int_range (0, 2 + round % 3);
      find_least (kinds, by_kind, least);
      largest = retexture_areas_find_largest (&cells, areas, &size);
      for (gint i = 0; i < CELLS; i++)
        {
          g_assert_cmpint (areas[i] > 0, ==, kinds[i] > 0);
          if (kinds[i] > 0)
            {
              /* One number for each least cell, and the other way round. */
              g_assert_cmpint (areas[i], ==, areas[least[i]]);
              g_assert_cmpint (count (areas, areas[i]), ==, count (least, least[i]));
              most = MAX (most, count (least, least[i]));
            }
        }
      g_assert_cmpint (size, ==, most);
      g_assert_cmpint (count (areas, largest), ==, size);
    }
}

static void
of_nothing_there_is_none (void)
{
  const gint kinds[CELLS] = { 0 };
  const RetextureCells cells = { COLUMNS, ROWS, belongs, NULL, kinds };
  gint areas[CELLS] = { 0 }, size;

  g_assert_cmpint (retexture_areas_find_largest (&cells, areas, &size), ==, 0);
  g_assert_cmpint (size, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/areas/areas-are-what-hangs-together", areas_are_what_hangs_together);
  g_test_add_func ("/areas/of-nothing-there-is-none", of_nothing_there_is_none);

  return g_test_run ();
}
