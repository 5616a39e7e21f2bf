/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For each block: the three sums of each channel's bands and of lightness's, the fine ones made
 * here, the coarse ones known; and the formula.
 */
#include "level-rendering.h"

#include <math.h>
#include <string.h>

#include "blocks.h"
#include "luma.h"
#include "samples.h"

/* Pixels of a block: what a thread touches at a time stays in its own cache. */
#define COLUMNS 512
#define ROWS 128

/* Three channels, and lightness. */
#define PLANES 4

typedef struct
{
  const RetextureLevelRecipe *recipe;
  const RetexturePicturePair *pair;
  GeglBuffer *target;
  GeglRectangle area; /* counted from the overlap's corner */
  RetextureLevelGains gains[2];
  gint n_bands; /* that are taken apart block by block */
} Job;

gint
retexture_level_reach (void)
{
  return 8 << RETEXTURE_BAND_COARSE;
}

/* In a reduced picture the last of them counts as far as the coarse ones do not hold it. */
static void
set_up_gains (Job *job)
{
  const RetextureLevelRecipe *recipe = job->recipe;
  const gdouble finer = log2 (recipe->pixel_size);

  retexture_level_gains_find (recipe->setup->values.level, recipe->setup->mask->size,
                              recipe->pixel_size, &job->gains[0], &job->gains[1]);
  job->n_bands = MAX ((gint) ceil (RETEXTURE_BAND_COARSE - finer), 0);
  for (gint i = 0; i < 2; i++)
    for (gint k = 0; k < job->n_bands; k++)
      {
        const gfloat held = MIN (RETEXTURE_BAND_COARSE - (k + finer), 1.0);

        job->gains[i].change[k] *= held;
        job->gains[i].share[k] *= held;
      }
}

/* ---- what is read ---- */

static void
read_plane (const gfloat *pixels, gint channels, gint c, const RetextureLevel *level)
{
  const gsize n = (gsize) level->area.width * level->area.height;

  if (c < 3)
    retexture_picture_pair_take_channel (pixels + c, level->values, n, channels);
  else
    for (gsize i = 0; i < n; i++)
      level->values[i] = retexture_luma (pixels + channels * i);
}

/* Where the pixels lie on the samples of a level of the finished picture. */
static RetextureLatticePlace
place_on_level (const Job *job, gint level)
{
  return retexture_picture_pair_place (job->pair->overlap.x, job->pair->overlap.y,
                                       job->recipe->pixel_size, &job->recipe->setup->frame, 0,
                                       ldexp (1.0, level), 0.0);
}

static void
add_coarse (const Job *job, gint sum, gint c, const GeglRectangle *block, gfloat *values)
{
  const RetextureLatticePlace place = place_on_level (job, RETEXTURE_BAND_COARSE);
  const gsize n = (gsize) block->width * block->height;
  gfloat *coarse = gegl_scratch_new (gfloat, n);

  retexture_lattice_read (job->recipe->setup->coarse[sum][c], &place, block, coarse);
  for (gsize i = 0; i < n; i++)
    values[i] += coarse[i];
  gegl_scratch_free (coarse);
}

/* ---- a block ---- */

/* The sums of a plane, in the block; of lightness, which has no edit, what is changed alone. */
static void
make_sums (const Job *job,
           const RetextureLevelAreas *areas,
           const RetextureLevelWeights *weights,
           const RetextureLevel *reference,
           const RetextureLevel *edit,
           gint c,
           RetextureLevel *sums)
{
  const RetextureLevelSetup *setup = job->recipe->setup;
  const gboolean whole = job->recipe->pixel_size == 1.0 && c < 3;
  RetextureLevel coarse[RETEXTURE_LEVEL_SUMS];

  for (gint i = 0; whole && i < RETEXTURE_LEVEL_SUMS; i++)
    {
      coarse[i] = retexture_pyramid_level_new (&areas->own[areas->last]);
      retexture_lattice_read_places (setup->coarse[i][c], &coarse[i].area, coarse[i].values);
    }
  retexture_level_bands_put_together (areas, &job->gains[c / 3], weights, reference, edit,
                                      whole ? coarse : NULL, sums);
  for (gint i = 0; i < RETEXTURE_LEVEL_SUMS; i++)
    if (whole)
      gegl_scratch_free (coarse[i].values);
    else if (c < 3)
      add_coarse (job, i, c, &sums[i].area, sums[i].values);
}

static gfloat *
read_mask (const Job *job, const RetextureLattice *lattice, const GeglRectangle *block)
{
  const RetextureLatticePlace place
      = retexture_level_mask_place (job->recipe->setup->mask, job->pair->overlap.x,
                                    job->pair->overlap.y, job->recipe->pixel_size);
  gfloat *values = gegl_scratch_new (gfloat, (gsize) block->width * block->height);

  retexture_lattice_read (lattice, &place, block, values);
  return values;
}

/* By how much the reference's contrast is to change. */
static gfloat *
read_contrast (const Job *job, const GeglRectangle *block)
{
  const RetextureLevelSetup *setup = job->recipe->setup;
  const gsize n = (gsize) block->width * block->height;
  gfloat *values = gegl_scratch_new (gfloat, n);

  if (setup->contrast)
    {
      const RetextureLatticePlace place = retexture_picture_pair_place (
          job->pair->overlap.x, job->pair->overlap.y, job->recipe->pixel_size, &setup->frame, 0,
          ldexp (RETEXTURE_BAND_CELL, RETEXTURE_BAND_COARSE), RETEXTURE_BAND_FIRST);

      retexture_lattice_read (setup->contrast, &place, block, values);
    }
  else
    memset (values, 0, n * sizeof (gfloat));
  return values;
}

