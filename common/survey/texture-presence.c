/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "texture-presence.h"

#include "gaussian-kernel.h"
#include "gaussian.h"
#include "luma.h"
#include "operation-frame.h"
#include "samples.h"
#include "smooth-step.h"
#include "vector.h"

#include <math.h>

/* Gradients are taken in the middle of the band above the radius: finer ones would take the grain
 * that is left for the texture that is not. */
#define SMOOTHING 0.25
#define LEAST_SMOOTHING 0.4

/* The neighbourhood that is judged together, in pixels at least. */
#define LEAST_NEIGHBOURHOOD 2.5

/* From the first share of the expected energy on, texture counts as kept, the more so up to the
 * second: as well as a neighbourhood of a few texture elements can tell. */
#define KEPT_FROM 0.5f
#define KEPT_ALL 0.9f

/* Rows a thread takes at a time. */
#define ROWS 16

typedef struct
{
  GeglBuffer *picture, *products;
  const Babl *format;
  GeglRectangle area; /* of `products` */
} Job;

static gdouble
neighbourhood (gdouble radius)
{
  return MAX (radius, LEAST_NEIGHBOURHOOD);
}

static gint
smoothing_reach (gdouble radius)
{
  return SMOOTHING * radius >= LEAST_SMOOTHING ? retexture_gaussian_reach (SMOOTHING * radius) : 0;
}

gint
retexture_presence_reach (gdouble radius)
{
  return MAX (retexture_gaussian_reach (neighbourhood (radius)) + 1 + smoothing_reach (radius),
              retexture_gaussian_reach (radius));
}

RETEXTURE_VECTOR static void
to_luma (const gfloat *restrict pixels, gfloat *restrict luma, gsize n)
{
  for (gsize i = 0; i < n; i++)
    luma[i] = retexture_luma (pixels + 3 * i);
}

/* The three products of the gradient's components, where a picture has red, green and blue. */
RETEXTURE_VECTOR static void
multiply (const gfloat *restrict above,
          const gfloat *restrict here,
          const gfloat *restrict below,
          gfloat *restrict products,
          gint n)
{
  for (gint i = 0; i < n; i++)
    {
      const gfloat dx = 0.5f * (here[i + 1] - here[i - 1]), dy = 0.5f * (below[i] - above[i]);

      products[3 * i] = dx * dx;
      products[3 * i + 1] = dx * dy;
      products[3 * i + 2] = dy * dy;
    }
}

/* Called with a range of blocks of rows, from several threads. */
static void
find_products (gsize offset, gsize size, gpointer user_data)
{
  const Job *job = user_data;
  const gint width = job->area.width + 2;
  gfloat *pixels = gegl_scratch_new (gfloat, (gsize) 3 * width * (ROWS + 2));
  gfloat *luma = gegl_scratch_new (gfloat, (gsize) width * (ROWS + 2));

  for (gint i = (gint) offset; i < (gint) (offset + size); i++)
    {
      const gint rows = MIN (ROWS, job->area.height - i * ROWS);
      const GeglRectangle block = { job->area.x, job->area.y + i * ROWS, job->area.width, rows };
      const GeglRectangle around = retexture_frame_grow (&block, 1);

      retexture_samples_read (job->picture, &around, job->format, pixels);
      to_luma (pixels, luma, (gsize) around.width * around.height);
      for (gint y = 0; y < rows; y++)
        multiply (luma + y * width + 1, luma + (y + 1) * width + 1, luma + (y + 2) * width + 1,
                  pixels + (gsize) 3 * y * block.width, block.width);
      gegl_buffer_set (job->products, &block, 0, job->format, pixels, GEGL_AUTO_ROWSTRIDE);
    }
  gegl_scratch_free (luma);
  gegl_scratch_free (pixels);
}

RETEXTURE_VECTOR static void
to_weakest (const gfloat *restrict products, gfloat *restrict weakest, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      const gfloat xx = products[3 * i], xy = products[3 * i + 1], yy = products[3 * i + 2];
      const gfloat half = 0.5f * (xx - yy);

      weakest[i] = 0.5f * (xx + yy) - sqrtf (half * half + xy * xy);
    }
}

static const Babl *
format_of (GeglBuffer *picture)
{
  return babl_format_with_space ("R'G'B' float", gegl_buffer_get_format (picture));
}

static gfloat *
blurred (GeglBuffer *picture, const GeglRectangle *area, const Babl *format, gdouble radius)
{
  gfloat *pixels = g_new (gfloat, (gsize) 3 * area->width * area->height);
  g_autoptr (GeglBuffer) buffer
      = gegl_buffer_linear_new_from_data (pixels, format, area, GEGL_AUTO_ROWSTRIDE, NULL, NULL);

  retexture_gaussian_blur (picture, buffer, area, radius);
  return pixels;
}

/* A buffer that is not in GEGL's cache, whose place is needed for the picture itself. */
static GeglBuffer *
scratch_buffer (const GeglRectangle *area, const Babl *format)
{
  return gegl_buffer_linear_new (area, format);
}

/* `picture` without its finest detail, where there is any below the radius' band. */
static GeglBuffer *
smoothed (GeglBuffer *picture, const GeglRectangle *area, const Babl *format, gdouble radius)
{
  GeglBuffer *buffer;

  if (smoothing_reach (radius) == 0)
    return g_object_ref (picture);
  buffer = scratch_buffer (area, format);
  retexture_gaussian_blur (picture, buffer, area, SMOOTHING * radius);
  return buffer;
}

void
retexture_presence_find (GeglBuffer *picture,
                         const GeglRectangle *area,
                         gdouble radius,
                         gfloat *weakest)
{
  const gsize n = (gsize) area->width * area->height;
  const gint reach = retexture_gaussian_reach (neighbourhood (radius));
  const GeglRectangle *extent = gegl_buffer_get_extent (picture);
  GeglRectangle rough;
  g_autoptr (GeglBuffer) smooth = NULL;
  g_autofree gfloat *products = NULL;
  Job job = { .format = format_of (picture) };

  job.area = retexture_frame_grow (area, reach);
  gegl_rectangle_intersect (&job.area, &job.area, extent);
  rough = retexture_frame_grow (&job.area, 1);
  gegl_rectangle_intersect (&rough, &rough, extent);
  job.picture = smooth = smoothed (picture, &rough, job.format, radius);
  job.products = scratch_buffer (&job.area, job.format);
  gegl_parallel_distribute_range ((job.area.height + ROWS - 1) / ROWS, 1.0, find_products, &job);
  products = blurred (job.products, area, job.format, neighbourhood (radius));
  to_weakest (products, weakest, n);
  g_object_unref (job.products);
}

gfloat *
retexture_presence_find_tones (GeglBuffer *picture, const GeglRectangle *area, gdouble radius)
{
  return blurred (picture, area, format_of (picture), radius);
}

gfloat
retexture_presence_missing (gfloat there)
{
  return sqrtf (MAX (0.0f, 1.0f - there))
         * (1.0f - retexture_smooth_step (KEPT_FROM, KEPT_ALL, there));
}
