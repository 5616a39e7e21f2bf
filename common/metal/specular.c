/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "specular.h"

#include "gaussian-kernel.h"
#include "gaussian.h"
#include "luma.h"
#include "operation-frame.h"
#include "samples.h"
#include "smooth-step.h"
#include "vector.h"

#include <math.h>

/* Light is what remains of the picture at this blur, in finished pixels. */
#define LIGHT_RADIUS 4.0
#define LEAST_RADIUS 0.3

/* Light falls off beside a highlight by as much as this in a pixel, or more; what texture itself
 * does to it is well below. */
#define GRADIENT 0.01f

/* Where highlights begin, in luma. */
#define HIGHLIGHT 0.85f

typedef struct
{
  const RetextureSpecular *specular;
  const gfloat *light; /* R'G'B' of `around` */
  GeglRectangle around, area;
  gfloat pixel_size;
  gfloat *factors, *tones;
} Job;

static gdouble
light_radius (gdouble pixel_size)
{
  return MAX (LIGHT_RADIUS / pixel_size, LEAST_RADIUS);
}

gint
retexture_specular_reach (gdouble pixel_size)
{
  return retexture_gaussian_reach (light_radius (pixel_size)) + 1;
}

static gfloat
factor_of (const RetextureSpecular *specular, gfloat tone, gfloat gradient)
{
  const gfloat t = CLAMP (tone, 0.0f, 1.0f);
  const gfloat by_tone = specular->by_tone ? 4.0f * t * (1.0f - t) : 1.0f;
  const gfloat square = gradient * gradient;
  const gfloat beside = specular->beside * t * square / (square + GRADIENT * GRADIENT);

  return by_tone * (1.0f + beside)
         * (1.0f - (gfloat) specular->protection * retexture_smooth_step (HIGHLIGHT, 1.0f, t));
}

/* Called with a range of rows, from several threads. */
static void
find_rows (gsize offset, gsize size, gpointer user_data)
{
  const Job *job = user_data;
  const gint width = job->around.width;
  const gint left = job->area.x - job->around.x, top = job->area.y - job->around.y;

  for (gint y = (gint) offset; y < (gint) (offset + size); y++)
    for (gint x = 0; x < job->area.width; x++)
      {
        const gint row = top + y, column = left + x;
        const gint before = MAX (column - 1, 0), after = MIN (column + 1, width - 1);
        const gint above = MAX (row - 1, 0), below = MIN (row + 1, job->around.height - 1);
        const gsize i = (gsize) y * job->area.width + x;
        const gfloat tone = retexture_luma (job->light + 3 * ((gsize) row * width + column));
        const gfloat dx = retexture_luma (job->light + 3 * ((gsize) row * width + after))
                          - retexture_luma (job->light + 3 * ((gsize) row * width + before));
        const gfloat dy = retexture_luma (job->light + 3 * ((gsize) below * width + column))
                          - retexture_luma (job->light + 3 * ((gsize) above * width + column));

        job->factors[i]
            = factor_of (job->specular, tone, 0.5f * sqrtf (dx * dx + dy * dy) / job->pixel_size);
        if (job->tones)
          job->tones[i] = tone;
      }
}

void
retexture_specular_find (GeglBuffer *picture,
                         const GeglRectangle *area,
                         gdouble pixel_size,
                         const RetextureSpecular *specular,
                         gfloat *factors,
                         gfloat *tones)
{
  Job job = { .specular = specular,
              .area = *area,
              .around = retexture_frame_grow (area, 1),
              .pixel_size = pixel_size,
              .factors = factors,
              .tones = tones };
  const Babl *format = babl_format_with_space ("R'G'B' float", gegl_buffer_get_format (picture));
  g_autoptr (GeglBuffer) light = NULL;
  gfloat *pixels;

  gegl_rectangle_intersect (&job.around, &job.around, gegl_buffer_get_extent (picture));
  pixels = gegl_scratch_new (gfloat, (gsize) 3 * job.around.width * job.around.height);
  job.light = pixels;
  light = gegl_buffer_linear_new_from_data (pixels, format, &job.around, GEGL_AUTO_ROWSTRIDE, NULL,
                                            NULL);
  retexture_gaussian_blur (picture, light, &job.around, light_radius (pixel_size));
  gegl_parallel_distribute_range (area->height, 1.0, find_rows, &job);
  gegl_scratch_free (pixels);
}
