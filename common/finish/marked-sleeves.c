/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The way out of a mark is found from pixel to pixel, down and up again (Danielsson, "Euclidean
 * Distance Mapping", Computer Graphics and Image Processing 14, 1980). Texture comes from as far
 * beyond the mark's edge as the pixel is within, so that what is beside each other stays so.
 */
#include <math.h>

#include "sleeves.h"

/* Edges are soft, so that texture comes from so many pixels further. */
#define BEYOND 2.0

/* More than any way that is taken. */
#define NOWHERE 100

typedef struct
{
  gint width, height;
  guint8 *numbers; /* as sleeves have them */
} Marks;

static inline guint8 *
numbers_at (const Marks *marks, gint x, gint y)
{
  return marks->numbers + RETEXTURE_SLEEVE_NUMBERS * ((gsize) y * marks->width + x);
}

/* The way out by the pixel at (dx, dy) from here, if it is shorter. */
static inline void
try_by (const Marks *marks, guint8 *here, gint x, gint y, gint dx, gint dy)
{
  const guint8 *by;
  gint to_x, to_y, now_x, now_y;

  if (x + dx < 0 || x + dx >= marks->width || y + dy < 0 || y + dy >= marks->height)
    return;
  by = numbers_at (marks, x + dx, y + dy);
  to_x = by[1] - RETEXTURE_SLEEVE_STILL + dx;
  to_y = by[2] - RETEXTURE_SLEEVE_STILL + dy;
  now_x = here[1] - RETEXTURE_SLEEVE_STILL;
  now_y = here[2] - RETEXTURE_SLEEVE_STILL;
  if (MAX (abs (to_x), abs (to_y)) >= NOWHERE
      || to_x * to_x + to_y * to_y >= now_x * now_x + now_y * now_y)
    return;
  here[1] = RETEXTURE_SLEEVE_STILL + to_x;
  here[2] = RETEXTURE_SLEEVE_STILL + to_y;
}

/* One row from the row before it in the direction of `from` (-1: above), and from both sides. */
static void
pass_row (const Marks *marks, gint y, gint from)
{
  for (gint x = 0; x < marks->width; x++)
    {
      guint8 *here = numbers_at (marks, x, y);

      if (!here[0])
        continue;
      for (gint dx = -1; dx <= 1; dx++)
        try_by (marks, here, x, y, dx, from);
      try_by (marks, here, x, y, -1, 0);
    }
  for (gint x = marks->width - 1; x >= 0; x--)
    {
      guint8 *here = numbers_at (marks, x, y);

      if (here[0])
        try_by (marks, here, x, y, 1, 0);
    }
}

static void
go_beyond (guint8 *numbers)
{
  const gint dx = numbers[1] - RETEXTURE_SLEEVE_STILL, dy = numbers[2] - RETEXTURE_SLEEVE_STILL;
  const gdouble way = hypot (dx, dy);
  const gdouble far = MIN (2.0 * way + BEYOND, RETEXTURE_SLEEVE_FURTHEST);

  numbers[1] = RETEXTURE_SLEEVE_STILL + (gint) lround (dx * far / way);
  numbers[2] = RETEXTURE_SLEEVE_STILL + (gint) lround (dy * far / way);
}

static void
read_row (const Marks *marks, GeglBuffer *marked, const GeglRectangle *extent, gint y, gfloat *row)
{
  gegl_buffer_get (marked, GEGL_RECTANGLE (extent->x, extent->y + y, extent->width, 1), 1.0,
                   babl_format ("Y float"), row, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  for (gint x = 0; x < extent->width; x++)
    {
      guint8 *numbers = numbers_at (marks, x, y);

      /* What is not a number is no mark. */
      numbers[0] = row[x] > 0.0f ? (guint8) (255.0f * MIN (row[x], 1.0f) + 0.5f) : 0;
      numbers[1] = numbers[2] = RETEXTURE_SLEEVE_STILL + (numbers[0] ? NOWHERE : 0);
    }
}

GeglBuffer *
retexture_sleeves_new_marked (GeglBuffer *marked, const GeglRectangle *extent, gdouble *share)
{
  g_autofree guint8 *numbers
      = g_new (guint8, (gsize) RETEXTURE_SLEEVE_NUMBERS * extent->width * extent->height);
  g_autofree gfloat *row = g_new (gfloat, extent->width);
  const Marks marks = { extent->width, extent->height, numbers };

  for (gint y = 0; y < extent->height; y++)
    read_row (&marks, marked, extent, y, row);
  for (gint y = 0; y < extent->height; y++)
    pass_row (&marks, y, -1);
  for (gint y = extent->height - 1; y >= 0; y--)
    pass_row (&marks, y, 1);
  for (gsize i = 0; i < (gsize) extent->width * extent->height; i++)
    if (numbers[RETEXTURE_SLEEVE_NUMBERS * i])
      go_beyond (numbers + RETEXTURE_SLEEVE_NUMBERS * i);
  return retexture_sleeves_store (extent, numbers, share);
}
