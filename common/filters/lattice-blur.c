/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The recipe, for each band of rows: reduce the picture to the kernel's lattice, downwards and then
 * along (the lattice of one band is small). Where there is a second blur, finish the first one on
 * the lattice, make the numbers between, and begin the second. Then, for each block of the band,
 * enlarge along, enlarge downwards row by row as the consumer asks for them.
 */
#include "lattice-blur.h"

#include "gaussian-kernel.h"
#include "gaussian-rows.h"

/* Work is cut so that what a thread touches at a time stays in its own caches. */
#define COLUMNS 256
#define ROWS 128

/* How many bytes of lattice one band may take: memory first touched costs more than arithmetic. */
#define LATTICE_BYTES (12 << 20)

typedef struct
{
  GeglRectangle area;
  gfloat *numbers;
} Lattice;

typedef struct
{
  const RetextureLatticeBlurFuncs *funcs;
  gpointer user_data;
  gint numbers;
  const RetextureGaussianKernel *kernel;

  GeglRectangle band;                 /* pixels made in this round */
  Lattice reduced, between, smoothed; /* points that make it, from the last to the first made */
} Job;

struct _RetextureLatticeBlock
{
  const Job *job;
  GeglRectangle area;
  gint top;         /* lattice row of the first of `enlarged` */
  gfloat *enlarged; /* lattice rows, as wide as the block */
  gfloat *row;
};

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
lattice_point (const Job *job, const Lattice *lattice, gint column, gint row)
{
  const gsize index = (gsize) (row - lattice->area.y) * lattice->area.width;

  return lattice->numbers + (index + (column - lattice->area.x)) * job->numbers;
}

/* ---- from pixels to the lattice ---- */

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
  const gint stride = columns * job->numbers;
  const gint bottom = (to - 1) * kernel->step + kernel->reduce_reach + 1;
  gfloat *pixels = gegl_scratch_new (gfloat, (gsize) stride * ROWS);
  gfloat *sums = gegl_scratch_new (gfloat, (gsize) stride * (to - from));
  gint y = from * kernel->step - kernel->reduce_reach;

  while (y < bottom)
    {
      const gint next = MIN (bottom, (retexture_floor_div (y, ROWS) + 1) * ROWS);

      job->funcs->read (GEGL_RECTANGLE (x, y, columns, next - y), pixels, job->user_data);
      reduce_rows (kernel, pixels, y, next - y, stride, from, to, sums);
      y = next;
    }

  for (gint j = from; j < to; j++)
    retexture_rows_reduce (kernel, sums + (gsize) (j - from) * stride,
                           lattice_point (job, &job->reduced, left, j), n, job->numbers);

  gegl_scratch_free (sums);
  gegl_scratch_free (pixels);
}

/* Called with a range of the band's lattice rows, from several threads. */
static void
reduce_range (gsize offset, gsize size, gpointer user_data)
{
  const Job *job = user_data;
  const GeglRectangle *area = &job->reduced.area;
  const gint from = area->y + (gint) offset;
  const gint to = from + (gint) size;
  const gint right = area->x + area->width;
  const gint columns = MAX (COLUMNS, 2 * job->kernel->reduce_reach) / job->kernel->step;

  for (gint j = from; j < to; j += ROWS)
    for (gint i = area->x; i < right; i += columns)
      reduce_block (job, j, MIN (j + ROWS, to), i, MIN (columns, right - i));
}

/* ---- on the lattice ---- */

typedef struct
{
  const Job *job;
  const Lattice *from, *to;
  const gfloat *weights; /* for points [-reach, +reach] */
  gint reach;
  gboolean makes_between; /* of what is smoothed, other numbers are made */
} Smoothing;

static void
smooth_row (const Smoothing *self, gint row)
{
  const Lattice *from = self->from, *to = self->to;
  const gint numbers = self->job->numbers, taps = 2 * self->reach + 1;
  const gfloat **rows = g_newa (const gfloat *, taps);
  gfloat *sums = gegl_scratch_new (gfloat, (gsize) from->area.width * numbers);

  for (gint k = 0; k < taps; k++)
    rows[k] = lattice_point (self->job, from, from->area.x, row - self->reach + k);
  retexture_rows_sum (sums, FALSE, rows, self->weights, taps, from->area.width * numbers);
  for (gint k = 0; k < taps; k++)
    rows[k] = sums + k * numbers;
  retexture_rows_sum (lattice_point (self->job, to, to->area.x, row), FALSE, rows, self->weights,
                      taps, to->area.width * numbers);
  gegl_scratch_free (sums);
}

/* Called with a range of the smoothed lattice's rows, from several threads. */
static void
smooth_range (gsize offset, gsize size, gpointer user_data)
{
  const Smoothing *self = user_data;
  const Job *job = self->job;
  const GeglRectangle *area = &self->to->area;
  const gint top = area->y + (gint) offset;

  for (gint row = top; row < top + (gint) size; row++)
    {
      smooth_row (self, row);
      if (self->makes_between)
        job->funcs->between (lattice_point (job, self->to, area->x, row), area->width,
                             job->user_data);
    }
}

