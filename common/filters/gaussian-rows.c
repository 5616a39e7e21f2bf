/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "gaussian-rows.h"

#include <gegl.h>

#include "vector.h"

static inline gfloat
finite (gfloat value)
{
  return value - value == 0.0f ? value : (value > 0.0f ? 1.0f : 0.0f);
}

RETEXTURE_VECTOR static void
make_finite (gfloat *values, gint n)
{
  for (gint i = 0; i < n; i++)
    values[i] = finite (values[i]);
}

RETEXTURE_VECTOR static void
make_finite_and_premultiply (gfloat *values, gint n)
{
  for (gint i = 0; i < n; i += 4)
    {
      const gfloat alpha = CLAMP (finite (values[i + 3]), 0.0f, 1.0f);

      for (gint c = 0; c < 3; c++)
        values[i + c] = finite (values[i + c]) * alpha;
      values[i + 3] = alpha;
    }
}

void
retexture_rows_prepare (gfloat *values, gint n_pixels, gint channels)
{
  if (channels == 4)
    make_finite_and_premultiply (values, n_pixels * 4);
  else
    make_finite (values, n_pixels * channels);
}

RETEXTURE_VECTOR void
retexture_rows_unpremultiply (gfloat *values, gint n_pixels)
{
  for (gint i = 0; i < n_pixels * 4; i += 4)
    {
      const gfloat factor = values[i + 3] > 1e-6f ? 1.0f / values[i + 3] : 0.0f;

      for (gint c = 0; c < 3; c++)
        values[i + c] *= factor;
    }
}

/* Four rows at a time, so that the sum is read and written less often. A last group that is not
 * full is filled up with its first row at weight 0. */
RETEXTURE_VECTOR void
retexture_rows_sum (gfloat *restrict sum,
                    gboolean add,
                    const gfloat *const *rows,
                    const gfloat *weights,
                    gint n,
                    gint length)
{
  for (gint k = 0; k < n; k += 4)
    {
      const gint left = n - k;
      const gfloat *restrict a = rows[k];
      const gfloat *restrict b = rows[left > 1 ? k + 1 : k];
      const gfloat *restrict c = rows[left > 2 ? k + 2 : k];
      const gfloat *restrict d = rows[left > 3 ? k + 3 : k];
      const gfloat wa = weights[k];
      const gfloat wb = left > 1 ? weights[k + 1] : 0.0f;
      const gfloat wc = left > 2 ? weights[k + 2] : 0.0f;
      const gfloat wd = left > 3 ? weights[k + 3] : 0.0f;

      if (add || k > 0)
        for (gint i = 0; i < length; i++)
          sum[i] += wa * a[i] + wb * b[i] + wc * c[i] + wd * d[i];
      else
        for (gint i = 0; i < length; i++)
          sum[i] = wa * a[i] + wb * b[i] + wc * c[i] + wd * d[i];
    }
}

static inline void
copy_pixels (gfloat *restrict to,
             gint to_stride,
             const gfloat *restrict from,
             gint from_stride,
             gint n,
             gint channels)
{
  for (gint i = 0; i < n; i++)
    for (gint c = 0; c < channels; c++)
      to[i * to_stride + c] = from[i * from_stride + c];
}

/* Every `step`-th pixel, out of a row or back into one. A call for each number of channels, because
 * the compiler makes a good loop only of a number it knows. */
static void
copy_every (gfloat *to, gint to_step, const gfloat *from, gint from_step, gint n, gint channels)
{
  if (channels == 3)
    copy_pixels (to, to_step * 3, from, from_step * 3, n, 3);
  else if (channels == 4)
    copy_pixels (to, to_step * 4, from, from_step * 4, n, 4);
  else
    copy_pixels (to, to_step * channels, from, from_step * channels, n, channels);
}

/* The row is dealt out by phase first, so that all sums run over neighbours in memory. */
void
retexture_rows_reduce (
    const RetextureGaussianKernel *kernel, const gfloat *row, gfloat *points, gint n, gint channels)
{
  const gint step = kernel->step;
  const gint taps = 2 * kernel->reduce_reach + 1;
  const gint columns = (n - 1) * step + taps;
  const gint dealt = (n + taps / step) * channels;
  gfloat *phases = gegl_scratch_new (gfloat, (gsize) dealt * step);
  const gfloat **rows = g_newa (const gfloat *, taps);

  for (gint phase = 0; phase < MIN (step, columns); phase++)
    copy_every (phases + (gsize) phase * dealt, 1, row + phase * channels, step,
                (columns - phase - 1) / step + 1, channels);
  for (gint k = 0; k < taps; k++)
    rows[k] = phases + (gsize) (k % step) * dealt + k / step * channels;

  retexture_rows_sum (points, FALSE, rows, kernel->reduce, taps, n * channels);

  gegl_scratch_free (phases);
}

/* Each phase is made as a row of its own and then dealt into its places. */
void
retexture_rows_enlarge (const RetextureGaussianKernel *kernel,
                        const gfloat *points,
                        gint origin,
                        gint x,
                        gfloat *row,
                        gint n,
                        gint channels)
{
  const gint step = kernel->step;
  const gint taps = kernel->enlarge_taps;
  gfloat *sums = gegl_scratch_new (gfloat, (gsize) (n / step + 1) * channels);
  const gfloat **rows = g_newa (const gfloat *, taps);

  for (gint i = 0; i < MIN (step, n); i++)
    {
      const gint column = retexture_floor_div (x + i, step);
      const gint phase = x + i - column * step;
      const gint count = (n - i - 1) / step + 1;

      for (gint k = 0; k < taps; k++)
        rows[k] = points + (column + kernel->first[phase] + k - origin) * channels;
      retexture_rows_sum (sums, FALSE, rows, kernel->enlarge + phase * taps, taps,
                          count * channels);
      copy_every (row + i * channels, step, sums, 1, count, channels);
    }

  gegl_scratch_free (sums);
}
