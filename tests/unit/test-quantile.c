/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "quantile.h"
#include "ranks.h"

#define MOST 300

static gint
compare (gconstpointer a, gconstpointer b)
{
  const gdouble one = *(const gdouble *) a, other = *(const gdouble *) b;

  return one < other ? -1 : one > other;
}

/* Few different numbers, so that many are equal, or many. */
static void
it_is_what_sorting_finds (void)
{
  static const gdouble shares[] = { 0.0, 0.1, 0.5, 0.9, 0.995, 1.0 };
  gdouble numbers[MOST], sorted[MOST];

  for (guint n = 1; n <= MOST; n += 1 + n / 8)
    for (gint kinds = 1; kinds <= 1000; kinds *= 10)
      for (guint s = 0; s < G_N_ELEMENTS (shares); s++)
        {
          for (guint i = 0; i < n; i++)
            numbers[i] = sorted[i] = g_test_rand_int_range (0, kinds) - kinds / 2;
          qsort (sorted, n, sizeof (gdouble), compare);
          g_assert_cmpfloat (retexture_quantile (numbers, n, shares[s]), ==,
                             sorted[(guint) (shares[s] * (n - 1))]);
          qsort (numbers, n, sizeof (gdouble), compare);
          for (guint i = 0; i < n; i++)
            g_assert_cmpfloat (numbers[i], ==, sorted[i]);
        }
}

static void
of_nothing_it_is_nothing (void)
{
  g_assert_cmpfloat (retexture_quantile (NULL, 0, 0.5), ==, 0.0);
}

/* Few different numbers or many, of all sizes and both signs; equal ones stay in their order. */
static void
ranks_are_in_the_order_of_the_numbers (void)
{
  gfloat numbers[MOST];
  guint32 order[MOST];

  for (guint n = 0; n <= MOST; n += 1 + n / 8)
    for (gint kinds = 2; kinds <= 2000; kinds *= 10)
      {
        gboolean seen[MOST] = { FALSE };

        for (guint i = 0; i < n; i++)
          {
            const gint kind = g_test_rand_int_range (0, kinds) - kinds / 2;

            numbers[i] = (kind < 0 ? -1 : 1) * (gfloat) exp (0.05 * ABS (kind) - 20.0);
          }
        retexture_ranks_find (numbers, n, order);
        for (guint i = 0; i < n; i++)
          {
            g_assert_false (seen[order[i]]);
            seen[order[i]] = TRUE;
            if (i > 0)
              g_assert_true (
                  numbers[order[i - 1]] < numbers[order[i]]
                  || (numbers[order[i - 1]] == numbers[order[i]] && order[i - 1] < order[i]));
          }
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quantile/it-is-what-sorting-finds", it_is_what_sorting_finds);
  g_test_add_func ("/quantile/of-nothing-it-is-nothing", of_nothing_it_is_nothing);
  g_test_add_func ("/quantile/ranks-are-in-the-order-of-the-numbers",
                   ranks_are_in_the_order_of_the_numbers);
  return g_test_run ();
}
