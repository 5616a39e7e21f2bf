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
#include "vector.h"

/* A field is looked at this far apart, in pixels, where only its bounds matter. */
#define GRID 16

/* Squares of the target that are made from one piece of the original. */
#define BLOCK 64

/* Kernels reach so many samples, times their stretch, plus one for rounding. */
#define LOBES 3.0

/* Wider kernels than this are not made. */
#define MOST_STRETCH ((RETEXTURE_LANCZOS_MOST_TAPS - 2) / (2.0 * LOBES))

/* What is hardly smaller than the original needs no wider kernel, which takes longer. */
#define LEAST_STRETCH 1.01

/* Weights add up to 1 but for rounding. */
#define OPAQUE 0.99999f

typedef struct
{
  GeglBuffer *original, *target;
  const Babl *format; /* R'G'B'A float */
  GeglRectangle area, frame, extent;
  RetextureMotion motion;
  gdouble stretch;
} Job;

static gdouble
stretch_of (const RetextureMotion *motion)
{
  const gdouble scale = retexture_transform_scale (&motion->transform);

  return scale < LEAST_STRETCH ? 1.0 : MIN (scale, MOST_STRETCH);
}

/* Where the middle of the target's pixel (x, y) lies in the original, where sample i lies at i. */
static void
place_of (const RetextureMotion *motion,
          const GeglRectangle *original,
          const GeglRectangle *frame,
          gint x,
          gint y,
          gdouble *u,
          gdouble *v)
{
  retexture_motion_apply (motion, x + 0.5 - frame->x - 0.5 * frame->width,
                          y + 0.5 - frame->y - 0.5 * frame->height, u, v);
  *u += original->x + 0.5 * original->width - 0.5;
  *v += original->y + 0.5 * original->height - 0.5;
}

/* How far a field can lead away from what it is at places GRID pixels off. */
static gint
slack_of (const RetextureMotion *motion)
{
  return motion->field ? (gint) ceil (GRID * RETEXTURE_FIELD_STEEPEST
                                      * retexture_transform_scale (&motion->transform))
                       : 0;
}

/* The pixels around the places of all of `area`. */
static GeglRectangle
bounds_of (const RetextureMotion *motion,
           const GeglRectangle *original,
           const GeglRectangle *frame,
           const GeglRectangle *area)
{
  const gint step_x = motion->field ? GRID : MAX (1, area->width - 1);
  const gint step_y = motion->field ? GRID : MAX (1, area->height - 1);
  const gint slack = slack_of (motion);
  gdouble left = G_MAXDOUBLE, top = G_MAXDOUBLE, right = -G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

  for (gint y = 0; y < area->height - 1 + step_y; y += step_y)
    for (gint x = 0; x < area->width - 1 + step_x; x += step_x)
      {
        gdouble u, v;

        place_of (motion, original, frame, area->x + MIN (x, area->width - 1),
                  area->y + MIN (y, area->height - 1), &u, &v);
        left = MIN (left, u);
        right = MAX (right, u);
        top = MIN (top, v);
        bottom = MAX (bottom, v);
      }
  return *GEGL_RECTANGLE ((gint) floor (left) - slack, (gint) floor (top) - slack,
                          (gint) (ceil (right) - floor (left)) + 1 + 2 * slack,
                          (gint) (ceil (bottom) - floor (top)) + 1 + 2 * slack);
}

