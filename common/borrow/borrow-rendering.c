/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Borrowed texture has the donor's look and a deviation of 1; how strong it is laid is the donor's
 * strength, as it goes with tone there and with the healthy surroundings of the target, less what
 * the picture still has.
 */
#include "borrow-rendering.h"

#include <math.h>
#include <string.h>

#include "donor-texture.h"
#include "luma.h"
#include "neutral.h"
#include "samples.h"
#include "texture-presence.h"
#include "tiling.h"

/* Work is cut so that what a thread touches at a time stays in its own cache. */
#define COLUMNS 256
#define ROWS 64

/* Strength by tone, in a table. */
#define TONES 256

/* Of the distance to black and white: so many standard deviations of texture have room in it. */
#define ROOM 0.5f

/* No channel's share of a colour counts for more than so much. */
#define MOST_COLOURED 4.0f

/* A patch this small, in a reduced preview, still has overlaps. */
#define LEAST_PATCH 6

typedef struct
{
  const RetextureBorrowRecipe *recipe;
  const Babl *format; /* R'G'B'A float */
  GeglBuffer *output;
  GeglRectangle area;

  RetextureExemplar *exemplar; /* NULL: nothing to borrow */
  RetextureTurning *turning;   /* NULL: everywhere as it is */
  const gfloat *quilted;       /* of the area, by channel; NULL: it is tiled block by block */
  gfloat strengths[TONES + 1]; /* of the donor's texture, by tone */
  const gfloat *weakest;       /* of the area */
  const gfloat *tones;         /* likewise, R'G'B' */
} Job;

/* ---- the donor ---- */

static void
find_donor (Job *job)
{
  const RetextureBorrowRecipe *recipe = job->recipe;

  if (recipe->borrowing)
    job->exemplar = retexture_borrowing_get_exemplar (recipe->borrowing, &recipe->exemplar, NULL);
  if (!job->exemplar)
    return;
  if (recipe->exemplar.turned)
    job->turning = retexture_borrowing_get_turning (recipe->borrowing, job->exemplar);
  for (gint i = 0; i <= TONES; i++)
    job->strengths[i] = retexture_exemplar_strength_at (job->exemplar, (gdouble) i / TONES);
}

/* Structured texture for the whole area, by channel. */
static gfloat *
quilt_area (const Job *job, const GeglRectangle *extent)
{
  const RetextureBorrowRecipe *recipe = job->recipe;
  const gint patch = MAX (
      LEAST_PATCH, (gint) floor (recipe->exemplar.patch / recipe->exemplar.pixel_size + 0.5));
  g_autoptr (RetextureQuilt) quilt = retexture_borrowing_get_quilt (
      recipe->borrowing, job->exemplar, recipe->seed, patch, extent);
  gfloat *values
      = g_new (gfloat, (gsize) job->exemplar->channels * job->area.width * job->area.height);

  retexture_quilt_render (quilt, &job->area, values);
  return values;
}

/* ---- pixels ---- */

static gfloat
strength_at (const Job *job, gfloat tone)
{
  const gfloat place = CLAMP (tone, 0.0f, 1.0f) * (TONES - 0.001f);
  const gint step = (gint) place;

  return job->strengths[step] + (place - step) * (job->strengths[step + 1] - job->strengths[step]);
}

/* A change of luma, of blue minus luma and of red minus luma, as one of red, green and blue. */
static void
lay_colour (gfloat luma, gfloat blueness, gfloat redness, gfloat neutral, gfloat *pixel)
{
  const gfloat red = luma + redness, blue = luma + blueness;

  pixel[0] = neutral + red;
  pixel[1] = neutral + (luma - 0.30f * red - 0.11f * blue) / 0.59f;
  pixel[2] = neutral + blue;
}

/* A change of luma alone, in the colour that the picture has there as far as the donor's goes with
 * its own: it is the same change of luma, however far. */
static void
lay_luma (gfloat luma, gfloat tint, const gfloat *colour, gfloat neutral, gfloat *pixel)
{
  const gfloat tone = MAX (retexture_luma (colour), RETEXTURE_DONOR_DARKEST);

  for (gint c = 0; c < 3; c++)
    {
      const gfloat proportion = CLAMP (colour[c] / tone, 0.0f, MOST_COLOURED);

      pixel[c] = neutral + luma * (1.0f + tint * (proportion - 1.0f));
    }
}

static gsize
place_of (const Job *job, gint x, gint y)
{
  return (gsize) (y - job->area.y) * job->area.width + x - job->area.x;
}

/* The texture of one block, by channel. */
static void
read_texture (const Job *job, const GeglRectangle *block, gfloat *texture)
{
  const gsize n = (gsize) block->width * block->height;
  const gsize n_area = (gsize) job->area.width * job->area.height;

  if (!job->quilted)
    retexture_tiling_render (job->exemplar, job->recipe->seed, block,
                             job->turning ? retexture_turning_at : NULL, job->turning, texture);
  for (gint c = 0; job->quilted && c < job->exemplar->channels; c++)
    for (gint y = 0; y < block->height; y++)
      memcpy (texture + c * n + (gsize) y * block->width,
              job->quilted + c * n_area + place_of (job, block->x, block->y + y),
              block->width * sizeof (gfloat));
}

