/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "pyramid.h"

#include <math.h>
#include <string.h>

#include "gaussian-rows.h"
#include "vector.h"

RetextureLevel
retexture_pyramid_level_new (const GeglRectangle *area)
{
  return (RetextureLevel){ *area, gegl_scratch_new (gfloat, (gsize) area->width * area->height) };
}

GeglRectangle
retexture_pyramid_finer (const GeglRectangle *area)
{
  return *GEGL_RECTANGLE (2 * area->x - 2, 2 * area->y - 2, 2 * area->width + 3,
                          2 * area->height + 3);
}

GeglRectangle
retexture_pyramid_coarser (const GeglRectangle *area)
{
  const gint x = retexture_floor_div (area->x, 2) - 1, y = retexture_floor_div (area->y, 2) - 1;

  return *GEGL_RECTANGLE (x, y, retexture_floor_div (area->x + area->width - 1, 2) + 2 - x,
                          retexture_floor_div (area->y + area->height - 1, 2) + 2 - y);
}

/* The filter has a variance of 1, and each level samples twice as far apart as the one before. */
gdouble
retexture_pyramid_radius (gint k)
{
  return sqrt ((ldexp (1.0, 2 * k) - 1.0) / 3.0);
}

static inline gfloat *
row_of (const RetextureLevel *level, gint x, gint y)
{
  return level->values + (gsize) (y - level->area.y) * level->area.width + (x - level->area.x);
}

/* ---- reducing: down, and then along ---- */

RETEXTURE_VECTOR static void
reduce_down (const gfloat *const rows[5], gfloat *restrict sum, gint n)
{
  const gfloat *restrict a = rows[0], *restrict b = rows[1], *restrict c = rows[2],
                         *restrict d = rows[3], *restrict e = rows[4];

  for (gint i = 0; i < n; i++)
    sum[i] = (a[i] + e[i]) * (1.0f / 16) + (b[i] + d[i]) * (1.0f / 4) + c[i] * (3.0f / 8);
}

RETEXTURE_VECTOR static void
reduce_along (const gfloat *restrict row, gfloat *restrict out, gint n)
{
  for (gint i = 0; i < n; i++)
    out[i] = (row[2 * i] + row[2 * i + 4]) * (1.0f / 16)
             + (row[2 * i + 1] + row[2 * i + 3]) * (1.0f / 4) + row[2 * i + 2] * (3.0f / 8);
}

void
retexture_pyramid_reduce (const RetextureLevel *fine, const RetextureLevel *coarse)
{
  const GeglRectangle needed = retexture_pyramid_finer (&coarse->area);
  gfloat *sum = gegl_scratch_new (gfloat, needed.width);

  for (gint j = 0; j < coarse->area.height; j++)
    {
      const gfloat *rows[5];

      for (gint k = 0; k < 5; k++)
        rows[k] = row_of (fine, needed.x, needed.y + 2 * j + k);
      reduce_down (rows, sum, needed.width);
      reduce_along (sum, coarse->values + (gsize) j * coarse->area.width, coarse->area.width);
    }
  gegl_scratch_free (sum);
}

/* ---- expanding: along, and then down ---- */

/* The even and the odd samples between coarse[0] and coarse[n + 1]: 2 n of them, from 2 on. */
RETEXTURE_VECTOR static void
expand_along (const gfloat *restrict coarse, gfloat *restrict fine, gint n)
{
  for (gint i = 0; i < n; i++)
    {
      fine[2 * i] = (coarse[i] + coarse[i + 2]) * (1.0f / 8) + coarse[i + 1] * (3.0f / 4);
      fine[2 * i + 1] = (coarse[i + 1] + coarse[i + 2]) * (1.0f / 2);
    }
}

RETEXTURE_VECTOR static void
add_even (gfloat *restrict fine,
          const gfloat *restrict a,
          const gfloat *restrict b,
          const gfloat *restrict c,
          gfloat factor,
          gint n)
{
  for (gint i = 0; i < n; i++)
    fine[i] += factor * ((a[i] + c[i]) * (1.0f / 8) + b[i] * (3.0f / 4));
}

RETEXTURE_VECTOR static void
add_odd (gfloat *restrict fine,
         const gfloat *restrict b,
         const gfloat *restrict c,
         gfloat factor,
         gint n)
{
  for (gint i = 0; i < n; i++)
    fine[i] += factor * ((b[i] + c[i]) * (1.0f / 2));
}

static void
add_expanded (const RetextureLevel *fine, const RetextureLevel *coarse, gfloat factor)
{
  const GeglRectangle needed = retexture_pyramid_coarser (&fine->area);
  const gint n = needed.width - 2, stride = 2 * n, offset = fine->area.x - 2 * (needed.x + 1);
  gfloat *rows = gegl_scratch_new (gfloat, (gsize) stride * needed.height);

  for (gint j = 0; j < needed.height; j++)
    expand_along (row_of (coarse, needed.x, needed.y + j), rows + (gsize) j * stride, n);
  for (gint y = 0; y < fine->area.height; y++)
    {
      const gint i = retexture_floor_div (fine->area.y + y, 2);
      const gfloat *above = rows + (gsize) (i - 1 - needed.y) * stride + offset;
      const gfloat *here = above + stride, *below = here + stride;
      gfloat *row = fine->values + (gsize) y * fine->area.width;

      if (2 * i == fine->area.y + y)
        add_even (row, above, here, below, factor, fine->area.width);
      else
        add_odd (row, here, below, factor, fine->area.width);
    }
  gegl_scratch_free (rows);
}

void
retexture_pyramid_copy (const RetextureLevel *from,
                        const RetextureLevel *to,
                        const GeglRectangle *area)
{
  for (gint y = area->y; y < area->y + area->height; y++)
    memcpy (row_of (to, area->x, y), row_of (from, area->x, y), area->width * sizeof (gfloat));
}

void
retexture_pyramid_take_band (const RetextureLevel *fine,
                             const RetextureLevel *coarse,
                             const RetextureLevel *band)
{
  retexture_pyramid_copy (fine, band, &band->area);
  add_expanded (band, coarse, -1.0f);
}

void
retexture_pyramid_add_expanded (const RetextureLevel *band, const RetextureLevel *coarse)
{
  add_expanded (band, coarse, 1.0f);
}