static void
smooth (const Job *job)
{
  const RetextureGaussianKernel *kernel = job->kernel;
  Smoothing finish
      = { job, &job->reduced, &job->between, kernel->finish, kernel->finish_reach, TRUE };
  Smoothing begin
      = { job, &job->between, &job->smoothed, kernel->begin, kernel->begin_reach, FALSE };

  gegl_parallel_distribute_range (job->between.area.height, 1.0, smooth_range, &finish);
  gegl_parallel_distribute_range (job->smoothed.area.height, 1.0, smooth_range, &begin);
}

/* ---- back to pixels ---- */

gfloat *
retexture_lattice_block_get_row (RetextureLatticeBlock *self, gint y)
{
  const RetextureGaussianKernel *kernel = self->job->kernel;
  const gint stride = self->area.width * self->job->numbers;
  const gint row = retexture_floor_div (y, kernel->step);
  const gint phase = y - row * kernel->step;
  const gfloat **rows = g_newa (const gfloat *, kernel->enlarge_taps);

  for (gint k = 0; k < kernel->enlarge_taps; k++)
    rows[k] = self->enlarged + (gsize) (row + kernel->first[phase] + k - self->top) * stride;
  retexture_rows_sum (self->row, FALSE, rows, kernel->enlarge + phase * kernel->enlarge_taps,
                      kernel->enlarge_taps, stride);
  return self->row;
}

/* One block of at most ROWS rows: enlarge along, and hand over. */
static void
enlarge_block (const Job *job, const GeglRectangle *area)
{
  const Lattice *lattice = &job->smoothed;
  const gint stride = area->width * job->numbers;
  RetextureLatticeBlock block = { .job = job, .area = *area };
  gint n;

  lattice_span (job->kernel, area->y, area->height, &block.top, &n);
  block.row = gegl_scratch_new (gfloat, stride);
  block.enlarged = gegl_scratch_new (gfloat, (gsize) stride * n);
  for (gint j = 0; j < n; j++)
    retexture_rows_enlarge (
        job->kernel, lattice_point (job, lattice, lattice->area.x, block.top + j), lattice->area.x,
        area->x, block.enlarged + (gsize) j * stride, area->width, job->numbers);
  job->funcs->write (area, &block, job->user_data);
  gegl_scratch_free (block.enlarged);
  gegl_scratch_free (block.row);
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

/* ---- a band, and an area ---- */

static void
lattice_init (const Job *job, Lattice *lattice, const Lattice *inner, gint margin)
{
  lattice->area = *GEGL_RECTANGLE (inner->area.x - margin, inner->area.y - margin,
                                   inner->area.width + 2 * margin, inner->area.height + 2 * margin);
  lattice->numbers = gegl_scratch_new (gfloat, (gsize) lattice->area.width * lattice->area.height
                                                   * job->numbers);
}

static void
render_band (Job *job)
{
  const RetextureGaussianKernel *kernel = job->kernel;
  Lattice wanted = { 0 };

  lattice_span (kernel, job->band.x, job->band.width, &wanted.area.x, &wanted.area.width);
  lattice_span (kernel, job->band.y, job->band.height, &wanted.area.y, &wanted.area.height);

  if (job->funcs->between)
    {
      lattice_init (job, &job->smoothed, &wanted, 0);
      lattice_init (job, &job->between, &job->smoothed, kernel->begin_reach);
      lattice_init (job, &job->reduced, &job->between, kernel->finish_reach);
    }
  else
    {
      lattice_init (job, &job->reduced, &wanted, 0);
      job->smoothed = job->reduced;
    }

  gegl_parallel_distribute_range (job->reduced.area.height, 1.0, reduce_range, job);
  if (job->funcs->between)
    smooth (job);
  gegl_parallel_distribute_range (job->band.height, 1.0, enlarge_range, job);

  gegl_scratch_free (job->reduced.numbers);
  if (job->funcs->between)
    {
      gegl_scratch_free (job->between.numbers);
      gegl_scratch_free (job->smoothed.numbers);
    }
}

/* How many rows a band may have for its lattice to stay within LATTICE_BYTES; never so few that
 * most of the work would be the overlap of the bands. */
static gint
band_rows (const Job *job, gint width)
{
  const RetextureGaussianKernel *kernel = job->kernel;
  const gsize points = width / kernel->step + kernel->enlarge_taps + 1;
  const gsize lattice_rows = LATTICE_BYTES / (points * job->numbers * sizeof (gfloat));

  return MAX (2 * kernel->reach, (gint) MIN (lattice_rows * kernel->step, 1 << 20));
}

void
retexture_lattice_blur (const GeglRectangle *area,
                        gdouble radius_px,
                        const RetextureLatticeBlurFuncs *funcs,
                        gpointer user_data)
{
  g_autoptr (RetextureGaussianKernel) kernel = NULL;
  Job job = { .funcs = funcs, .user_data = user_data, .numbers = funcs->numbers };
  gint rows;

  g_return_if_fail (radius_px > 0.0);

  job.kernel = kernel = retexture_gaussian_kernel_new (radius_px);
  rows = band_rows (&job, area->width);
  for (gint y = area->y; y < area->y + area->height; y += rows)
    {
      job.band = *GEGL_RECTANGLE (area->x, y, area->width, MIN (rows, area->y + area->height - y));
      render_band (&job);
    }
}
