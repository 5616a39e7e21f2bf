/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "sleeves.h"

#include <math.h>

#include "smooth-step.h"

/* All of a sleeve, to either side: so many deviations of the hair's profile and pixels; and how
 * soft its edge is. */
#define DEVIATIONS 2.2
#define AROUND 0.7
#define SOFT 1.2

/* Points further apart belong to no one line. */
#define FURTHEST 11

typedef struct
{
  const RetextureRidges *ridges;
  gint width, height;
  guint8 *numbers;
} Drawing;

static gdouble
reach_of (const RetextureHairPoint *point)
{
  return DEVIATIONS * point->width_px + AROUND;
}

/* One disc of a sleeve, of which texture comes from (dx, dy) further. */
static void
draw_disc (const Drawing *drawing, gdouble x, gdouble y, gdouble reach, gint dx, gint dy)
{
  const gint outer = (gint) ceil (reach + SOFT);

  for (gint j = (gint) floor (y) - outer; j <= (gint) ceil (y) + outer; j++)
    for (gint i = (gint) floor (x) - outer; i <= (gint) ceil (x) + outer; i++)
      {
        const gdouble from = hypot (i - x, j - y);
        const gint much
            = (gint) (255.0f * (1.0f - retexture_smooth_step (reach, reach + SOFT, from)) + 0.5f);
        guint8 *numbers;

        if (i < 0 || j < 0 || i >= drawing->width || j >= drawing->height)
          continue;
        numbers = drawing->numbers + RETEXTURE_SLEEVE_NUMBERS * ((gsize) j * drawing->width + i);
        if (much <= numbers[0])
          continue;
        numbers[0] = much;
        numbers[1] = RETEXTURE_SLEEVE_STILL + dx;
        numbers[2] = RETEXTURE_SLEEVE_STILL + dy;
      }
}

static gfloat
mean_at (const RetextureRidges *ridges, gdouble x, gdouble y)
{
  const gint column = CLAMP ((gint) x / RETEXTURE_RIDGE_CELL, 0, ridges->mean->columns - 1);
  const gint row = CLAMP ((gint) y / RETEXTURE_RIDGE_CELL, 0, ridges->mean->rows - 1);

  return ridges->mean->values[row * ridges->mean->columns + column];
}

/* Texture comes from the calmer side. */
static gint
find_side (const Drawing *drawing, const RetextureHairPoint *middle)
{
  const gdouble c = RETEXTURE_RIDGE_CELL * cos (middle->angle + G_PI_2);
  const gdouble s = RETEXTURE_RIDGE_CELL * sin (middle->angle + G_PI_2);

  return mean_at (drawing->ridges, middle->x + c, middle->y + s)
                 <= mean_at (drawing->ridges, middle->x - c, middle->y - s)
             ? 1
             : -1;
}

/* From one point to the next; `side` is 1 or -1 square to the way. */
static void
draw_stretch (const Drawing *drawing,
              gdouble x,
              gdouble y,
              gdouble to_x,
              gdouble to_y,
              gdouble reach,
              gint side)
{
  const gdouble length = hypot (to_x - x, to_y - y);
  const gdouble far = MIN (2.0 * (reach + SOFT) + 1.0, RETEXTURE_SLEEVE_FURTHEST);
  const gdouble across = atan2 (to_y - y, to_x - x) + side * G_PI_2;
  const gint dx = (gint) lround (far * cos (across)), dy = (gint) lround (far * sin (across));
  const gint steps = MAX ((gint) ceil (length), 1);

  for (gint i = 0; i <= steps; i++)
    draw_disc (drawing, x + (to_x - x) * i / steps, y + (to_y - y) * i / steps, reach, dx, dy);
}

static void
draw_hair (const Drawing *drawing, const RetextureHairs *hairs, const RetextureHair *hair)
{
  const RetextureHairPoint *points
      = &g_array_index (hairs->points, RetextureHairPoint, hair->first);
  const gint side = find_side (drawing, points + hair->n / 2);

  for (gint i = 0; i + 1 < hair->n; i++)
    if (MAX (abs (points[i + 1].x - points[i].x), abs (points[i + 1].y - points[i].y)) <= FURTHEST)
      draw_stretch (drawing, points[i].x, points[i].y, points[i + 1].x, points[i + 1].y,
                    reach_of (points + i), side);
}

const Babl *
retexture_sleeves_format (void)
{
  return babl_format_n (babl_type ("u8"), RETEXTURE_SLEEVE_NUMBERS);
}

GeglBuffer *
retexture_sleeves_store (const GeglRectangle *extent, const guint8 *numbers, gdouble *share)
{
  const gsize stride = (gsize) RETEXTURE_SLEEVE_NUMBERS * extent->width;
  GeglBuffer *sleeves = gegl_buffer_new (extent, retexture_sleeves_format ());

  *share = 0.0;
  for (gint y = 0; y < extent->height; y++)
    {
      const guint8 *row = numbers + y * stride;
      gint from = 0, to = extent->width;

      while (from < to && !row[RETEXTURE_SLEEVE_NUMBERS * from])
        from++;
      while (to > from && !row[RETEXTURE_SLEEVE_NUMBERS * (to - 1)])
        to--;
      for (gint x = from; x < to; x++)
        *share += row[RETEXTURE_SLEEVE_NUMBERS * x] > 0;
      if (to > from)
        gegl_buffer_set (sleeves, GEGL_RECTANGLE (extent->x + from, extent->y + y, to - from, 1), 0,
                         retexture_sleeves_format (), row + RETEXTURE_SLEEVE_NUMBERS * from,
                         GEGL_AUTO_ROWSTRIDE);
    }
  *share /= (gdouble) extent->width * extent->height;
  return sleeves;
}

GeglBuffer *
retexture_sleeves_new (const RetextureRidges *ridges, const RetextureHairs *hairs, gdouble *share)
{
  const GeglRectangle *extent = &ridges->extent;
  g_autofree guint8 *numbers
      = g_malloc0 ((gsize) RETEXTURE_SLEEVE_NUMBERS * extent->width * extent->height);
  const Drawing drawing = { ridges, extent->width, extent->height, numbers };

  for (guint i = 0; i < hairs->hairs->len; i++)
    draw_hair (&drawing, hairs, &g_array_index (hairs->hairs, RetextureHair, i));
  return retexture_sleeves_store (extent, numbers, share);
}
