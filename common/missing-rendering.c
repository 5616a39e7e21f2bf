/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For each block and channel: both pictures as pyramids; each band of what is missing from the two,
 * by the gains that hold there; the bands put together again; and change kept out.
 */
#include "missing-rendering.h"

#include <math.h>
#include <string.h>

#include "luma.h"
#include "samples.h"
#include "vector.h"

/* Pixels of a block: what a thread touches at a time stays in its own cache, and the blocks'
 * overlap is not most of the work. */
#define COLUMNS 512
#define ROWS 256

/* A radius below this is one for the formula of a band's share. */
#define LEAST_RADIUS 0.3

/* Bands end softly: what an edit smoothed with the radius is still made up for when they go on to
 * so many of it. */
#define BEYOND 1.5

typedef struct
{
  const RetextureMissingRecipe *recipe;
  const RetexturePicturePair *pair;
  GeglBuffer *target;
  GeglRectangle area; /* from here on counted from the overlap's corner */
  gint n_bands;
  gfloat shares[RETEXTURE_BAND_MOST]; /* of each band, that lie below the radius */
} Job;

/* One band of a block. */
typedef struct
{
  GeglRectangle own;             /* of which samples are wanted */
  RetextureLevel original, edit; /* with what the next level needs around them */
  gfloat *returned, *removed;    /* for each of its own samples */
} Band;

/* ---- bands ---- */

/* The share of a band between the blurs `a` and `b` that lies below `radius`: of the projections of
 * identity minus Gaussian on the band, for white texture. 0 at a, 1 at b. */
static gdouble
share_below (gdouble radius, gdouble a, gdouble b)
{
  const gdouble aa = 1.0 / (2.0 * a * a), bb = 1.0 / (2.0 * b * b), ab = 1.0 / (a * a + b * b);
  const gdouble ar = 1.0 / (a * a + radius * radius), br = 1.0 / (b * b + radius * radius);

  return CLAMP ((aa - ab - ar + br) / (aa - 2.0 * ab + bb), 0.0, 1.0);
}

static gint
count_bands (gdouble radius_px)
{
  gint n = 1;

  while (n < RETEXTURE_BAND_MOST && retexture_pyramid_radius (n) < radius_px)
    n++;
  return n;
}

static void
set_up_shares (Job *job)
{
  const gdouble radius = MAX (BEYOND * job->recipe->radius_px, LEAST_RADIUS);

  job->n_bands = count_bands (radius);
  for (gint k = 0; k < job->n_bands; k++)
    job->shares[k] = share_below (radius, MAX (retexture_pyramid_radius (k), LEAST_RADIUS),
                                  retexture_pyramid_radius (k + 1));
}

gint
retexture_missing_reach (gdouble radius_px)
{
  return 8 << count_bands (BEYOND * radius_px);
}

/* ---- gains ---- */

/* Where on the lattice of cells of band `band` the samples of this pyramid's level `k` lie. */
static RetextureLatticePlace
cells_of (const Job *job, gint k, gint band)
{
  const gdouble size = job->recipe->pixel_size;
  const GeglRectangle whole = retexture_missing_get_overlap (job->recipe->missing);
  const gdouble cell = ldexp (RETEXTURE_BAND_CELL, band);
  const gdouble centre = 0.5 / RETEXTURE_BAND_CELL - 0.5;
  /* Pixel x of these pictures is x * size + (size - 1) / 2 of the finished one. */
  const gdouble x = (job->pair->overlap.x + 0.5) * size - 0.5 - whole.x;
  const gdouble y = (job->pair->overlap.y + 0.5) * size - 0.5 - whole.y;

  return (RetextureLatticePlace){ ldexp (size, k) / cell, x / cell + centre, y / cell + centre };
}

static void
read_band (const Job *job,
           const RetextureLattice *(*get) (RetextureMissing *self, gint band),
           gint k,
           gint band,
           const GeglRectangle *area,
           gfloat *values)
{
  RetextureMissing *missing = job->recipe->missing;
  const gint known = MIN (band, retexture_missing_get_n_bands (missing) - 1);
  const RetextureLatticePlace place = cells_of (job, k, known);

  retexture_lattice_read (get (missing, known), &place, area, values);
}

/* The gains of level `k` are those of the finished picture's bands that have its size; between two
 * of them in a reduced picture. */
static gfloat *
find_gains (const Job *job,
            const RetextureLattice *(*get) (RetextureMissing *self, gint band),
            gint k,
            const GeglRectangle *area)
{
  const gdouble band = k + log2 (job->recipe->pixel_size);
  const gint finer = (gint) floor (band);
  const gfloat rest = band - finer;
  const gsize n = (gsize) area->width * area->height;
  gfloat *gains = gegl_scratch_new (gfloat, n);

  read_band (job, get, k, finer, area, gains);
  if (rest > 0.0f)
    {
      gfloat *others = gegl_scratch_new (gfloat, n);

      read_band (job, get, k, finer + 1, area, others);
      for (gsize i = 0; i < n; i++)
        gains[i] += rest * (others[i] - gains[i]);
      gegl_scratch_free (others);
    }
  return gains;
}

