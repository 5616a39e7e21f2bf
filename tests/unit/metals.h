/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How metal's texture is judged by the tests: strength, direction and anisotropy of luma above a
 * radius, by the pictures' own gradients.
 */
#pragma once

#include "composition.h"
#include "gaussian.h"
#include "pictures.h"

typedef struct
{
  gdouble mean, deviation;
  gdouble angle;      /* in degrees, 0 to 180, from the x axis towards the y axis */
  gdouble anisotropy; /* the tensor's larger eigenvalue over the smaller */
} Metal;

/* Luma of an area above `radius_px` (0: all of it), row by row; to be freed. */
static inline gfloat *
texture_of_area (GeglBuffer *picture, const GeglRectangle *area, gdouble radius_px)
{
  const gsize n = (gsize) area->width * area->height;
  const Babl *format = babl_format ("R'G'B' float");
  g_autoptr (GeglBuffer) blurred = gegl_buffer_new (area, format);
  g_autofree gfloat *sharp = g_new (gfloat, 3 * n);
  g_autofree gfloat *smooth = g_new0 (gfloat, 3 * n);
  gfloat *texture = g_new (gfloat, n);

  gegl_buffer_get (picture, area, 1.0, format, sharp, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_CLAMP);
  if (radius_px > 0.0)
    {
      retexture_gaussian_blur (picture, blurred, area, radius_px);
      gegl_buffer_get (blurred, area, 1.0, format, smooth, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_CLAMP);
    }
  for (gsize i = 0; i < n; i++)
    texture[i] = 0.30f * (sharp[3 * i] - smooth[3 * i])
                 + 0.59f * (sharp[3 * i + 1] - smooth[3 * i + 1])
                 + 0.11f * (sharp[3 * i + 2] - smooth[3 * i + 2]);
  return texture;
}

/* Rows through a Gaussian of 1 pixel, or through its derivative; the plane is turned on its side by
 * it: called twice, it is upright again. */
static inline gfloat *
filtered_sideways (const gfloat *plane, gint width, gint height, gboolean derivative)
{
  gfloat *filtered = g_new0 (gfloat, (gsize) width * height);

  for (gint y = 0; y < height; y++)
    for (gint x = 5; x < width - 5; x++)
      {
        gdouble sum = 0.0;

        for (gint k = -5; k <= 5; k++)
          sum += exp (-0.5 * k * k) * (derivative ? k : 1) * plane[(gsize) y * width + x + k];
        filtered[(gsize) x * height + y] = sum;
      }
  return filtered;
}

static inline gfloat *
derivative_along (const gfloat *plane, gint width, gint height, gboolean down)
{
  g_autofree gfloat *half = filtered_sideways (plane, width, height, !down);

  return filtered_sideways (half, height, width, down);
}

/* Differences of neighbours would prefer the pixels' own axes. */
static inline Metal
metal_of_plane (const gfloat *plane, gint width, gint height)
{
  const gsize n = (gsize) width * height;
  g_autofree gfloat *across = derivative_along (plane, width, height, FALSE);
  g_autofree gfloat *down = derivative_along (plane, width, height, TRUE);
  gdouble xx = 0.0, xy = 0.0, yy = 0.0, sum = 0.0, square = 0.0, half, root;
  Metal metal;

  for (gsize i = 0; i < n; i++)
    {
      sum += plane[i];
      square += (gdouble) plane[i] * plane[i];
    }
  for (gint y = 5; y < height - 5; y++)
    for (gint x = 5; x < width - 5; x++)
      {
        const gdouble dx = across[(gsize) y * width + x], dy = down[(gsize) y * width + x];

        xx += dx * dx;
        xy += dx * dy;
        yy += dy * dy;
      }
  half = 0.5 * (xx - yy);
  root = sqrt (half * half + xy * xy);
  metal.mean = sum / n;
  metal.deviation = sqrt (MAX (square / n - metal.mean * metal.mean, 0.0));
  metal.angle = fmod (90.0 * atan2 (2.0 * xy, xx - yy) / G_PI + 90.0 + 180.0, 180.0);
  metal.anisotropy = (0.5 * (xx + yy) + root) / (0.5 * (xx + yy) - root);
  return metal;
}

static inline Metal
metal_of (GeglBuffer *picture, const GeglRectangle *area, gdouble radius_px)
{
  g_autofree gfloat *texture = texture_of_area (picture, area, radius_px);

  return metal_of_plane (texture, area->width, area->height);
}

/* Between two directions in degrees: 0 to 90. */
static inline gdouble
angle_between (gdouble one, gdouble other)
{
  const gdouble turn = fmod (fabs (one - other), 180.0);

  return MIN (turn, 180.0 - turn);
}

/* A node of retexture:metal over a picture; properties follow, NULL ends them. */
static inline GeglNode *metal_node (GeglNode *graph, GeglBuffer *edit, ...) G_GNUC_NULL_TERMINATED;
static inline GeglNode *
metal_node (GeglNode *graph, GeglBuffer *edit, ...)
{
  GeglNode *input
      = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", edit, NULL);
  GeglNode *node = gegl_node_new_child (graph, "operation", "retexture:metal", NULL);
  GObject *operation = G_OBJECT (gegl_node_get_gegl_operation (node));
  const gchar *first;
  va_list rest;

  va_start (rest, edit);
  first = va_arg (rest, const gchar *);
  if (first)
    g_object_set_valist (operation, first, rest);
  va_end (rest);
  gegl_node_link (input, node);
  return node;
}

/* The layer's pixels. */
static inline GeglBuffer *
layer_of (GeglNode *node, GeglBuffer *edit)
{
  GeglBuffer *layer
      = gegl_buffer_new (gegl_buffer_get_extent (edit), gegl_buffer_get_format (edit));

  gegl_node_blit_buffer (node, layer, NULL, 0, GEGL_ABYSS_NONE);
  return layer;
}

/* The edit with the layer over it in the given mode. */
static inline GeglBuffer *
composite_of (GeglNode *node, GeglBuffer *edit, RetextureComposition mode)
{
  GeglNode *compose = gegl_node_new_child (gegl_node_get_parent (node), "operation",
                                           "retexture:compose", "composition", mode, NULL);

  gegl_node_link (gegl_node_get_producer (node, "input", NULL), compose);
  gegl_node_connect_to (node, "output", compose, "aux");
  return layer_of (compose, edit);
}
