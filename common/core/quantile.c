/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "quantile.h"

#include <math.h>

/* Hoare's selection (Algorithm 65: FIND, CACM 4, 1961): what comes before `place` is not greater,
 * what comes after it is not less, than what is then there. */
static gdouble
select_place (gdouble *numbers, guint n, guint place)
{
  gint64 left = 0, right = (gint64) n - 1;

  while (left < right)
    {
      const gdouble pivot = numbers[place];
      gint64 i = left, j = right;

      while (i <= j)
        {
          while (numbers[i] < pivot)
            i++;
          while (pivot < numbers[j])
            j--;
          if (i <= j)
            {
              const gdouble moved = numbers[i];

              numbers[i++] = numbers[j];
              numbers[j--] = moved;
            }
        }
      if (j < place)
        left = i;
      if (place < i)
        right = j;
    }
  return numbers[place];
}

gdouble
retexture_quantile (gdouble *numbers, guint n, gdouble share)
{
  return n == 0 ? 0.0 : select_place (numbers, n, (guint) (share * (n - 1)));
}

/* P. J. Acklam's rational approximation, relative error below 1.15e-9. */
gdouble
retexture_normal_quantile (gdouble p)
{
  static const gdouble a[]
      = { -3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
          1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00 };
  static const gdouble b[]
      = { -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
          6.680131188771972e+01, -1.328068155288572e+01 };
  static const gdouble c[]
      = { -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
          -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00 };
  static const gdouble d[] = { 7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
                               3.754408661907416e+00 };
  const gdouble low = 0.02425;

  if (p < low || p > 1.0 - low)
    {
      const gdouble q = sqrt (-2.0 * log (p < low ? p : 1.0 - p));
      const gdouble tail = (((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5])
                           / ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1.0);

      return p < low ? tail : -tail;
    }
  else
    {
      const gdouble q = p - 0.5, r = q * q;

      return (((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q
             / (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1.0);
    }
}
