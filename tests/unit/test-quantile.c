/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "quantile.h"

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quantile/it-is-what-sorting-finds", it_is_what_sorting_finds);
  g_test_add_func ("/quantile/of-nothing-it-is-nothing", of_nothing_it_is_nothing);
  return g_test_run ();
}
