/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "plane-blur.h"

#include <gegl.h>
#include <math.h>

#include "gaussian-rows.h"

typedef struct
{
  const RetexturePlane *from;
  RetexturePlane *to;
  gint reach;
  gfloat *weights; /* 2 * reach + 1 */
} Blur;

/* Beyond the plane there is nothing. */
static void
blur_rows (gsize offset, gsize size, gpointer user_data)
{
  const Blur *job = user_data;
  const gint width = job->from->width, height = job->from->height, reach = job->reach;
  const gfloat **rows = g_newa (const gfloat *, 2 * reach + 1);
  gfloat *row = gegl_scratch_new (gfloat, (gsize) width + 2 * reach);

  for (gint x = 0; x < reach; x++)
    row[x] = row[reach + width + x] = 0.0f;
  for (gint y = (gint) offset; y < (gint) (offset + size); y++)
    {
      const gint top = MAX (y - reach, 0), bottom = MIN (y + reach + 1, height);

      for (gint k = top; k < bottom; k++)
        rows[k - top] = job->from->values + (gsize) k * width;
      retexture_rows_sum (row + reach, FALSE, rows, job->weights + (top - (y - reach)),
                          bottom - top, width);
      for (gint k = 0; k <= 2 * reach; k++)
        rows[k] = row + k;
      retexture_rows_sum (job->to->values + (gsize) y * width, FALSE, rows, job->weights,
                          2 * reach + 1, width);
    }
  gegl_scratch_free (row);
}

RetexturePlane
retexture_plane_blurred (const RetexturePlane *plane, gdouble radius)
{
  RetexturePlane result = retexture_plane_new (plane->width, plane->height);
  const gint reach = (gint) ceil (3.0 * radius);
  g_autofree gfloat *weights = g_new (gfloat, 2 * reach + 1);
  Blur job = { plane, &result, reach, weights };
  gdouble sum = 0.0;

  for (gint i = -reach; i <= reach; i++)
    sum += exp (-0.5 * i * i / (radius * radius));
  for (gint i = -reach; i <= reach; i++)
    weights[i + reach] = exp (-0.5 * i * i / (radius * radius)) / sum;
  gegl_parallel_distribute_range (plane->height, 8.0, blur_rows, &job);
  return result;
}