/* How much stronger than the donor's texture is to be at a place. */
static gfloat
relation_at (const Job *job, gint x, gint y)
{
  const gdouble size = job->recipe->exemplar.pixel_size;
  RetextureVector vector;

  if (!job->exemplar->surroundings)
    return 1.0f;
  vector
      = retexture_block_field_at (job->exemplar->surroundings, (x + 0.5) * size, (y + 0.5) * size);
  return expf (job->recipe->match * vector.x / MAX (vector.y, 1e-9f));
}

/* How much texture is laid at a place. Near black and white there is less room for it: what would
 * be cut off on one side only would change the tone. */
static gfloat
gain_at (const Job *job, gint x, gint y)
{
  const gsize place = place_of (job, x, y);
  const gfloat tone = retexture_luma (job->tones + 3 * place);
  const gfloat room = ROOM * MAX (MIN (tone, 1.0f - tone), 0.0f);
  const gfloat strength = relation_at (job, x, y) * strength_at (job, tone);
  const gfloat expected = job->exemplar->weakest * strength * strength;
  const gfloat there = expected > 0.0f ? job->weakest[place] / expected : 0.0f;
  const gfloat missing = retexture_presence_missing (there);

  if (job->recipe->missing)
    job->recipe->missing[place] = missing;
  return MIN (job->recipe->amount * strength * missing, room);
}

static void
make_block (const Job *job, const GeglRectangle *block, gfloat *pixels)
{
  const gsize n = (gsize) block->width * block->height;
  const gint channels = job->exemplar->channels;
  gfloat *texture = gegl_scratch_new (gfloat, channels * n);

  read_texture (job, block, texture);
  for (gint y = 0; y < block->height; y++)
    for (gint x = 0; x < block->width; x++)
      {
        const gsize i = (gsize) y * block->width + x;
        const gfloat gain = gain_at (job, block->x + x, block->y + y) / job->recipe->scale;
        gfloat *pixel = pixels + 4 * i;

        if (channels == 3)
          lay_colour (gain * texture[i], gain * texture[n + i], gain * texture[2 * n + i],
                      job->recipe->neutral, pixel);
        else
          lay_luma (gain * texture[i], job->exemplar->tint,
                    job->tones + 3 * place_of (job, block->x + x, block->y + y),
                    job->recipe->neutral, pixel);
        pixel[3] = 1.0f;
      }
  gegl_scratch_free (texture);
}

static void
make_neutral (const Job *job, gsize n, gfloat *pixels)
{
  for (gsize i = 0; i < 4 * n; i++)
    pixels[i] = i % 4 == 3 ? 1.0f : job->recipe->neutral;
}

/* Called with a range of the area's blocks of rows, from several threads. */
static void
make_rows (gsize offset, gsize size, gpointer user_data)
{
  const Job *job = user_data;
  const gint right = job->area.x + job->area.width, bottom = job->area.y + job->area.height;
  const gint end = MIN (job->area.y + (gint) (offset + size) * ROWS, bottom);
  gfloat *pixels = gegl_scratch_new (gfloat, 4 * COLUMNS * ROWS);

  for (gint y = job->area.y + (gint) offset * ROWS; y < end; y += ROWS)
    for (gint x = job->area.x; x < right; x += COLUMNS)
      {
        const GeglRectangle block = { x, y, MIN (COLUMNS, right - x), MIN (ROWS, end - y) };

        if (job->exemplar)
          make_block (job, &block, pixels);
        else
          make_neutral (job, (gsize) block.width * block.height, pixels);
        retexture_samples_write (job->output, &block, job->format, pixels);
      }
  gegl_scratch_free (pixels);
}

void
retexture_borrow_render (const RetextureBorrowRecipe *recipe,
                         GeglBuffer *picture,
                         GeglBuffer *target,
                         const GeglRectangle *area)
{
  const gsize n = (gsize) area->width * area->height;
  Job job = {
    .recipe = recipe,
    .format = babl_format_with_space ("R'G'B'A float", gegl_buffer_get_format (target)),
    .output = target,
    .area = *area,
  };
  g_autofree gfloat *weakest = NULL;
  g_autofree gfloat *tones = NULL;
  g_autofree gfloat *quilted = NULL;

  find_donor (&job);
  if (job.exemplar)
    {
      const gdouble radius = recipe->exemplar.radius / recipe->exemplar.pixel_size;

      job.weakest = weakest = g_new (gfloat, n);
      retexture_presence_find (picture, area, radius, weakest);
      job.tones = tones = retexture_presence_find_tones (picture, area, radius);
      if (!recipe->exemplar.gaussian)
        job.quilted = quilted = quilt_area (&job, &recipe->extent);
    }
  gegl_parallel_distribute_range ((area->height + ROWS - 1) / ROWS, 1.0, make_rows, &job);
  g_clear_pointer (&job.exemplar, retexture_exemplar_unref);
  g_free (job.turning);
}
