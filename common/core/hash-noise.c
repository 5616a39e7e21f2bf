/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The hash is Chris Wellons' "lowbias32" (https://nullprogram.com/blog/2018/07/31/, in the public
 * domain), a mixer of 32 bits whose every input bit changes every output bit with a probability
 * within 0.17 % of a half. A row has two keys of its own, so that no row is another one moved.
 */
#include "hash-noise.h"

#include <math.h>

#include "quantile.h"
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
        made[i] = retexture_normal_quantile ((gdouble) i / TABLE_SIZE);
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
    return retexture_normal_quantile (as_probability (hash));
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
