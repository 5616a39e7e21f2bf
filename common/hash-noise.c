/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The hash is Chris Wellons' "lowbias32" (https://nullprogram.com/blog/2018/07/31/, in the public
 * domain), a mixer of 32 bits whose every input bit changes every output bit with a probability
 * within 0.17 % of a half. A row has two keys of its own, so that no row is another one moved.
 */
#include "hash-noise.h"

#include <math.h>

#include "vector.h"

/* Steps of the table of the normal distribution's quantiles; its outermost ones are computed. */
#define TABLE_BITS 12
#define TABLE_SIZE (1 << TABLE_BITS)

static inline guint32
mix (guint32 n)
{
  n = (n ^ (n >> 16)) * 0x7feb352dU;
  n = (n ^ (n >> 15)) * 0x846ca68bU;
  return n ^ (n >> 16);
}

RETEXTURE_VECTOR static void
hash_row (guint32 first_key, guint32 second_key, gint x, gint n, guint32 *hashes)
{
  for (gint i = 0; i < n; i++)
    hashes[i] = mix (mix ((guint32) (x + i) ^ first_key) + second_key);
}

/* Quantile of the normal distribution: P. J. Acklam's rational approximation, relative error below
 * 1.15e-9; `p` between 0 and 1, ends excluded. */
static gdouble
normal_quantile (gdouble p)
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

/* The middle of a hash's interval: never 0 or 1. */
static gdouble
as_probability (guint32 hash)
{
  return (hash + 0.5) / 4294967296.0;
}

static const gfloat *
quantile_table (void)
{
  static gfloat *table = NULL;

  if (g_once_init_enter (&table))
    {
      gfloat *made = g_new (gfloat, TABLE_SIZE + 1);

      for (gint i = 1; i < TABLE_SIZE; i++)
        made[i] = normal_quantile ((gdouble) i / TABLE_SIZE);
      g_once_init_leave (&table, made);
    }
  return table;
}

static gfloat
as_gaussian (const gfloat *table, guint32 hash)
{
  const guint32 step = hash >> (32 - TABLE_BITS);
  const gfloat rest = (hash << TABLE_BITS) * (1.0f / 4294967296.0f);

  /* Between the outer steps the quantile is too curved for a straight line. */
  if (step < 32 || step >= TABLE_SIZE - 32)
    return normal_quantile (as_probability (hash));
  return table[step] + rest * (table[step + 1] - table[step]);
}

void
retexture_hash_noise_row (
    RetextureNoiseKind kind, guint32 seed, guint32 plane, gint x, gint y, gint n, gfloat *values)
{
  const guint32 first_key = mix ((guint32) y + mix (plane + mix (seed)));
  const guint32 second_key = mix (first_key ^ 0x9e3779b9U) + (guint32) y;
  guint32 *hashes = g_newa (guint32, 256);

  for (gint i = 0; i < n; i += 256)
    {
      const gint m = MIN (256, n - i);

      hash_row (first_key, second_key, x + i, m, hashes);
      if (kind == RETEXTURE_NOISE_GAUSSIAN)
        {
          const gfloat *table = quantile_table ();

          for (gint k = 0; k < m; k++)
            values[i + k] = as_gaussian (table, hashes[k]);
        }
      else
        for (gint k = 0; k < m; k++)
          values[i + k] = (gint32) hashes[k] * (1.0f / 2147483648.0f);
    }
}
