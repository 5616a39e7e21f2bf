/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For each block and channel: both pictures as pyramids; each band of what is missing from the two,
 * by the gains that hold there; the bands put together again; and change kept out.
 */
#include "missing-rendering.h"

#include <math.h>
#include <string.h>

#include "blocks.h"
#include "luma.h"
#include "samples.h"
#include "vector.h"

/* Pixels of a block: what a thread touches at a time stays in its own cache, and the blocks'
 * overlap is not most of the work. */
#define COLUMNS 512
#define ROWS 256

typedef struct
{
  const RetextureMissingRecipe *recipe;
  const RetexturePicturePair *pair;
  GeglBuffer *target;
  GeglRectangle area; /* from here on counted from the overlap's corner */
  RetextureMissingFrame frame;
  gint n_bands; /* that are taken apart block by block; the coarse ones are known */
} Job;

/* ---- places ---- */

/* Where the pixels lie on a lattice of samples of a level of the finished picture. */
static RetextureLatticePlace
place_on_level (const Job *job, gint level)
{
  return retexture_missing_frame_place (&job->frame, 0, ldexp (1.0, level), 0.0);
}

/* Of one of the range's changes; 0 where it does not count. */
static gfloat *
read_change (const Job *job,
             const RetextureLattice *lattice,
             gboolean counts,
             const GeglRectangle *area)
{
  const RetextureLatticePlace place = place_on_level (job, job->recipe->range->change_level);
  const gsize n = (gsize) area->width * area->height;
  gfloat *change = gegl_scratch_new (gfloat, n);

  if (counts)
    retexture_lattice_read (lattice, &place, area, change);
  else
    memset (change, 0, n * sizeof (gfloat));
  return change;
}

/* ---- coarse bands ---- */

static gboolean
is_whole_size (const Job *job)
{
  return job->recipe->pixel_size == 1.0;
}

/* In a reduced picture they are read between their samples. */
static void
add_coarse (const Job *job, const RetextureLattice *lattice, const RetextureLevel *texture)
{
  const RetextureLatticePlace place = place_on_level (job, RETEXTURE_BAND_COARSE);
  const gsize n = (gsize) texture->area.width * texture->area.height;
  gfloat *values = gegl_scratch_new (gfloat, n);

  retexture_lattice_read (lattice, &place, &texture->area, values);
  for (gsize i = 0; i < n; i++)
    texture->values[i] += values[i];
  gegl_scratch_free (values);
}

/* Its share in what is put together block by block ends where the coarse bands begin. */
static void
set_up_frame (Job *job)
{
  const RetextureMissingRecipe *recipe = job->recipe;
  const gdouble finer = log2 (recipe->pixel_size);

  job->frame = (RetextureMissingFrame){ .missing = recipe->range->missing,
                                        .x = job->pair->overlap.x,
                                        .y = job->pair->overlap.y,
                                        .pixel_size = recipe->pixel_size };
  job->n_bands = retexture_missing_range_shares (recipe->radius_px, job->frame.shares);
  job->n_bands = CLAMP ((gint) ceil (RETEXTURE_BAND_COARSE - finer), 0, job->n_bands);
  for (gint k = 0; k < job->n_bands; k++)
    {
      job->frame.shares[k] *= MIN (RETEXTURE_BAND_COARSE - (k + finer), 1.0);
      if (recipe->sharpening > 0.0f && k + finer < 0.5)
        job->frame.shares[k] *= recipe->sharpening;
    }
}

gint
retexture_missing_reach (void)
{
  return 8 << RETEXTURE_BAND_COARSE;
}

/* ---- a block ---- */

/* What changed in light gets nothing; nor does what is equal, whatever its neighbourhood lacks; and
 * a transparent original has nothing to give. */
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
             gfloat *restrict pixels,
             gsize n,
             gint channels)
{
  if (channels == 4)
    for (gsize i = 0; i < n; i++)
      pixels[4 * i] = weights[i] * texture[i];
  else
    for (gsize i = 0; i < n; i++)
      pixels[3 * i] = weights[i] * texture[i];
}

