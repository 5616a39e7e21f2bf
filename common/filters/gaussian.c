/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "gaussian.h"

#include "gaussian-rows.h"
#include "lattice-blur.h"
#include "samples.h"
#include "vector.h"

#include <string.h>

typedef struct
{
  GeglBuffer *source;
  GeglBuffer *minus; /* what is taken from the source before it is blurred; NULL: nothing */
  GeglBuffer *target;
  const Babl *format; /* R'G'B' or R'G'B'A float in the target's space */
  gint channels;
  RetextureGaussianFunc func;
  RetextureGaussianPairFunc pair_func; /* instead, where something is taken from the source */
  gpointer user_data;
} Job;

RETEXTURE_VECTOR static void
subtract (gfloat *restrict pixels, const gfloat *restrict others, gsize n)
{
  for (gsize i = 0; i < 4 * n; i += 4)
    {
      for (gint c = 0; c < 3; c++)
        pixels[i + c] -= others[i + c];
      pixels[i + 3] *= others[i + 3];
    }
}

/* What is to be blurred. */
static void
read_source (const GeglRectangle *area, gfloat *pixels, gpointer user_data)
{
  const Job *job = user_data;
  const gsize n = (gsize) area->width * area->height;

  retexture_samples_read (job->source, area, job->format, pixels);
  if (job->minus)
    {
      gfloat *others = gegl_scratch_new (gfloat, n * job->channels);

      retexture_samples_read (job->minus, area, job->format, others);
      subtract (pixels, others, n);
      gegl_scratch_free (others);
    }
  retexture_rows_prepare (pixels, (gint) n, job->channels);
}

static void
write_pixels (const GeglRectangle *area, RetextureLatticeBlock *block, gpointer user_data)
{
  const Job *job = user_data;
  const gsize stride = (gsize) area->width * job->channels;
  gfloat *pixels = gegl_scratch_new (gfloat, stride * area->height);
  gfloat *one = job->minus ? gegl_scratch_new (gfloat, stride * area->height) : NULL;

  retexture_samples_read (one ? job->minus : job->source, area, job->format, pixels);
  if (one)
    retexture_samples_read (job->source, area, job->format, one);
  for (gint y = 0; y < area->height; y++)
    {
      gfloat *blurred = retexture_lattice_block_get_row (block, area->y + y);

      if (job->channels == 4)
        retexture_rows_unpremultiply (blurred, area->width);
      if (one)
        job->pair_func (one + y * stride, pixels + y * stride, blurred, area->width,
                        job->user_data);
      else
        job->func (pixels + y * stride, blurred, area->width, job->channels, job->user_data);
    }
  retexture_samples_write (job->target, area, job->format, pixels);

  if (one)
    gegl_scratch_free (one);
  gegl_scratch_free (pixels);
}

/* `job` knows its buffers and what is made of them. */
static void
render (Job *job, const GeglRectangle *area, gdouble radius_px)
{
  const RetextureLatticeBlurFuncs funcs
      = { .numbers = job->channels, .read = read_source, .write = write_pixels };

  job->format = babl_format_with_space (job->channels == 4 ? "R'G'B'A float" : "R'G'B' float",
                                        gegl_buffer_get_format (job->target));
  retexture_lattice_blur (area, radius_px, &funcs, job);
}

void
retexture_gaussian_render (GeglBuffer *source,
                           GeglBuffer *target,
                           const GeglRectangle *area,
                           gdouble radius_px,
                           RetextureGaussianFunc func,
                           gpointer user_data)
{
  Job job = { .source = source,
              .target = target,
              .channels = babl_format_has_alpha (gegl_buffer_get_format (source)) ? 4 : 3,
              .func = func,
              .user_data = user_data };

  render (&job, area, radius_px);
}

void
retexture_gaussian_render_difference (GeglBuffer *one,
                                      GeglBuffer *other,
                                      GeglBuffer *target,
                                      const GeglRectangle *area,
                                      gdouble radius_px,
                                      RetextureGaussianPairFunc func,
                                      gpointer user_data)
{
  Job job = { .source = one,
              .minus = other,
              .target = target,
              .channels = 4,
              .pair_func = func,
              .user_data = user_data };

  render (&job, area, radius_px);
}

static void
keep_blurred (gfloat *pixels, const gfloat *blurred, gint n, gint channels, gpointer user_data)
{
  memcpy (pixels, blurred, (gsize) n * channels * sizeof (gfloat));
}

void
retexture_gaussian_blur (GeglBuffer *source,
                         GeglBuffer *target,
                         const GeglRectangle *area,
                         gdouble radius_px)
{
  retexture_gaussian_render (source, target, area, radius_px, keep_blurred, NULL);
}
