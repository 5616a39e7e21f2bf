/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lanczos' kernel keeps fine texture, which softer ones would lose before it is ever used. It is
 * evaluated where the pixel lies, so that any affine map takes one pass. Colours are weighed by
 * alpha.
 */
#include "warp.h"

#include <math.h>

#include "gaussian-rows.h"
#include "resample.h"
#include "samples.h"

/* Squares of the target that are made from one piece of the original. */
#define BLOCK 64

/* Kernels reach so many samples, times their stretch, plus one for rounding. */
#define LOBES 3.0

/* Wider kernels than this are not made. */
#define MOST_STRETCH ((RETEXTURE_LANCZOS_MOST_TAPS - 2) / (2.0 * LOBES))

/* Weights add up to 1 but for rounding. */
#define OPAQUE 0.99999f

typedef struct
{
  GeglBuffer *original, *target;
  const Babl *format; /* R'G'B'A float */
  GeglRectangle area, frame, extent;
  RetextureTransform transform;
  gdouble stretch;
} Job;

static gdouble
stretch_of (const RetextureTransform *transform)
{
  const gdouble *m = transform->matrix;

  return CLAMP (sqrt (fabs (m[0] * m[3] - m[1] * m[2])), 1.0, MOST_STRETCH);
}

/* Where the middle of the target's pixel (x, y) lies in the original, where sample i lies at i. */
static void
place_of (const RetextureTransform *transform,
          const GeglRectangle *original,
          const GeglRectangle *frame,
          gint x,
          gint y,
          gdouble *u,
          gdouble *v)
{
  retexture_transform_apply (transform, x + 0.5 - frame->x - 0.5 * frame->width,
                             y + 0.5 - frame->y - 0.5 * frame->height, u, v);
  *u += original->x + 0.5 * original->width - 0.5;
  *v += original->y + 0.5 * original->height - 0.5;
}

/* The pixels around the places of all of `area`. */
static GeglRectangle
bounds_of (const RetextureTransform *transform,
           const GeglRectangle *original,
           const GeglRectangle *frame,
           const GeglRectangle *area)
{
  gdouble left = G_MAXDOUBLE, top = G_MAXDOUBLE, right = -G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

  for (gint corner = 0; corner < 4; corner++)
    {
      gdouble u, v;

      place_of (transform, original, frame, area->x + (corner % 2 ? area->width - 1 : 0),
                area->y + (corner / 2 ? area->height - 1 : 0), &u, &v);
      left = MIN (left, u);
      right = MAX (right, u);
      top = MIN (top, v);
      bottom = MAX (bottom, v);
    }
  return *GEGL_RECTANGLE ((gint) floor (left), (gint) floor (top),
                          (gint) (ceil (right) - floor (left)) + 1,
                          (gint) (ceil (bottom) - floor (top)) + 1);
}

GeglRectangle
retexture_warp_source (const GeglRectangle *original,
                       const GeglRectangle *area,
                       const GeglRectangle *frame,
                       const RetextureTransform *transform)
{
  const gint margin = (gint) ceil (LOBES * stretch_of (transform)) + 1;
  const GeglRectangle bounds = bounds_of (transform, original, frame, area);

  return *GEGL_RECTANGLE (bounds.x - margin, bounds.y - margin, bounds.width + 2 * margin,
                          bounds.height + 2 * margin);
}

/* How much of a pixel in the middle of which the original's sample (u, v) lies is within it. */
static gfloat
coverage (const GeglRectangle *extent, gdouble u, gdouble v)
{
  const gdouble across = MIN (u - extent->x, extent->x + extent->width - 1 - u) + 1.0;
  const gdouble down = MIN (v - extent->y, extent->y + extent->height - 1 - v) + 1.0;

  return (gfloat) (CLAMP (across, 0.0, 1.0) * CLAMP (down, 0.0, 1.0));
}

/* `source` holds premultiplied pixels of the rectangle `held`. */
static void
make_pixel (
    const Job *job, const gfloat *source, const GeglRectangle *held, gint x, gint y, gfloat *pixel)
{
  gfloat across[RETEXTURE_LANCZOS_MOST_TAPS], down[RETEXTURE_LANCZOS_MOST_TAPS];
  gfloat sum[4] = { 0.0f }, share;
  gdouble u, v;
  gint columns, rows, left, top;

  place_of (&job->transform, &job->extent, &job->frame, x, y, &u, &v);
  share = coverage (&job->extent, u, v);
  for (gint c = 0; c < 4; c++)
    pixel[c] = 0.0f;
  if (share <= 0.0f)
    return;
  left = retexture_lanczos_weigh (u, job->stretch, across, &columns) - held->x;
  top = retexture_lanczos_weigh (v, job->stretch, down, &rows) - held->y;
  for (gint j = 0; j < rows; j++)
    {
      const gfloat *row = source + 4 * ((gsize) (top + j) * held->width + left);
      gfloat of_row[4] = { 0.0f };

      for (gint i = 0; i < columns; i++)
        for (gint c = 0; c < 4; c++)
          of_row[c] += across[i] * row[4 * i + c];
      for (gint c = 0; c < 4; c++)
        sum[c] += down[j] * of_row[c];
    }
  if (sum[3] <= 0.0f)
    return;
  for (gint c = 0; c < 3; c++)
    pixel[c] = sum[c] / sum[3];
  pixel[3] = share * (sum[3] > OPAQUE ? 1.0f : sum[3]);
}

