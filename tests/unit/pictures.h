/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures with known pixels for the unit tests, and what reads them back.
 */
#pragma once

#include <gegl.h>
#include <math.h>
#include <string.h>

#include "operations.h"

/* How many of a test's cases to go through: the sanitizers look for faults and not for figures,
 * and take several times as long, so the runner gives all of them to the other build alone
 * (-m slow). */
static inline guint
cases_to_try (guint n)
{
  return g_test_slow () ? n : 1;
}

/* A well mixed 32-bit hash (Wellons' "lowbias32"), as 0 to 1: the same noise on every machine. */
static inline gfloat
noise_at (gint x, gint y, gint c)
{
  guint32 n = (guint32) (y * 65537 + x * 5 + c);

  n = (n ^ (n >> 16)) * 0x7feb352dU;
  n = (n ^ (n >> 15)) * 0x846ca68bU;
  return (n ^ (n >> 16)) / 4294967296.0f;
}

/* A new buffer of `format` with all pixels of `extent` set from gamma-encoded RGBA floats. */
static inline GeglBuffer *
picture_from_pixels (const gchar *format, const GeglRectangle *extent, const gfloat *rgba)
{
  GeglBuffer *buffer = gegl_buffer_new (extent, babl_format (format));

  gegl_buffer_set (buffer, extent, 0, babl_format ("R'G'B'A float"), rgba, GEGL_AUTO_ROWSTRIDE);
  return buffer;
}

static inline GeglBuffer *
noise_picture (const gchar *format, gint x, gint y, gint width, gint height)
{
  g_autofree gfloat *rgba = g_new (gfloat, (gsize) width * height * 4);

  for (gint i = 0; i < width * height; i++)
    for (gint c = 0; c < 4; c++)
      rgba[4 * i + c] = c == 3 ? 1.0f : noise_at (x + i % width, y + i / width, c);
  return picture_from_pixels (format, GEGL_RECTANGLE (x, y, width, height), rgba);
}

static inline GeglBuffer *
flat_picture (const gchar *format, gint width, gint height, gfloat value)
{
  g_autofree gfloat *rgba = g_new (gfloat, (gsize) width * height * 4);

  for (gint i = 0; i < width * height * 4; i++)
    rgba[i] = i % 4 == 3 ? 1.0f : value;
  return picture_from_pixels (format, GEGL_RECTANGLE (0, 0, width, height), rgba);
}

/* All pixels of a buffer as gamma-encoded RGBA floats. */
static inline gfloat *
pixels_of (GeglBuffer *buffer)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (buffer);
  gfloat *rgba = g_new (gfloat, (gsize) extent->width * extent->height * 4);

  gegl_buffer_get (buffer, extent, 1.0, babl_format ("R'G'B'A float"), rgba, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);
  return rgba;
}

static inline gdouble
largest_difference (const gfloat *a, const gfloat *b, gsize n)
{
  gdouble largest = 0.0;

  for (gsize i = 0; i < n; i++)
    largest = MAX (largest, fabs ((gdouble) a[i] - b[i]));
  return largest;
}

/* Wants two buffers of one format to hold the same in an area. */
static inline void
assert_same_bytes (GeglBuffer *a, GeglBuffer *b, const GeglRectangle *area)
{
  const Babl *format = gegl_buffer_get_format (a);
  const gsize size = (gsize) area->width * area->height * babl_format_get_bytes_per_pixel (format);
  g_autofree guchar *bytes_a = g_malloc (size), *bytes_b = g_malloc (size);

  g_assert_true (format == gegl_buffer_get_format (b));
  gegl_buffer_get (a, area, 1.0, format, bytes_a, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  gegl_buffer_get (b, area, 1.0, format, bytes_b, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  g_assert_cmpmem (bytes_a, size, bytes_b, size);
}

/* Renders a node's picture again in squares of `size`, and wants the bytes of `whole`. */
static inline void
assert_same_in_pieces (GeglNode *node, GeglBuffer *whole, gint size)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (whole);
  g_autoptr (GeglBuffer) tiled = gegl_buffer_new (extent, gegl_buffer_get_format (whole));
  const gsize n_bytes = (gsize) extent->width * extent->height * 4 * sizeof (gfloat);
  g_autofree gfloat *a = pixels_of (whole);
  g_autofree gfloat *b = NULL;

  for (gint y = 0; y < extent->height; y += size)
    for (gint x = 0; x < extent->width; x += size)
      gegl_node_blit_buffer (node, tiled,
                             GEGL_RECTANGLE (extent->x + x, extent->y + y,
                                             MIN (size, extent->width - x),
                                             MIN (size, extent->height - y)),
                             0, GEGL_ABYSS_NONE);
  b = pixels_of (tiled);
  g_assert_cmpmem (a, n_bytes, b, n_bytes);
}

/* A photograph, or the part of a large one that matters. NULL where it is not here. */
static inline GeglBuffer *
load_photo (const gchar *name, const GeglRectangle *part)
{
  const gchar *folder = g_getenv ("RETEXTURE_PHOTOS");
  g_autofree gchar *path = g_build_filename (folder ? folder : "../shared/photos", name, NULL);
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglBuffer *photo = NULL;
  GeglNode *load, *sink;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  load = gegl_node_new_child (graph, "operation", "gegl:load", "path", path, NULL);
  sink = gegl_node_new_child (graph, "operation", "gegl:buffer-sink", "buffer", &photo, "format",
                              babl_format ("R'G'B' u8"), NULL);
  gegl_node_link (load, sink);
  gegl_node_process (sink);
  if (!gegl_rectangle_is_empty (part))
    {
      g_autoptr (GeglBuffer) whole = photo;

      photo = gegl_buffer_create_sub_buffer (whole, part);
    }
  return photo;
}

/* Registers GLib's test framework, GEGL and our operations; every test's main begins with it. */
static inline void
begin_tests (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  gegl_init (NULL, NULL);
  retexture_operations_register ();
}
