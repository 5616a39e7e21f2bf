/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   band = G (fine) - G (coarse)        kept = band / sqrt (G (local) of band^2 + (floor rms)^2)
 *
 * with every G weighed by what is picture.
 */
#include "kept-band.h"

#include <math.h>

#include "plane-blur.h"
#include "luma.h"
#include "samples.h"

/* Standard deviations in samples. */
#define FINE 1.5
#define COARSE 4.0
#define LOCAL 6.0

/* What is weaker than this share of the whole picture's deviation counts as less than it is: it is
 * noise rather than structure. */
#define FLOOR 0.5

/* Deviation of a picture without structure, in full scale. */
#define NOTHING 1e-4

/* Less picture than this in a sample or its surroundings is none. */
#define LEAST 0.05f

/* ---- reducing ---- */

static RetextureReduced
reduced_empty (gint width, gint height, gint factor, gdouble middle_x, gdouble middle_y)
{
  return (RetextureReduced){ .factor = factor,
                             .middle = { middle_x, middle_y },
                             .luma = retexture_plane_new (width, height),
                             .weight = retexture_plane_new (width, height) };
}

typedef struct
{
  GeglBuffer *picture;
  const Babl *format;
  RetextureReduced *reduced;
} Reading;

/* Called with a range of the reduced picture's rows, from several threads. */
static void
read_rows (gsize offset, gsize size, gpointer user_data)
{
  const Reading *job = user_data;
  const GeglRectangle *extent = gegl_buffer_get_extent (job->picture);
  const gint factor = job->reduced->factor, width = job->reduced->luma.width;
  gfloat *pixels = gegl_scratch_new (gfloat, (gsize) extent->width * 4);

  for (gsize row = offset; row < offset + size; row++)
    {
      gfloat *luma = job->reduced->luma.values + row * width;
      gfloat *weight = job->reduced->weight.values + row * width;
      const gint top = (gint) row * factor, bottom = MIN (top + factor, extent->height);

      for (gint x = 0; x < width; x++)
        luma[x] = weight[x] = 0.0f;
      for (gint y = top; y < bottom; y++)
        {
          retexture_samples_read (job->picture,
                                  GEGL_RECTANGLE (extent->x, extent->y + y, extent->width, 1),
                                  job->format, pixels);
          for (gint x = 0; x < extent->width; x++)
            {
              const gfloat value = retexture_luma (pixels + 4 * x);
              const gfloat alpha = pixels[4 * x + 3];

              if (isfinite (value) && isfinite (alpha) && alpha > 0.0f)
                {
                  luma[x / factor] += MIN (alpha, 1.0f) * CLAMP (value, -0.5f, 1.5f);
                  weight[x / factor] += MIN (alpha, 1.0f);
                }
            }
        }
      for (gint x = 0; x < width; x++)
        {
          luma[x] = weight[x] > 0.0f ? luma[x] / weight[x] : 0.0f;
          weight[x] /= factor * factor;
        }
    }
  gegl_scratch_free (pixels);
}

RetextureReduced
retexture_reduced_new (GeglBuffer *picture, gint factor)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (picture);
  RetextureReduced reduced = reduced_empty (
      (extent->width + factor - 1) / factor, (extent->height + factor - 1) / factor, factor,
      0.5 * extent->width / factor, 0.5 * extent->height / factor);
  Reading job
      = { picture, babl_format_with_space ("R'G'B'A float", gegl_buffer_get_format (picture)),
          &reduced };

  gegl_parallel_distribute_range (reduced.luma.height, 8.0, read_rows, &job);
  return reduced;
}

RetextureReduced
retexture_reduced_again (const RetextureReduced *self, gint factor)
{
  const gint width = self->luma.width, height = self->luma.height;
  RetextureReduced reduced
      = reduced_empty ((width + factor - 1) / factor, (height + factor - 1) / factor,
                       self->factor * factor, self->middle[0] / factor, self->middle[1] / factor);

  for (gint row = 0; row < reduced.luma.height; row++)
    for (gint column = 0; column < reduced.luma.width; column++)
      {
        gdouble luma = 0.0, weight = 0.0;

        for (gint y = row * factor; y < MIN ((row + 1) * factor, height); y++)
          for (gint x = column * factor; x < MIN ((column + 1) * factor, width); x++)
            {
              luma += self->weight.values[y * width + x] * self->luma.values[y * width + x];
              weight += self->weight.values[y * width + x];
            }
        reduced.luma.values[row * reduced.luma.width + column] = weight > 0.0 ? luma / weight : 0.0;
        reduced.weight.values[row * reduced.luma.width + column] = weight / (factor * factor);
      }
  return reduced;
}

void
retexture_reduced_clear (RetextureReduced *self)
{
  retexture_plane_clear (&self->luma);
  retexture_plane_clear (&self->weight);
}

static gsize
n_samples (const RetexturePlane *plane)
{
  return (gsize) plane->width * plane->height;
}

/* The weighted mean of `values` around each sample; `weighted` is of values times weight. */
static RetexturePlane
mean_around (const RetexturePlane *weighted, const RetexturePlane *weight, gdouble radius)
{
  RetexturePlane mean = retexture_plane_blurred (weighted, radius),
                 share = retexture_plane_blurred (weight, radius);

  for (gsize i = 0; i < n_samples (&mean); i++)
    mean.values[i] = share.values[i] > LEAST ? mean.values[i] / share.values[i] : 0.0f;
  retexture_plane_clear (&share);
  return mean;
}

RetexturePlane
retexture_kept_band_new (const RetextureReduced *picture, gdouble unit)
{
  const gsize n = n_samples (&picture->luma);
  const gfloat *weight = picture->weight.values;
  RetexturePlane scratch = retexture_plane_new (picture->luma.width, picture->luma.height);
  RetexturePlane band, coarse, local;
  gdouble energy = 0.0, whole = 0.0, floor;

  for (gsize i = 0; i < n; i++)
    scratch.values[i] = picture->luma.values[i] * weight[i];
  band = mean_around (&scratch, &picture->weight, FINE * unit);
  coarse = mean_around (&scratch, &picture->weight, COARSE * unit);
  for (gsize i = 0; i < n; i++)
    {
      band.values[i] = weight[i] > LEAST ? band.values[i] - coarse.values[i] : 0.0f;
      scratch.values[i] = band.values[i] * band.values[i] * weight[i];
      energy += scratch.values[i];
      whole += weight[i];
    }
  floor = MAX (FLOOR * FLOOR * energy / MAX (whole, 1.0), NOTHING * NOTHING);
  local = mean_around (&scratch, &picture->weight, LOCAL * unit);
  for (gsize i = 0; i < n; i++)
    band.values[i] /= sqrtf (local.values[i] + (gfloat) floor);

  retexture_plane_clear (&scratch);
  retexture_plane_clear (&coarse);
  retexture_plane_clear (&local);
  return band;
}
