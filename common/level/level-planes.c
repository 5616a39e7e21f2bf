/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "level-planes.h"

#include <math.h>

#include "lattice.h"
#include "plane-blur.h"
#include "quantile.h"
#include "surface.h"

/* From this deviation on a blur is made in half the size: nobody sees the difference. */
#define WIDE 5.0

/* So many samples are enough to tell what is usual. */
#define USUAL_SAMPLES 40009

/* How much of the Gaussian at each place of a line lies within it. */
static gfloat *
within_line (gint n, gdouble radius)
{
  gfloat *shares = g_new (gfloat, n);
  const gdouble outside = 1.0 / (radius * G_SQRT2);

  for (gint i = 0; i < n; i++)
    shares[i] = 0.5 * (erf ((i + 0.5) * outside) + erf ((n - i - 0.5) * outside));
  return shares;
}

/* Half as large, each sample the mean of four; the last ones go on beyond the edge. */
static RetexturePlane
halved (const RetexturePlane *plane)
{
  RetexturePlane half = retexture_plane_new ((plane->width + 1) / 2, (plane->height + 1) / 2);

  for (gint y = 0; y < half.height; y++)
    {
      const gfloat *one = plane->values + (gsize) 2 * y * plane->width;
      const gfloat *other = 2 * y + 1 < plane->height ? one + plane->width : one;

      for (gint x = 0; x < half.width; x++)
        {
          const gint next = MIN (2 * x + 1, plane->width - 1);

          half.values[(gsize) y * half.width + x]
              = 0.25f * (one[2 * x] + one[next] + other[2 * x] + other[next]);
        }
    }
  return half;
}

/* A wide one is made of the plane's half. */
RetexturePlane
retexture_level_blurred (const RetexturePlane *plane, gdouble radius)
{
  RetexturePlane result;

  if (radius > WIDE && MIN (plane->width, plane->height) > 1)
    {
      static const RetextureLatticePlace between = { 0.5, -0.25, -0.25 };
      RetexturePlane half = halved (plane);
      RetexturePlane smooth = retexture_level_blurred (&half, 0.5 * radius);
      const RetextureLattice lattice = { smooth.width, smooth.height, smooth.values };

      result = retexture_plane_new (plane->width, plane->height);
      retexture_lattice_read (&lattice, &between,
                              GEGL_RECTANGLE (0, 0, plane->width, plane->height), result.values);
      retexture_plane_clear (&half);
      retexture_plane_clear (&smooth);
      return result;
    }
  result = retexture_plane_blurred (plane, radius);
  {
    g_autofree gfloat *across = within_line (plane->width, radius);
    g_autofree gfloat *down = within_line (plane->height, radius);

    for (gint y = 0; y < plane->height; y++)
      for (gint x = 0; x < plane->width; x++)
        result.values[(gsize) y * plane->width + x] /= across[x] * down[y];
  }
  return result;
}

void
retexture_level_blur (RetexturePlane *plane, gdouble radius)
{
  RetexturePlane result = retexture_level_blurred (plane, radius);

  retexture_plane_clear (plane);
  *plane = result;
}

RetexturePlane
retexture_level_take_band (const RetexturePlane *plane, gdouble fine, gdouble coarse)
{
  RetexturePlane band = retexture_level_blurred (plane, fine);
  RetexturePlane below = retexture_level_blurred (plane, coarse);

  for (gint i = 0; i < band.width * band.height; i++)
    band.values[i] -= below.values[i];
  retexture_plane_clear (&below);
  return band;
}

gdouble
retexture_level_find_usual (const RetexturePlane *plane,
                            const RetexturePlane *likely,
                            gdouble share)
{
  const gint n = plane->width * plane->height;
  const gint step = MAX (n / USUAL_SAMPLES, 1);
  g_autofree gdouble *numbers = g_new (gdouble, n / step + 1);
  guint found = 0;

  for (gint i = 0; i < n; i += step)
    if (likely->values[i] >= RETEXTURE_SURFACE_LIKELY)
      numbers[found++] = fabs (plane->values[i]);
  return retexture_quantile (numbers, found, share);
}

RetextureTensorPlanes
retexture_level_find_tensor (const RetexturePlane *band, gdouble window)
{
  const gint width = band->width, height = band->height;
  RetextureTensorPlanes tensor
      = { retexture_plane_new (width, height), retexture_plane_new (width, height),
          retexture_plane_new (width, height) };

  for (gint y = 0; y < height; y++)
    {
      const gfloat *row = band->values + (gsize) y * width;
      const gfloat *above = band->values + (gsize) MAX (y - 1, 0) * width;
      const gfloat *below = band->values + (gsize) MIN (y + 1, height - 1) * width;

      for (gint x = 0; x < width; x++)
        {
          const gsize at = (gsize) y * width + x;
          const gfloat dx = 0.5f * (row[MIN (x + 1, width - 1)] - row[MAX (x - 1, 0)]);
          const gfloat dy = 0.5f * (below[x] - above[x]);

          tensor.xx.values[at] = dx * dx;
          tensor.xy.values[at] = dx * dy;
          tensor.yy.values[at] = dy * dy;
        }
    }
  retexture_level_blur (&tensor.xx, window);
  retexture_level_blur (&tensor.xy, window);
  retexture_level_blur (&tensor.yy, window);
  return tensor;
}

void
retexture_level_tensor_clear (RetextureTensorPlanes *self)
{
  retexture_plane_clear (&self->xx);
  retexture_plane_clear (&self->xy);
  retexture_plane_clear (&self->yy);
}

gfloat
retexture_level_tensor_get_difference (const RetextureTensorPlanes *self, gint i)
{
  return hypotf (self->xx.values[i] - self->yy.values[i], 2.0f * self->xy.values[i]);
}

gfloat
retexture_level_tensor_get_sum (const RetextureTensorPlanes *self, gint i)
{
  return self->xx.values[i] + self->yy.values[i];
}