/* What changed and is no mark is left alone. */
static void
weigh_changes (const Job *job, const GeglRectangle *block, const gfloat *marks, gfloat *weights)
{
  const RetextureLevelSetup *setup = job->recipe->setup;
  const gsize n = (gsize) block->width * block->height;
  RetextureLatticePlace place;
  gfloat *change;

  for (gsize i = 0; i < n; i++)
    weights[i] = job->recipe->gain;
  if (!setup->change)
    return;
  place = place_on_level (job, setup->change_level);
  change = gegl_scratch_new (gfloat, n);
  retexture_lattice_read (setup->change, &place, block, change);
  for (gsize i = 0; i < n; i++)
    weights[i] *= 1.0f - change[i] * (1.0f - marks[i]);
  gegl_scratch_free (change);
}

/* By channel: colour's sums, and lightness's in the last, which counts for all. */
static void
lay (const Job *job,
     const GeglRectangle *block,
     RetextureLevel sums[PLANES][RETEXTURE_LEVEL_SUMS],
     gfloat *pixels)
{
  const RetextureLevelRecipe *recipe = job->recipe;
  const RetextureLevelSetup *setup = recipe->setup;
  const gint channels = job->pair->channels;
  const gsize n = (gsize) block->width * block->height;
  gfloat *weights = gegl_scratch_new (gfloat, n);
  gfloat *marks = read_mask (job, setup->mask->marks, block);
  gfloat *permanent = read_mask (job, setup->mask->permanent, block);
  gfloat *contrast = read_contrast (job, block);

  weigh_changes (job, block, marks, weights);
  for (gsize i = 0; i < n; i++)
    {
      const gfloat left = setup->marks + permanent[i] * (setup->permanent - setup->marks);
      const gfloat steeper = 1.0f + contrast[i];

      for (gint c = 0; c < 3; c++)
        {
          const gfloat all = steeper * sums[c][RETEXTURE_LEVEL_ALL].values[i];
          const gfloat changed = sums[c][RETEXTURE_LEVEL_CHANGED].values[i]
                                 + sums[3][RETEXTURE_LEVEL_CHANGED].values[i];
          const gfloat wanted = all + steeper * changed;
          const gfloat own = sums[c][RETEXTURE_LEVEL_OWN].values[i];

          pixels[channels * i + c]
              = recipe->neutral + weights[i] * (wanted + marks[i] * (left * all - wanted) - own);
        }
      if (channels == 4)
        pixels[4 * i + 3] = 1.0f;
    }
  gegl_scratch_free (contrast);
  gegl_scratch_free (permanent);
  gegl_scratch_free (marks);
  gegl_scratch_free (weights);
}

static void
make_block (const GeglRectangle *block, gpointer user_data)
{
  const Job *job = user_data;
  const RetexturePicturePair *pair = job->pair;
  RetextureLevelAreas areas;
  RetextureLevelWeights weights;
  RetextureLevel reference, edit, sums[PLANES][RETEXTURE_LEVEL_SUMS];
  gfloat *references, *edits, *pixels;
  gsize n_around;

  retexture_level_areas_init (&areas, 0, job->n_bands, block);
  retexture_level_weights_read (job->recipe->setup->mask, &areas, pair->overlap.x, pair->overlap.y,
                                job->recipe->pixel_size, &weights);
  reference = retexture_pyramid_level_new (&areas.needed[0]);
  edit = retexture_pyramid_level_new (&areas.needed[0]);
  n_around = (gsize) reference.area.width * reference.area.height;
  references = gegl_scratch_new (gfloat, n_around * pair->channels);
  edits = gegl_scratch_new (gfloat, n_around * pair->channels);
  retexture_picture_pair_read (pair, &reference.area, references, edits);
  for (gint c = 0; c < PLANES; c++)
    {
      read_plane (references, pair->channels, c, &reference);
      if (c < 3)
        read_plane (edits, pair->channels, c, &edit);
      make_sums (job, &areas, &weights, &reference, c < 3 ? &edit : NULL, c, sums[c]);
    }
  retexture_level_weights_clear (&areas, &weights);
  gegl_scratch_free (edits);
  gegl_scratch_free (references);
  gegl_scratch_free (edit.values);
  gegl_scratch_free (reference.values);

  pixels = gegl_scratch_new (gfloat, (gsize) block->width * block->height * pair->channels);
  lay (job, block, sums, pixels);
  for (gint c = 0; c < PLANES; c++)
    for (gint i = 0; i < (c < 3 ? RETEXTURE_LEVEL_SUMS : RETEXTURE_LEVEL_CHANGED + 1); i++)
      gegl_scratch_free (sums[c][i].values);
  retexture_samples_write (job->target,
                           GEGL_RECTANGLE (block->x + pair->overlap.x, block->y + pair->overlap.y,
                                           block->width, block->height),
                           pair->format, pixels);
  gegl_scratch_free (pixels);
}

void
retexture_level_render (const RetextureLevelRecipe *recipe,
                        const RetexturePicturePair *pair,
                        GeglBuffer *target,
                        const GeglRectangle *area)
{
  Job job = { .recipe = recipe,
              .pair = pair,
              .target = target,
              .area = { area->x - pair->overlap.x, area->y - pair->overlap.y, area->width,
                        area->height } };

  set_up_gains (&job);
  retexture_blocks_make (&job.area, COLUMNS, ROWS, make_block, &job);
}
