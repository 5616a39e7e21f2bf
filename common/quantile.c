/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "quantile.h"

#include <stdlib.h>

static gint
compare (gconstpointer a, gconstpointer b)
{
  const gdouble one = *(const gdouble *) a, other = *(const gdouble *) b;

  return one < other ? -1 : one > other;
}

gdouble
retexture_quantile (gdouble *numbers, guint n, gdouble share)
{
  if (n == 0)
    return 0.0;
  qsort (numbers, n, sizeof (gdouble), compare);
  return numbers[(guint) (share * (n - 1))];
}