static void
make_block (const Job *job, const GeglRectangle *block)
{
  const GeglRectangle held
      = retexture_warp_source (&job->extent, block, &job->frame, &job->transform);
  gfloat *source = gegl_scratch_new (gfloat, (gsize) 4 * held.width * held.height);
  gfloat *pixels = gegl_scratch_new (gfloat, (gsize) 4 * block->width * block->height);

  retexture_samples_read (job->original, &held, job->format, source);
  retexture_rows_prepare (source, held.width * held.height, 4);
  for (gint y = 0; y < block->height; y++)
    for (gint x = 0; x < block->width; x++)
      make_pixel (job, source, &held, block->x + x, block->y + y,
                  pixels + 4 * ((gsize) y * block->width + x));
  retexture_samples_write (job->target, block, job->format, pixels);
  gegl_scratch_free (pixels);
  gegl_scratch_free (source);
}

/* Called with a range of the area's rows of blocks, from several threads. */
static void
make_blocks (gsize offset, gsize size, gpointer user_data)
{
  const Job *job = user_data;
  const GeglRectangle *area = &job->area;

  for (gsize row = offset; row < offset + size; row++)
    for (gint x = 0; x < area->width; x += BLOCK)
      {
        const gint y = (gint) row * BLOCK;

        make_block (job, GEGL_RECTANGLE (area->x + x, area->y + y, MIN (BLOCK, area->width - x),
                                         MIN (BLOCK, area->height - y)));
      }
}

gboolean
retexture_warp_is_whole (const GeglRectangle *original,
                         const GeglRectangle *frame,
                         const RetextureTransform *transform,
                         gint *x,
                         gint *y)
{
  const gdouble *m = transform->matrix;
  gdouble u, v;

  if (m[0] != 1.0 || m[1] != 0.0 || m[2] != 0.0 || m[3] != 1.0)
    return FALSE;
  place_of (transform, original, frame, frame->x, frame->y, &u, &v);
  *x = (gint) u;
  *y = (gint) v;
  return *x == u && *y == v;
}

GeglRectangle
retexture_warp_reach (const GeglRectangle *original,
                      const GeglRectangle *frame,
                      const RetextureTransform *transform)
{
  const RetextureTransform back = retexture_transform_inverted (transform);
  GeglRectangle reach = bounds_of (&back, frame, original, original);

  reach = *GEGL_RECTANGLE (reach.x - 1, reach.y - 1, reach.width + 2, reach.height + 2);
  gegl_rectangle_intersect (&reach, &reach, frame);
  return reach;
}

gboolean
retexture_warp_covers (const GeglRectangle *original,
                       const GeglRectangle *area,
                       const GeglRectangle *frame,
                       const RetextureTransform *transform)
{
  gboolean covers = TRUE;

  for (gint corner = 0; corner < 4; corner++)
    {
      gdouble u, v;

      place_of (transform, original, frame, area->x + (corner % 2 ? area->width - 1 : 0),
                area->y + (corner / 2 ? area->height - 1 : 0), &u, &v);
      covers = covers && coverage (original, u, v) >= 1.0f;
    }
  return covers;
}

void
retexture_warp_render (GeglBuffer *original,
                       GeglBuffer *target,
                       const GeglRectangle *area,
                       const GeglRectangle *frame,
                       const RetextureTransform *transform)
{
  Job job = {
    .original = original,
    .target = target,
    .format = babl_format_with_space ("R'G'B'A float", gegl_buffer_get_format (target)),
    .area = *area,
    .frame = *frame,
    .extent = *gegl_buffer_get_extent (original),
    .transform = *transform,
    .stretch = stretch_of (transform),
  };
  gint x, y;

  if (retexture_warp_is_whole (&job.extent, frame, transform, &x, &y))
    gegl_buffer_copy (
        original,
        GEGL_RECTANGLE (area->x - frame->x + x, area->y - frame->y + y, area->width, area->height),
        GEGL_ABYSS_NONE, target, area);
  else
    gegl_parallel_distribute_range ((area->height + BLOCK - 1) / BLOCK, 1.0, make_blocks, &job);
}