GeglRectangle
retexture_warp_source (const GeglRectangle *original,
                       const GeglRectangle *area,
                       const GeglRectangle *frame,
                       const RetextureMotion *motion)
{
  const gint margin = (gint) ceil (LOBES * stretch_of (motion)) + 1;
  const GeglRectangle bounds = bounds_of (motion, original, frame, area);

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

/* Pixels, `stride` of them to a row, by the weights of their columns and rows. */
static inline void
add_up (const gfloat *pixels,
        gint stride,
        const gfloat *across,
        gint columns,
        const gfloat *down,
        gint rows,
        gfloat *sum)
{
  gfloat of_columns[4 * RETEXTURE_LANCZOS_MOST_TAPS];

  for (gint k = 0; k < 4 * columns; k++)
    of_columns[k] = down[0] * pixels[k];
  for (gint j = 1; j < rows; j++)
    for (gint k = 0; k < 4 * columns; k++)
      of_columns[k] += down[j] * pixels[(gsize) 4 * j * stride + k];
  for (gint i = 0; i < columns; i++)
    for (gint c = 0; c < 4; c++)
      sum[c] += across[i] * of_columns[4 * i + c];
}

/* `source` holds premultiplied pixels of the rectangle `held`. */
RETEXTURE_VECTOR static void
make_pixel (
    const Job *job, const gfloat *source, const GeglRectangle *held, gint x, gint y, gfloat *pixel)
{
  gfloat across[RETEXTURE_LANCZOS_MOST_TAPS], down[RETEXTURE_LANCZOS_MOST_TAPS];
  gfloat sum[4] = { 0.0f }, share;
  const gfloat *first;
  gdouble u, v;
  gint columns, rows, left, top;

  place_of (&job->motion, &job->extent, &job->frame, x, y, &u, &v);
  share = coverage (&job->extent, u, v);
  for (gint c = 0; c < 4; c++)
    pixel[c] = 0.0f;
  if (share <= 0.0f)
    return;
  left = retexture_lanczos_weigh (u, job->stretch, across, &columns) - held->x;
  top = retexture_lanczos_weigh (v, job->stretch, down, &rows) - held->y;
  first = source + 4 * ((gsize) top * held->width + left);
  /* Of a number that it knows the compiler makes no loop. */
  if (columns == RETEXTURE_LANCZOS_PLAIN_TAPS && rows == RETEXTURE_LANCZOS_PLAIN_TAPS)
    add_up (first, held->width, across, RETEXTURE_LANCZOS_PLAIN_TAPS, down,
            RETEXTURE_LANCZOS_PLAIN_TAPS, sum);
  else
    add_up (first, held->width, across, columns, down, rows, sum);
  if (sum[3] <= 0.0f)
    return;
  for (gint c = 0; c < 3; c++)
    pixel[c] = sum[c] / sum[3];
  pixel[3] = share * (sum[3] > OPAQUE ? 1.0f : sum[3]);
}

static void
make_block (const Job *job, const GeglRectangle *block)
{
  const GeglRectangle held = retexture_warp_source (&job->extent, block, &job->frame, &job->motion);
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
                         const RetextureMotion *motion,
                         gint *x,
                         gint *y)
{
  const gdouble *m = motion->transform.matrix;
  gdouble u, v;

  if (motion->field || m[0] != 1.0 || m[1] != 0.0 || m[2] != 0.0 || m[3] != 1.0)
    return FALSE;
  place_of (motion, original, frame, frame->x, frame->y, &u, &v);
  *x = (gint) u;
  *y = (gint) v;
  return *x == u && *y == v;
}

GeglRectangle
retexture_warp_reach (const GeglRectangle *original,
                      const GeglRectangle *frame,
                      const RetextureMotion *motion)
{
  const RetextureMotion back = { retexture_transform_inverted (&motion->transform), NULL };
  const gdouble most = motion->field ? retexture_field_most (motion->field) : 0.0;
  const gint margin = 1 + (gint) ceil (most / retexture_transform_scale (&motion->transform));
  GeglRectangle reach = bounds_of (&back, frame, original, original);

  reach = *GEGL_RECTANGLE (reach.x - margin, reach.y - margin, reach.width + 2 * margin,
                           reach.height + 2 * margin);
  gegl_rectangle_intersect (&reach, &reach, frame);
  return reach;
}

/* A motion does not fold, so what its rim encloses is within as the rim is. */
gboolean
retexture_warp_covers (const GeglRectangle *original,
                       const GeglRectangle *area,
                       const GeglRectangle *frame,
                       const RetextureMotion *motion)
{
  const gint right = area->x + area->width - 1, bottom = area->y + area->height - 1;
  gboolean covers = TRUE;

  for (gint y = area->y; covers && y <= bottom; y++)
    for (gint x = area->x; covers && x <= right;
         x += y == area->y || y == bottom ? 1 : MAX (1, right - x))
      {
        gdouble u, v;

        place_of (motion, original, frame, x, y, &u, &v);
        covers = coverage (original, u, v) >= 1.0f;
      }
  return covers;
}

void
retexture_warp_render (GeglBuffer *original,
                       GeglBuffer *target,
                       const GeglRectangle *area,
                       const GeglRectangle *frame,
                       const RetextureMotion *motion)
{
  Job job = {
    .original = original,
    .target = target,
    .format = babl_format_with_space ("R'G'B'A float", gegl_buffer_get_format (target)),
    .area = *area,
    .frame = *frame,
    .extent = *gegl_buffer_get_extent (original),
    .motion = *motion,
    .stretch = stretch_of (motion),
  };
  gint x, y;

  if (retexture_warp_is_whole (&job.extent, frame, motion, &x, &y))
    gegl_buffer_copy (
        original,
        GEGL_RECTANGLE (area->x - frame->x + x, area->y - frame->y + y, area->width, area->height),
        GEGL_ABYSS_NONE, target, area);
  else
    gegl_parallel_distribute_range ((area->height + BLOCK - 1) / BLOCK, 1.0, make_blocks, &job);
}
