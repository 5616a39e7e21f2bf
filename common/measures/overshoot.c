/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is lighter than the lightest around in both pictures, or darker than the darkest, is too
 * much of it.
 */
#include "overshoot.h"

#include "luma.h"
#include "quantile.h"
#include "resample.h"

#define REACH 6
#define STRONG 0.25f
#define SHARE 0.999

static RetexturePlane
luma_of (GeglBuffer *picture, const GeglRectangle *area)
{
  const Babl *format = babl_format_with_space ("R'G'B' float", gegl_buffer_get_format (picture));
  const gsize n = (gsize) area->width * area->height;
  g_autofree gfloat *pixels = g_new (gfloat, 3 * n);
  const RetexturePlane plane = retexture_plane_new (area->width, area->height);

  gegl_buffer_get (picture, area, 1.0, format, pixels, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_CLAMP);
  for (gsize i = 0; i < n; i++)
    plane.values[i] = retexture_luma (pixels + 3 * i);
  return plane;
}

/* The largest, or with a sign of -1 the smallest, of a line's values around each. */
static void
widen_line (gfloat *values, gint n, gint stride, gfloat sign, gfloat *line)
{
  for (gint i = 0; i < n; i++)
    line[i] = sign * values[i * stride];
  for (gint i = 0; i < n; i++)
    {
      gfloat most = line[i];

      for (gint k = MAX (i - REACH, 0); k <= MIN (i + REACH, n - 1); k++)
        most = MAX (most, line[k]);
      values[i * stride] = sign * most;
    }
}

static void
widen (RetexturePlane *plane, gfloat sign)
{
  g_autofree gfloat *line = g_new (gfloat, MAX (plane->width, plane->height));

  for (gint y = 0; y < plane->height; y++)
    widen_line (plane->values + (gsize) y * plane->width, plane->width, 1, sign, line);
  for (gint x = 0; x < plane->width; x++)
    widen_line (plane->values + x, plane->height, plane->width, sign, line);
}

gdouble
retexture_measures_overshoot (GeglBuffer *original,
                              GeglBuffer *edit,
                              GeglBuffer *result,
                              const GeglRectangle *area)
{
  const gsize n = (gsize) area->width * area->height;
  RetexturePlane lightest = luma_of (original, area), darkest = luma_of (original, area);
  RetexturePlane other = luma_of (edit, area), made = luma_of (result, area);
  g_autofree gdouble *beyond = g_new (gdouble, n);
  gdouble overshoot;
  guint found = 0;

  for (gsize i = 0; i < n; i++)
    {
      lightest.values[i] = MAX (lightest.values[i], other.values[i]);
      darkest.values[i] = MIN (darkest.values[i], other.values[i]);
    }
  widen (&lightest, 1.0f);
  widen (&darkest, -1.0f);
  for (gsize i = 0; i < n; i++)
    {
      const gfloat height = lightest.values[i] - darkest.values[i];

      if (height >= STRONG)
        beyond[found++]
            = MAX (MAX (made.values[i] - lightest.values[i], darkest.values[i] - made.values[i]),
                   0.0f)
              / height;
    }
  overshoot = retexture_quantile (beyond, found, SHARE);
  retexture_plane_clear (&lightest);
  retexture_plane_clear (&darkest);
  retexture_plane_clear (&other);
  retexture_plane_clear (&made);
  return overshoot;
}
