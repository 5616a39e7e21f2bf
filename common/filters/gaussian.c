/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The recipe, for each band of rows: reduce the picture to the kernel's lattice, downwards and then
 * along (the lattice of one band is small); then, for each block of the band, enlarge along,
 * enlarge downwards, and hand the pixels and their blur to the consumer.
 */
#include "gaussian.h"

#include "gaussian-kernel.h"
#include "gaussian-rows.h"
#include "samples.h"
#include "vector.h"

#include <string.h>

/* Work is cut so that what a thread touches at a time stays in its own caches. */
#define COLUMNS 256
#define ROWS 128

/* How many bytes of lattice one band may take: memory first touched costs more than arithmetic. */
#define LATTICE_BYTES (12 << 20)

typedef struct
{
  GeglBuffer *source;
  GeglBuffer *minus; /* what is taken from the source before it is blurred; NULL: nothing */
  GeglBuffer *target;
  const Babl *format; /* R'G'B' or R'G'B'A float in the target's space */
  gint channels;
  const RetextureGaussianKernel *kernel;
  RetextureGaussianFunc func;
  RetextureGaussianPairFunc pair_func; /* instead, where something is taken from the source */
  gpointer user_data;

  GeglRectangle band;    /* pixels made in this round */
  GeglRectangle lattice; /* the lattice points they need */
  gfloat *points;        /* lattice.width x lattice.height, premultiplied */
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
read_source (const Job *job, const GeglRectangle *area, gfloat *pixels)
{
  const gsize n = (gsize) area->width * area->height;
  gfloat *others;

  retexture_samples_read (job->source, area, job->format, pixels);
  if (!job->minus)
    return;
  others = gegl_scratch_new (gfloat, n * job->channels);
  retexture_samples_read (job->minus, area, job->format, others);
  subtract (pixels, others, n);
  gegl_scratch_free (others);
}

/* The lattice points from which the pixels [begin, begin + size) are made. */
static void
lattice_span (const RetextureGaussianKernel *kernel, gint begin, gint size, gint *first, gint *n)
{
  const gint last = begin + size - 1;
  const gint low = retexture_floor_div (begin, kernel->step);
  const gint high = retexture_floor_div (last, kernel->step);

  *first = low + kernel->first[begin - low * kernel->step];
  *n = high + kernel->first[last - high * kernel->step] + kernel->enlarge_taps - *first;
}

static gfloat *
lattice_point (const Job *job, gint column, gint row)
{
  const gsize index = (gsize) (row - job->lattice.y) * job->lattice.width;

  return job->points + (index + (column - job->lattice.x)) * job->channels;
}

/* Adds source rows [y, y + n), of `stride` values, to those of the lattice rows [from, to) that
 * they belong to. */
static void
reduce_rows (const RetextureGaussianKernel *kernel,
             const gfloat *pixels,
             gint y,
             gint n,
             gint stride,
             gint from,
             gint to,
             gfloat *sums)
{
  const gfloat *rows[ROWS];

  for (gint j = from; j < to; j++)
    {
      const gint top = j * kernel->step - kernel->reduce_reach;
      const gint begin = MAX (y, top);
      const gint end = MIN (y + n, j * kernel->step + kernel->reduce_reach + 1);

      for (gint row = begin; row < end; row++)
        rows[row - begin] = pixels + (gsize) (row - y) * stride;
      if (begin < end)
        retexture_rows_sum (sums + (gsize) (j - from) * stride, begin > top, rows,
                            kernel->reduce + (begin - top), end - begin, stride);
    }
}

/* Lattice rows [from, to), columns [left, left + n). Source rows are read in pieces that start at
 * multiples of ROWS, so that every sum is taken in the same order whatever the region. */
static void
reduce_block (const Job *job, gint from, gint to, gint left, gint n)
{
  const RetextureGaussianKernel *kernel = job->kernel;
  const gint x = left * kernel->step - kernel->reduce_reach;
  const gint columns = (n - 1) * kernel->step + 2 * kernel->reduce_reach + 1;
  const gint stride = columns * job->channels;
  const gint bottom = (to - 1) * kernel->step + kernel->reduce_reach + 1;
  gfloat *pixels = gegl_scratch_new (gfloat, (gsize) stride * ROWS);
  gfloat *sums = gegl_scratch_new (gfloat, (gsize) stride * (to - from));
  gint y = from * kernel->step - kernel->reduce_reach;

  while (y < bottom)
    {
      const gint next = MIN (bottom, (retexture_floor_div (y, ROWS) + 1) * ROWS);

      read_source (job, GEGL_RECTANGLE (x, y, columns, next - y), pixels);
      retexture_rows_prepare (pixels, columns * (next - y), job->channels);
      reduce_rows (kernel, pixels, y, next - y, stride, from, to, sums);
      y = next;
    }

  for (gint j = from; j < to; j++)
    retexture_rows_reduce (kernel, sums + (gsize) (j - from) * stride, lattice_point (job, left, j),
                           n, job->channels);

  gegl_scratch_free (sums);
  gegl_scratch_free (pixels);
}

/* Called with a range of the band's lattice rows, from several threads. */
static void
reduce_range (gsize offset, gsize size, gpointer user_data)
{
  const Job *job = user_data;
  const gint from = job->lattice.y + (gint) offset;
  const gint to = from + (gint) size;
  const gint right = job->lattice.x + job->lattice.width;
  const gint columns = MAX (COLUMNS, 2 * job->kernel->reduce_reach) / job->kernel->step;

  for (gint j = from; j < to; j += ROWS)
    for (gint i = job->lattice.x; i < right; i += columns)
      reduce_block (job, j, MIN (j + ROWS, to), i, MIN (columns, right - i));
}

/* One block of at most ROWS rows: enlarge, and hand over. */
static void
enlarge_block (const Job *job, const GeglRectangle *block)
{
  const RetextureGaussianKernel *kernel = job->kernel;
  const gint stride = block->width * job->channels;
  const gfloat **rows = g_newa (const gfloat *, kernel->enlarge_taps);
  gfloat *pixels = gegl_scratch_new (gfloat, (gsize) stride * block->height);
  gfloat *blurred = gegl_scratch_new (gfloat, stride);
  gfloat *one = NULL;
  gfloat *enlarged;
  gint top, n;

  lattice_span (kernel, block->y, block->height, &top, &n);
  enlarged = gegl_scratch_new (gfloat, (gsize) stride * n);
  for (gint j = 0; j < n; j++)
    retexture_rows_enlarge (kernel, lattice_point (job, job->lattice.x, top + j), job->lattice.x,
                            block->x, enlarged + (gsize) j * stride, block->width, job->channels);

  retexture_samples_read (job->minus ? job->minus : job->source, block, job->format, pixels);
  if (job->minus)
    {
      one = gegl_scratch_new (gfloat, (gsize) stride * block->height);
      retexture_samples_read (job->source, block, job->format, one);
    }
  for (gint y = 0; y < block->height; y++)
    {
      const gint row = retexture_floor_div (block->y + y, kernel->step);
      const gint phase = block->y + y - row * kernel->step;

      for (gint k = 0; k < kernel->enlarge_taps; k++)
        rows[k] = enlarged + (gsize) (row + kernel->first[phase] + k - top) * stride;
      retexture_rows_sum (blurred, FALSE, rows, kernel->enlarge + phase * kernel->enlarge_taps,
                          kernel->enlarge_taps, stride);
      if (job->channels == 4)
        retexture_rows_unpremultiply (blurred, block->width);
      if (one)
        job->pair_func (one + (gsize) y * stride, pixels + (gsize) y * stride, blurred,
                        block->width, job->user_data);
      else
        job->func (pixels + (gsize) y * stride, blurred, block->width, job->channels,
                   job->user_data);
    }
  retexture_samples_write (job->target, block, job->format, pixels);

  if (one)
    gegl_scratch_free (one);
  gegl_scratch_free (enlarged);
  gegl_scratch_free (blurred);
  gegl_scratch_free (pixels);
}

/* Called with a range of the band's pixel rows, from several threads. */
static void
enlarge_range (gsize offset, gsize size, gpointer user_data)
{
  const Job *job = user_data;
  const gint end = job->band.y + (gint) (offset + size);
  const gint right = job->band.x + job->band.width;

  for (gint y = job->band.y + (gint) offset; y < end; y += ROWS)
    for (gint x = job->band.x; x < right; x += COLUMNS)
      enlarge_block (job, GEGL_RECTANGLE (x, y, MIN (COLUMNS, right - x), MIN (ROWS, end - y)));
}

/* How many rows a band may have for its lattice to stay within LATTICE_BYTES; never so few that
 * most of the work would be the overlap of the bands. */
static gint
band_rows (const Job *job, gint width)
{
  const RetextureGaussianKernel *kernel = job->kernel;
  const gsize points = width / kernel->step + kernel->enlarge_taps + 1;
  const gsize lattice_rows = LATTICE_BYTES / (points * job->channels * sizeof (gfloat));

  return MAX (2 * kernel->reach, (gint) MIN (lattice_rows * kernel->step, 1 << 20));
}

/* `job` knows its buffers and what is made of them. */
static void
render (Job *job, const GeglRectangle *area, gdouble radius_px)
{
  g_autoptr (RetextureGaussianKernel) kernel = NULL;
  gint rows;

  g_return_if_fail (radius_px > 0.0);

  kernel = retexture_gaussian_kernel_new (radius_px);
  job->kernel = kernel;
  job->format = babl_format_with_space (job->channels == 4 ? "R'G'B'A float" : "R'G'B' float",
                                        gegl_buffer_get_format (job->target));
  rows = band_rows (job, area->width);

  for (gint y = area->y; y < area->y + area->height; y += rows)
    {
      job->band = *GEGL_RECTANGLE (area->x, y, area->width, MIN (rows, area->y + area->height - y));
      lattice_span (kernel, job->band.x, job->band.width, &job->lattice.x, &job->lattice.width);
      lattice_span (kernel, job->band.y, job->band.height, &job->lattice.y, &job->lattice.height);
      job->points = gegl_scratch_new (gfloat, (gsize) job->lattice.width * job->lattice.height
                                                  * job->channels);

      gegl_parallel_distribute_range (job->lattice.height, 1.0, reduce_range, job);
      gegl_parallel_distribute_range (job->band.height, 1.0, enlarge_range, job);

      gegl_scratch_free (job->points);
    }
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
