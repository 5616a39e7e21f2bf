/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The grain that is there is judged by the finest frequencies, in which a smoothed picture has
 * least of anything else: their local mean deviation over the one that the full grain would have.
 * Single strong answers are edges and pores, not grain; they are limited, and weigh little in a
 * mean of deviations.
 */
#include "missing-grain.h"

#include "gaussian-kernel.h"
#include "gaussian.h"
#include "grain-tiles.h"
#include "luma.h"
#include "operation-frame.h"

#include <math.h>

/* The neighbourhood that is judged together: of 450 pixels. The judgement is good to 10 %. */
#define NEIGHBOURHOOD 6.0

/* A tone is the mean of a few pixels, so that what grain is left does not shake the level. */
#define TONE_RADIUS 1.5

/* A single answer, in units of the expected standard deviation, that still counts as grain; and the
 * mean that grain of full strength has when its answers are limited so. */
#define LARGEST_ANSWER 2.0
#define MEAN_ANSWER 0.7809

/* From the first share of the expected variance on the grain counts as kept, the more so up to the
 * second: what a judgement good to 10 % can tell. */
#define KEPT_FROM 0.6
#define KEPT_ALL 0.85

/* By so much more than a photograph seems to have in a place it may have, since judgements scatter.
 */
#define DOUBT 1.1

/* Of a block one row in so many is judged: their neighbours have as much. */
#define ROW_STEP 4

/* What the mask of the finest frequencies does to the variance of white noise. */
#define WHITE_GAIN 36.0

typedef struct
{
  RetextureGrain *grain;
  GeglBuffer *picture;
  GeglAbyssPolicy beyond; /* what lies beyond it */
  GeglBuffer *shares;     /* of the expected deviation that is there */
  const Babl *format, *with_alpha;
  GeglRectangle area; /* of `shares` */
  gdouble gains[3];   /* fine variance for a unit of variance */
  gdouble averaged;
  gdouble rounding;
} Job;

gint
retexture_missing_grain_reach (void)
{
  return retexture_gaussian_reach (NEIGHBOURHOOD) + 1;
}

/* Of R, G, B and alpha. */
static gfloat
share_of (
    const Job *job, gint channel, const gfloat *above, const gfloat *here, const gfloat *below)
{
  const gfloat fine = retexture_grain_fine (above, here, below, 4);
  const gdouble tone = (above[-4] + above[0] + above[4] + here[-4] + here[0] + here[4] + below[-4]
                        + below[0] + below[4])
                       / 9.0;
  const gdouble level = job->averaged * retexture_grain_get_level (job->grain, channel, tone);
  const gdouble expected = level * level * job->gains[channel] + WHITE_GAIN * job->rounding;

  return expected > 0.0 ? MIN (fabs (fine) / sqrt (expected), LARGEST_ANSWER) / MEAN_ANSWER : 1.0;
}

/* Fills in three values for each pixel of a row of the area; `pixels` has room for three rows of it
 * and a pixel more on both sides. */
static void
find_row (const Job *job, gint y, gfloat *pixels, gfloat *shares)
{
  const gint width = job->area.width;
  const gfloat *above = pixels + 4, *here = above + 4 * (width + 2);
  const gfloat *below = here + 4 * (width + 2);

  gegl_buffer_get (job->picture, GEGL_RECTANGLE (job->area.x - 1, y - 1, width + 2, 3), 1.0,
                   job->with_alpha, pixels, GEGL_AUTO_ROWSTRIDE, job->beyond);
  for (gint x = 0; x < width; x++)
    for (gint c = 0; c < 3; c++)
      {
        const gint i = 4 * x + c;

        /* Of what is not there nothing can be missing. */
        shares[3 * x + c]
            = here[4 * x + 3] < 1.0f ? 1.0f : share_of (job, c, above + i, here + i, below + i);
      }
}

/* Called with a range of rows, from several threads. */
static void
find_shares (gsize offset, gsize size, gpointer user_data)
{
  const Job *job = user_data;
  const gint width = job->area.width;
  gfloat *pixels = gegl_scratch_new (gfloat, (gsize) 4 * (width + 2) * 3);
  gfloat *shares = gegl_scratch_new (gfloat, (gsize) 3 * width);

  for (gint y = job->area.y + (gint) offset; y < job->area.y + (gint) (offset + size); y++)
    {
      find_row (job, y, pixels, shares);
      gegl_buffer_set (job->shares, GEGL_RECTANGLE (job->area.x, y, width, 1), 0, job->format,
                       shares, GEGL_AUTO_ROWSTRIDE);
    }
  gegl_scratch_free (shares);
  gegl_scratch_free (pixels);
}

/* The share of the deviation that is missing of `whole` where `deviation` is there. */
static gfloat
missing (gfloat deviation, gfloat whole)
{
  const gfloat there = deviation * deviation / MAX (whole * whole, 1e-6f);
  const gfloat t = CLAMP ((there - KEPT_FROM) / (KEPT_ALL - KEPT_FROM), 0.0, 1.0);
  const gfloat kept = t * t * (3.0f - 2.0f * t);

  return whole * sqrtf (MAX (0.0f, 1.0f - there) * (1.0f - kept));
}

/* Fills in the share of the expected deviation that is in the picture, of each channel. */
static void
read_shares (Job *job, const GeglRectangle *area, gfloat *shares)
{
  g_autoptr (GeglBuffer) blurred = gegl_buffer_new (area, job->format);

  job->shares = gegl_buffer_new (&job->area, job->format);
  gegl_parallel_distribute_range (job->area.height, 1.0, find_shares, job);
  retexture_gaussian_blur (job->shares, blurred, area, NEIGHBOURHOOD);
  g_clear_object (&job->shares);
  gegl_buffer_get (blurred, area, 1.0, job->format, shares, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_CLAMP);
}