static gfloat *
read_change (const Job *job, const GeglRectangle *area)
{
  const RetextureMissingRecipe *recipe = job->recipe;
  const GeglRectangle whole = retexture_missing_get_overlap (recipe->missing);
  const gdouble size = recipe->pixel_size, sample = ldexp (1.0, recipe->change_level);
  const RetextureLatticePlace place
      = { size / sample, ((job->pair->overlap.x + 0.5) * size - 0.5 - whole.x) / sample,
          ((job->pair->overlap.y + 0.5) * size - 0.5 - whole.y) / sample };
  gfloat *change = gegl_scratch_new (gfloat, (gsize) area->width * area->height);

  retexture_lattice_read (recipe->change, &place, area, change);
  return change;
}

/* ---- a block ---- */

static RetextureLevel
new_level (const GeglRectangle *area)
{
  return (RetextureLevel){ *area, gegl_scratch_new (gfloat, (gsize) area->width * area->height) };
}

static void
set_up_bands (const Job *job, const GeglRectangle *block, Band *bands)
{
  const gint n = job->n_bands;

  bands[0].own = *block;
  for (gint k = 0; k < n; k++)
    bands[k + 1].own = retexture_pyramid_coarser (&bands[k].own);
  for (gint k = n; k >= 0; k--)
    {
      GeglRectangle needed = bands[k].own;

      if (k < n)
        {
          const GeglRectangle finer = retexture_pyramid_finer (&bands[k + 1].original.area);

          gegl_rectangle_bounding_box (&needed, &needed, &finer);
          bands[k].returned = find_gains (job, retexture_missing_get_returned, k, &bands[k].own);
          bands[k].removed = find_gains (job, retexture_missing_get_removed, k, &bands[k].own);
        }
      bands[k].original = new_level (&needed);
      bands[k].edit = new_level (&needed);
    }
}

static void
clear_bands (const Job *job, Band *bands)
{
  for (gint k = 0; k <= job->n_bands; k++)
    {
      gegl_scratch_free (bands[k].original.values);
      gegl_scratch_free (bands[k].edit.values);
      if (k < job->n_bands)
        {
          gegl_scratch_free (bands[k].returned);
          gegl_scratch_free (bands[k].removed);
        }
    }
}

RETEXTURE_VECTOR static void
weigh (gfloat *restrict original,
       const gfloat *restrict edit,
       const gfloat *restrict returned,
       const gfloat *restrict removed,
       gfloat share,
       gsize n)
{
  for (gsize i = 0; i < n; i++)
    original[i] = share * (returned[i] * original[i] - removed[i] * edit[i]);
}

/* What is missing of a band, in its own samples. */
static RetextureLevel
weigh_band (const Job *job, gint k, const Band *bands)
{
  const GeglRectangle *own = &bands[k].own;
  const RetextureLevel missing = new_level (own), edit = new_level (own);

  retexture_pyramid_take_band (&bands[k].original, &bands[k + 1].original, &missing);
  retexture_pyramid_take_band (&bands[k].edit, &bands[k + 1].edit, &edit);
  weigh (missing.values, edit.values, bands[k].returned, bands[k].removed, job->shares[k],
         (gsize) own->width * own->height);
  gegl_scratch_free (edit.values);
  return missing;
}

/* Level 0 of both is filled; what is missing of it is returned. */
static RetextureLevel
put_together (const Job *job, const Band *bands)
{
  RetextureLevel sum = { .values = NULL };

  for (gint k = 0; k < job->n_bands; k++)
    {
      retexture_pyramid_reduce (&bands[k].original, &bands[k + 1].original);
      retexture_pyramid_reduce (&bands[k].edit, &bands[k + 1].edit);
    }
  for (gint k = job->n_bands - 1; k >= 0; k--)
    {
      const RetextureLevel band = weigh_band (job, k, bands);

      if (sum.values)
        {
          retexture_pyramid_add_expanded (&band, &sum);
          gegl_scratch_free (sum.values);
        }
      sum = band;
    }
  return sum;
}

RETEXTURE_VECTOR static void
take_channel (const gfloat *restrict pixels, gfloat *restrict values, gsize n, gint channels)
{
  if (channels == 4)
    for (gsize i = 0; i < n; i++)
      values[i] = pixels[4 * i];
  else
    for (gsize i = 0; i < n; i++)
      values[i] = pixels[3 * i];
}

RETEXTURE_VECTOR static void
take_luma (const gfloat *restrict pixels, gfloat *restrict values, gsize n, gint channels)
{
  if (channels == 4)
    for (gsize i = 0; i < n; i++)
      values[i] = retexture_luma (pixels + 4 * i);
  else
    for (gsize i = 0; i < n; i++)
      values[i] = retexture_luma (pixels + 3 * i);
}