/* Where colours changed the texture's own does not belong, but what is light and dark of it does.
 */
static void
lay_on_neutral (gfloat *pixels, gsize n, gint channels, const gfloat *coloured, gfloat neutral)
{
  for (gsize i = 0; i < n; i++)
    {
      gfloat *pixel = pixels + channels * i;
      const gfloat luma = retexture_luma (pixel);

      for (gint c = 0; c < 3 && coloured[i] > 0.0f; c++)
        pixel[c] = luma + (1.0f - coloured[i]) * (pixel[c] - luma);
      for (gint c = 0; c < 3; c++)
        pixel[c] += neutral;
      if (channels == 4)
        pixel[3] = 1.0f;
    }
}

/* What is missing of a channel, of which the two pictures' pixels are in level 0. */
static RetextureLevel
find_texture (const Job *job, const RetextureMissingBands *bands, const RetextureLattice *known)
{
  RetextureLevel coarse, texture;

  if (!known || !is_whole_size (job))
    {
      texture = retexture_missing_bands_put_together (bands, &job->frame, NULL);
      if (known)
        add_coarse (job, known, &texture);
      return texture;
    }
  /* In full size they are the next level of the pyramid. */
  coarse = retexture_pyramid_level_new (&bands->levels[bands->last].own);
  retexture_lattice_read_places (known, &coarse.area, coarse.values);
  texture = retexture_missing_bands_put_together (bands, &job->frame, &coarse);
  gegl_scratch_free (coarse.values);
  return texture;
}

static void
make_block (const GeglRectangle *block, gpointer user_data)
{
  const Job *job = user_data;
  const gint channels = job->pair->channels;
  const RetextureMissingRecipe *recipe = job->recipe;
  const RetextureMissingRange *range = recipe->range;
  RetextureMissingBands bands;
  RetextureMissingBand *finest = bands.levels;
  gsize n, n_around;
  gfloat *original, *edit, *weights, *coloured, *textures;

  retexture_missing_bands_set_up (&bands, &job->frame, 0, job->n_bands, block);
  n = (gsize) block->width * block->height;
  n_around = (gsize) finest->original.area.width * finest->original.area.height;
  original = gegl_scratch_new (gfloat, n_around * channels);
  edit = gegl_scratch_new (gfloat, n_around * channels);
  textures = gegl_scratch_new (gfloat, n * channels);
  retexture_picture_pair_read (job->pair, &finest->original.area, original, edit);
  weights = read_change (job, range->change, !recipe->changed, block);
  coloured = read_change (job, range->coloured, !recipe->coloured, block);
  for (gsize i = 0; recipe->luminance && i < n; i++)
    coloured[i] = 1.0f;
  weigh_pixels (job, &finest->original, original, edit, block, weights);

  for (gint c = 0; c < 3; c++)
    {
      RetextureLevel texture;

      retexture_picture_pair_take_channel (original + c, finest->original.values, n_around,
                                           channels);
      retexture_picture_pair_take_channel (edit + c, finest->edit.values, n_around, channels);
      texture = find_texture (job, &bands, range->coarse[c]);
      lay_channel (texture.values, weights, textures + c, n, channels);
      gegl_scratch_free (texture.values);
    }
  lay_on_neutral (textures, n, channels, coloured, recipe->neutral);
  retexture_samples_write (job->target,
                           GEGL_RECTANGLE (block->x + job->pair->overlap.x,
                                           block->y + job->pair->overlap.y, block->width,
                                           block->height),
                           job->pair->format, textures);
  gegl_scratch_free (coloured);
  gegl_scratch_free (weights);
  gegl_scratch_free (textures);
  gegl_scratch_free (edit);
  gegl_scratch_free (original);
  retexture_missing_bands_clear (&bands);
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

  set_up_frame (&job);
  retexture_blocks_make (&job.area, COLUMNS, ROWS, make_block, &job);
}