/* Fills in the share that each channel may have. */
static void
read_most (const Job *job,
           const RetextureMostGrain *most,
           const GeglRectangle *area,
           gfloat *shares)
{
  const gsize n = (gsize) 3 * area->width * area->height;

  if (most && most->original)
    {
      Job of_original = *job;

      of_original.picture = most->original;
      of_original.beyond = GEGL_ABYSS_NONE;
      of_original.rounding = retexture_grain_rounding_variance (most->original);
      read_shares (&of_original, area, shares);
      for (gsize i = 0; most->strange && i < n; i++)
        shares[i] += most->strange[i / 3] * (most->shares[i / 3] - shares[i]);
      for (gsize i = 0; i < n; i++)
        shares[i] = MIN (DOUBT / most->faded * shares[i], 1.0f);
    }
  else
    for (gsize i = 0; i < n; i++)
      shares[i] = most && most->shares ? MIN (DOUBT * most->shares[i / 3], 1.0f) : 1.0f;
}

/* For pixels of `pixel_size`, in what of an area the picture has. */
static Job
job_of (RetextureGrain *grain, GeglBuffer *picture, const GeglRectangle *area, gdouble pixel_size)
{
  const Babl *space = gegl_buffer_get_format (picture);
  Job job = {
    .grain = grain,
    .picture = picture,
    .beyond = GEGL_ABYSS_CLAMP,
    .format = babl_format_with_space ("R'G'B' float", space),
    .with_alpha = babl_format_with_space ("R'G'B'A float", space),
    .averaged = retexture_grain_get_averaged (grain, pixel_size),
    .rounding = retexture_grain_rounding_variance (picture),
  };

  /* Averaged, grain is near to white. */
  for (gint c = 0; c < 3; c++)
    job.gains[c] = pixel_size > 1.0 ? WHITE_GAIN : retexture_grain_get_fine_gain (grain, c);
  gegl_rectangle_intersect (&job.area, area, gegl_buffer_get_extent (picture));
  return job;
}

/* ---- of blocks ---- */

typedef struct
{
  const Job *job;
  const RetextureSurvey *survey;
  gfloat *shares;
} Blocks;

/* Called with a range of rows of blocks, from several threads. */
static void
find_block_shares (gsize offset, gsize size, gpointer user_data)
{
  const Blocks *blocks = user_data;
  const gint width = blocks->job->area.width, columns = blocks->survey->columns;
  gfloat *pixels = gegl_scratch_new (gfloat, (gsize) 4 * (width + 2) * 3);
  gfloat *row = gegl_scratch_new (gfloat, (gsize) 3 * width);

  for (gsize i = offset; i < offset + size; i++)
    {
      const gint top = blocks->job->area.y + (gint) i * RETEXTURE_BLOCK;
      gfloat *shares = blocks->shares + i * columns;

      for (gint y = top + ROW_STEP / 2; y < top + RETEXTURE_BLOCK; y += ROW_STEP)
        {
          find_row (blocks->job, y, pixels, row);
          for (gint k = 0; k < 3 * width; k++)
            shares[k / (3 * RETEXTURE_BLOCK)]
                += row[k] * ROW_STEP / (3 * RETEXTURE_BLOCK * RETEXTURE_BLOCK);
        }
    }
  gegl_scratch_free (row);
  gegl_scratch_free (pixels);
}

gfloat *
retexture_missing_grain_find_blocks (RetextureGrain *grain,
                                     GeglBuffer *picture,
                                     const RetextureSurvey *survey)
{
  const Job job = job_of (grain, picture, &survey->extent, 1.0);
  Blocks blocks = { &job, survey, g_new0 (gfloat, (gsize) survey->columns * survey->rows) };

  gegl_parallel_distribute_range (survey->rows, 1.0, find_block_shares, &blocks);
  return blocks.shares;
}

/* ---- of pixels ---- */

void
retexture_missing_grain_find (RetextureGrain *grain,
                              GeglBuffer *picture,
                              const RetextureMostGrain *most,
                              const GeglRectangle *area,
                              gdouble pixel_size,
                              RetextureGrainWish *wishes)
{
  const gsize n = (gsize) area->width * area->height;
  const GeglRectangle around
      = retexture_frame_grow (area, retexture_gaussian_reach (NEIGHBOURHOOD));
  Job job = job_of (grain, picture, &around, pixel_size);
  g_autoptr (GeglBuffer) tones = gegl_buffer_new (area, job.format);
  gfloat *tone = gegl_scratch_new (gfloat, 3 * n), *share = gegl_scratch_new (gfloat, 3 * n);
  gfloat *whole = gegl_scratch_new (gfloat, 3 * n);

  read_shares (&job, area, share);
  read_most (&job, most, area, whole);
  retexture_gaussian_blur (picture, tones, area, TONE_RADIUS);
  gegl_buffer_get (tones, area, 1.0, job.format, tone, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_CLAMP);
  for (gsize i = 0; i < n; i++)
    {
      for (gint c = 0; c < 3; c++)
        wishes[i].deviation[c] = missing (share[3 * i + c], whole[3 * i + c]) * job.averaged
                                 * retexture_grain_get_level (grain, c, tone[3 * i + c]);
      wishes[i].tone = retexture_luma (tone + 3 * i);
    }
  gegl_scratch_free (whole);
  gegl_scratch_free (share);
  gegl_scratch_free (tone);
}
