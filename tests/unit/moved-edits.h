/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Edits of a picture, moved by a map that is known, for the tests of what finds it.
 */
#pragma once

#include "gaussian.h"
#include "luma.h"
#include "pictures.h"
#include "plane-sample.h"
#include "transform.h"

/* Noise of one octave after the other, all of the same strength: structure at every scale. */
static inline GeglBuffer *
noise_of_all_scales (gint width, gint height, gint seed)
{
  const GeglRectangle extent = { 0, 0, width, height };
  g_autofree gfloat *sum = g_new0 (gfloat, (gsize) width * height * 4);
  GeglBuffer *picture = NULL;

  for (gint octave = 0; octave < 6; octave++)
    {
      const gdouble radius = 1 << octave;
      g_autoptr (GeglBuffer) noise
          = noise_picture ("R'G'B' float", 5000 * seed + 700 * octave, 300 * octave, width, height);
      const GeglRectangle *there = gegl_buffer_get_extent (noise);
      g_autoptr (GeglBuffer) blurred = gegl_buffer_new (there, babl_format ("R'G'B' float"));
      g_autofree gfloat *pixels = NULL;

      retexture_gaussian_blur (noise, blurred, there, radius);
      pixels = pixels_of (blurred);
      /* The deviation of blurred noise falls with the radius. */
      for (gint i = 0; i < width * height * 4; i++)
        sum[i] += i % 4 == 3 ? 1.0f : 0.35 * radius * (pixels[i] - 0.5f);
    }
  for (gint i = 0; i < width * height * 4; i++)
    sum[i] = i % 4 == 3 ? 1.0f : CLAMP (0.5f + sum[i], 0.0f, 1.0f);
  picture = picture_from_pixels ("R'G'B' float", &extent, sum);
  return picture;
}

#define BEND_LENGTH 320.0

enum Change
{
  NONE,
  REPAINTED, /* with something else */
  DISPLACED  /* by some pixels, as an edit does that turns a face a little */
};

typedef struct
{
  const gchar *name;
  gint width, height; /* of the edit; 0: the original's */
  gdouble scale;      /* pixels of the original to one of the edit */
  gdouble turn;       /* degrees */
  gdouble stretch;    /* of x against y */
  gdouble x, y;       /* shift, pixels of the original */
  gdouble smoothing;
  enum Change change; /* of a fifth of it */
  gdouble largest;    /* error allowed, pixels of the original */
  gint model;         /* that should be found; -1: any */
  gdouble bend;       /* by so many pixels of the original, in waves of BEND_LENGTH */
} Case;

static inline RetextureTransform
truth_of (const Case *c)
{
  const gdouble turn = c->turn * G_PI / 180.0;
  const gdouble across = c->scale * (1.0 + c->stretch), down = c->scale;

  return (RetextureTransform){ .matrix = { across * cos (turn), -down * sin (turn),
                                           across * sin (turn), down * cos (turn) },
                               .shift = { c->x, c->y } };
}

/* What comes on top, as a face that is a little turned, in pixels of the original. */
static inline void
bend_of (const Case *c, gdouble x, gdouble y, gdouble *u, gdouble *v)
{
  *u = c->bend * sin (2.0 * G_PI * y / BEND_LENGTH + 0.7);
  *v = c->bend * cos (2.0 * G_PI * x / BEND_LENGTH);
}

/* What an AI edit might make of it: moved, smoothed, with another tone curve and a cast. */
static inline GeglBuffer *
edit_of (GeglBuffer *original, const Case *c)
{
  const GeglRectangle *from = gegl_buffer_get_extent (original);
  const GeglRectangle extent
      = { 0, 0, c->width ? c->width : from->width, c->height ? c->height : from->height };
  const RetextureTransform map = truth_of (c);
  const gdouble smoothing = hypot (c->smoothing, c->scale > 1.0 ? 0.5 * c->scale : 0.0);
  g_autoptr (GeglBuffer) smooth = gegl_buffer_new (from, babl_format ("R'G'B' float"));
  g_autofree gfloat *source = NULL;
  g_autofree gfloat *edit = g_new (gfloat, (gsize) extent.width * extent.height * 4);
  RetexturePlane plane = retexture_plane_new (from->width, from->height);
  const gdouble middle[2] = { 0.5 * from->width, 0.5 * from->height };

  if (smoothing > 0.0)
    retexture_gaussian_blur (original, smooth, from, smoothing);
  else
    gegl_buffer_copy (original, NULL, GEGL_ABYSS_NONE, smooth, NULL);
  source = pixels_of (smooth);
  for (gint i = 0; i < from->width * from->height; i++)
    plane.values[i] = retexture_luma (source + 4 * i);
  for (gint y = 0; y < extent.height; y++)
    for (gint x = 0; x < extent.width; x++)
      {
        const gboolean there = x > extent.width / 2 && y > extent.height * 0.6;
        gfloat *pixel = edit + 4 * (y * extent.width + x);
        gfloat value = 0.4f, slope_u, slope_v;
        const gdouble from_x = x + 0.5 - 0.5 * extent.width;
        const gdouble from_y = y + 0.5 - 0.5 * extent.height;
        gdouble u, v, bend_u, bend_v;

        retexture_transform_apply (&map, from_x, from_y, &u, &v);
        bend_of (c, from_x, from_y, &bend_u, &bend_v);
        u += bend_u;
        v += bend_v;
        if (there && c->change == REPAINTED)
          {
            u = -u;
            v -= 90.0;
          }
        else if (there && c->change == DISPLACED)
          {
            u += 4.0;
            v -= 3.0;
          }
        retexture_plane_sample (&plane, middle, u, v, &value, &slope_u, &slope_v);
        for (gint k = 0; k < 4; k++)
          pixel[k] = k == 3 ? 1.0f : 0.04f * k + 0.85f * powf (CLAMP (value, 0.0f, 1.0f), 0.8f);
      }
  retexture_plane_clear (&plane);
  return picture_from_pixels ("R'G'B' u8", &extent, edit);
}