/* What changed gets nothing; nor does what is equal, whatever its neighbourhood lacks; and a
 * transparent original has nothing to give. */
static void
weigh_pixels (const Job *job,
              const RetextureLevel *around,
              const gfloat *original,
              const gfloat *edit,
              const GeglRectangle *block,
              gfloat *weights)
{
  const gint channels = job->pair->channels;

  for (gint y = 0; y < block->height; y++)
    for (gint x = 0; x < block->width; x++)
      {
        const gsize at = ((gsize) (block->y + y - around->area.y) * around->area.width + block->x
                          + x - around->area.x)
                         * channels;
        gfloat *weight = weights + (gsize) y * block->width + x;
        const gboolean equal = original[at] == edit[at] && original[at + 1] == edit[at + 1]
                               && original[at + 2] == edit[at + 2];

        *weight = equal ? 0.0f : job->recipe->gain * (1.0f - *weight);
        if (channels == 4)
          *weight *= CLAMP (original[at + 3], 0.0f, 1.0f);
      }
}

RETEXTURE_VECTOR static void
lay_channel (const gfloat *restrict texture,
             const gfloat *restrict weights,
             gfloat neutral,
             gfloat *restrict pixels,
             gsize n,
             gint channels)
{
  if (channels == 4)
    for (gsize i = 0; i < n; i++)
      pixels[4 * i] = neutral + weights[i] * texture[i];
  else
    for (gsize i = 0; i < n; i++)
      pixels[3 * i] = neutral + weights[i] * texture[i];
}

static void
make_block (const Job *job, const GeglRectangle *block)
{
  const gint channels = job->pair->channels;
  Band bands[RETEXTURE_BAND_MOST + 1];
  gsize n, n_around;
  gfloat *original, *edit, *weights;

  set_up_bands (job, block, bands);
  n = (gsize) block->width * block->height;
  n_around = (gsize) bands[0].original.area.width * bands[0].original.area.height;
  original = gegl_scratch_new (gfloat, n_around * channels);
  edit = gegl_scratch_new (gfloat, n_around * channels);
  retexture_picture_pair_read (job->pair, &bands[0].original.area, original, edit);
  weights = read_change (job, block);
  weigh_pixels (job, &bands[0].original, original, edit, block, weights);

  for (gint c = 0; c < (job->recipe->luminance ? 1 : 3); c++)
    {
      RetextureLevel texture;

      if (job->recipe->luminance)
        {
          take_luma (original, bands[0].original.values, n_around, channels);
          take_luma (edit, bands[0].edit.values, n_around, channels);
        }
      else
        {
          take_channel (original + c, bands[0].original.values, n_around, channels);
          take_channel (edit + c, bands[0].edit.values, n_around, channels);
        }
      texture = put_together (job, bands);
      /* The read pixels of this channel are used up: the block's own take their place at the
       * end. */
      for (gint d = c; d < (job->recipe->luminance ? 3 : c + 1); d++)
        lay_channel (texture.values, weights, job->recipe->neutral, edit + d, n, channels);
      gegl_scratch_free (texture.values);
    }
  if (channels == 4)
    for (gsize i = 0; i < n; i++)
      edit[4 * i + 3] = 1.0f;
  retexture_samples_write (job->target,
                           GEGL_RECTANGLE (block->x + job->pair->overlap.x,
                                           block->y + job->pair->overlap.y, block->width,
                                           block->height),
                           job->pair->format, edit);
  gegl_scratch_free (weights);
  gegl_scratch_free (edit);
  gegl_scratch_free (original);
  clear_bands (job, bands);
}

/* Called with a range of blocks, from several threads. */
static void
make_blocks (gsize offset, gsize size, gpointer user_data)
{
  const Job *job = user_data;
  const gint columns = (job->area.width + COLUMNS - 1) / COLUMNS;

  for (gsize i = offset; i < offset + size; i++)
    {
      const gint x = (gint) (i % columns) * COLUMNS, y = (gint) (i / columns) * ROWS;

      make_block (job, GEGL_RECTANGLE (job->area.x + x, job->area.y + y,
                                       MIN (COLUMNS, job->area.width - x),
                                       MIN (ROWS, job->area.height - y)));
    }
}

void
retexture_missing_render (const RetextureMissingRecipe *recipe,
                          const RetexturePicturePair *pair,
                          GeglBuffer *target,
                          const GeglRectangle *area)
{
  Job job = { .recipe = recipe,
              .pair = pair,
              .target = target,
              .area = { area->x - pair->overlap.x, area->y - pair->overlap.y, area->width,
                        area->height } };

  set_up_shares (&job);
  gegl_parallel_distribute_range ((gsize) ((area->width + COLUMNS - 1) / COLUMNS)
                                      * ((area->height + ROWS - 1) / ROWS),
                                  1.0, make_blocks, &job);
}
