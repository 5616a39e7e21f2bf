/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The bands are those of an undecimated wavelet with the binomial filter 1 4 6 4 1, each time with
 * twice the distance between its taps.
 */
#include "survey.h"

#include "binomial.h"
#include "luma.h"
#include "samples.h"
#include "vector.h"

#include <math.h>
#include <string.h>

/* Rows of pixels that a thread takes at a time; and how far the widest filter looks, rounded up. */
#define STRIP 64
#define APRON 32

/* What counts as black or white. */
#define BLACK 0.004f
#define WHITE 0.996f

typedef struct
{
  RetextureSurvey *survey;
  GeglBuffer *picture;
  const Babl *format;
  GCancellable *cancellable;
} Job;

typedef struct
{
  gint width, height; /* with the aprons */
  gfloat *luma, *smooth, *between, *pixels;
} Strip;

static gint
strip_size (const Strip *strip)
{
  return strip->width * strip->height;
}

/* What runs over a row's end only reaches the apron. */
static void
smooth (Strip *strip, gint step)
{
  memcpy (strip->between, strip->luma, strip_size (strip) * sizeof (gfloat));
  memcpy (strip->smooth, strip->luma, strip_size (strip) * sizeof (gfloat));
  retexture_binomial_smooth (strip->luma, strip->between, strip_size (strip), step);
  retexture_binomial_smooth (strip->between, strip->smooth, strip_size (strip),
                             step * strip->width);
}

/* Where in the strip the block begins that is the `i`-th of its first row of blocks on. */
static gint
first_pixel (const Strip *strip, gint columns, gint i)
{
  return (APRON + i / columns * RETEXTURE_BLOCK) * strip->width + APRON
         + i % columns * RETEXTURE_BLOCK;
}

RETEXTURE_VECTOR static gfloat
difference_energy (const gfloat *a, const gfloat *b, gint stride)
{
  gfloat sum = 0.0f;

  for (gint y = 0; y < RETEXTURE_BLOCK; y++)
    for (gint x = 0; x < RETEXTURE_BLOCK; x++)
      {
        const gfloat d = a[y * stride + x] - b[y * stride + x];

        sum += d * d;
      }
  return sum / (RETEXTURE_BLOCK * RETEXTURE_BLOCK);
}

RETEXTURE_VECTOR static RetextureTensor
gradient_products (const gfloat *smooth, gint stride)
{
  const gfloat share = 0.25f / (RETEXTURE_BLOCK * RETEXTURE_BLOCK);
  gfloat xx = 0.0f, xy = 0.0f, yy = 0.0f;

  for (gint y = 0; y < RETEXTURE_BLOCK; y++)
    for (gint x = 0; x < RETEXTURE_BLOCK; x++)
      {
        const gfloat *here = smooth + y * stride + x;
        const gfloat dx = here[1] - here[-1], dy = here[stride] - here[-stride];

        xx += dx * dx;
        xy += dx * dy;
        yy += dy * dy;
      }
  return (RetextureTensor){ xx * share, xy * share, yy * share };
}

static void
look_at_colours (const gfloat *pixels, gint stride, RetextureBlock *block)
{
  gfloat sum[4] = { 0.0f };
  gint clipped = 0;

  for (gint y = 0; y < RETEXTURE_BLOCK; y++)
    for (gint x = 0; x < RETEXTURE_BLOCK; x++)
      {
        const gfloat *pixel = pixels + 4 * (y * stride + x);
        const gfloat low = MIN (MIN (pixel[0], pixel[1]), pixel[2]);
        const gfloat high = MAX (MAX (pixel[0], pixel[1]), pixel[2]);

        for (gint c = 0; c < 4; c++)
          sum[c] += pixel[c];
        clipped += high <= BLACK || high >= WHITE || !(low > -1.0f);
      }
  for (gint c = 0; c < 3; c++)
    block->colour[c] = sum[c] / (RETEXTURE_BLOCK * RETEXTURE_BLOCK);
  block->opaque = sum[3] / (RETEXTURE_BLOCK * RETEXTURE_BLOCK);
  block->clipped = (gfloat) clipped / (RETEXTURE_BLOCK * RETEXTURE_BLOCK);
}

/* Blocks that hang over the picture's edge are not whole. */
static gdouble
share_inside (const RetextureSurvey *survey, const RetextureBlock *block)
{
  const gint index = (gint) (block - survey->blocks);
  const gint x = index % survey->columns * RETEXTURE_BLOCK;
  const gint y = index / survey->columns * RETEXTURE_BLOCK;

  return (gdouble) MIN (RETEXTURE_BLOCK, survey->extent.width - x) / RETEXTURE_BLOCK
         * MIN (RETEXTURE_BLOCK, survey->extent.height - y) / RETEXTURE_BLOCK;
}

static void
look_at_strip (const Job *job, Strip *strip, gint first_row, gint rows)
{
  RetextureSurvey *survey = job->survey;
  const GeglRectangle area
      = { survey->extent.x - APRON, survey->extent.y + first_row * RETEXTURE_BLOCK - APRON,
          strip->width, rows * RETEXTURE_BLOCK + 2 * APRON };
  RetextureBlock *blocks = survey->blocks + first_row * survey->columns;
  const gint n = rows * survey->columns;

  strip->height = area.height;
  retexture_samples_read (job->picture, &area, job->format, strip->pixels);
  for (gint i = 0; i < strip_size (strip); i++)
    strip->luma[i] = retexture_luma (strip->pixels + 4 * i);

  for (gint i = 0; i < n; i++)
    {
      const gint at = first_pixel (strip, survey->columns, i);

      look_at_colours (strip->pixels + 4 * at, strip->width, blocks + i);
      blocks[i].opaque *= share_inside (survey, blocks + i);
    }
  for (gint band = 0; band < RETEXTURE_SURVEY_BANDS; band++)
    {
      gfloat *rough = strip->luma;

      smooth (strip, 1 << band);
      for (gint i = 0; i < n; i++)
        {
          const gint at = first_pixel (strip, survey->columns, i);

          blocks[i].energy[band] = difference_energy (rough + at, strip->smooth + at, strip->width);
          if (band < RETEXTURE_SURVEY_GRADIENTS)
            blocks[i].gradients[band] = gradient_products (strip->smooth + at, strip->width);
        }
      strip->luma = strip->smooth;
      strip->smooth = rough;
    }
}

/* Called with a range of strips, from several threads. */
static void
look_at_strips (gsize offset, gsize size, gpointer user_data)
{
  const Job *job = user_data;
  const gint block_rows = STRIP / RETEXTURE_BLOCK;
  Strip strip = { .width = job->survey->columns * RETEXTURE_BLOCK + 2 * APRON };
  const gsize n = (gsize) strip.width * (STRIP + 2 * APRON);
  gfloat *memory = gegl_scratch_new (gfloat, 7 * n);

  strip.luma = memory;
  strip.smooth = memory + n;
  strip.between = memory + 2 * n;
  strip.pixels = memory + 3 * n;
  for (gint i = (gint) offset;
       i < (gint) (offset + size) && !g_cancellable_is_cancelled (job->cancellable); i++)
    look_at_strip (job, &strip, i * block_rows,
                   MIN (block_rows, job->survey->rows - i * block_rows));
  gegl_scratch_free (memory);
}

RetextureSurvey *
retexture_survey_new (GeglBuffer *picture, GCancellable *cancellable)
{
  g_autoptr (RetextureSurvey) self = g_atomic_rc_box_new0 (RetextureSurvey);
  Job job = {
    .survey = self,
    .picture = picture,
    .format = babl_format_with_space ("R'G'B'A float", gegl_buffer_get_format (picture)),
    .cancellable = cancellable,
  };

  self->extent = *gegl_buffer_get_extent (picture);
  self->columns = (self->extent.width + RETEXTURE_BLOCK - 1) / RETEXTURE_BLOCK;
  self->rows = (self->extent.height + RETEXTURE_BLOCK - 1) / RETEXTURE_BLOCK;
  self->blocks = g_new0 (RetextureBlock, (gsize) self->columns * self->rows);
  gegl_parallel_distribute_range ((self->rows * RETEXTURE_BLOCK + STRIP - 1) / STRIP, 1.0,
                                  look_at_strips, &job);
  return g_cancellable_is_cancelled (cancellable) ? NULL : g_steal_pointer (&self);
}

RetextureSurvey *
retexture_survey_ref (RetextureSurvey *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer survey)
{
  g_free (((RetextureSurvey *) survey)->blocks);
}

void
retexture_survey_unref (RetextureSurvey *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

GeglRectangle
retexture_survey_block_area (const RetextureSurvey *self, gint i)
{
  return *GEGL_RECTANGLE (self->extent.x + i % self->columns * RETEXTURE_BLOCK,
                          self->extent.y + i / self->columns * RETEXTURE_BLOCK, RETEXTURE_BLOCK,
                          RETEXTURE_BLOCK);
}

gdouble
retexture_block_tone (const RetextureBlock *block)
{
  return retexture_luma (block->colour);
}

gdouble
retexture_block_texture (const RetextureBlock *block)
{
  return block->energy[0] + block->energy[1] + block->energy[2];
}

RetextureLatticePlace
retexture_survey_place_blocks (const GeglRectangle *extent, gdouble pixel_size)
{
  return retexture_lattice_place_over (extent, pixel_size, RETEXTURE_BLOCK,
                                       0.5 / RETEXTURE_BLOCK - 0.5);
}

gfloat *
retexture_survey_cover (const RetextureSurvey *self, GeglBuffer *mask)
{
  const Babl *format = babl_format ("Y float");
  const gsize width = (gsize) self->columns * RETEXTURE_BLOCK;
  gfloat *cover = g_new0 (gfloat, (gsize) self->columns * self->rows);
  g_autofree gfloat *values = g_new (gfloat, width * RETEXTURE_BLOCK);

  for (gint row = 0; mask && row < self->rows; row++)
    {
      gegl_buffer_get (mask,
                       GEGL_RECTANGLE (self->extent.x, self->extent.y + row * RETEXTURE_BLOCK,
                                       (gint) width, RETEXTURE_BLOCK),
                       1.0, format, values, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      for (gsize i = 0; i < width * RETEXTURE_BLOCK; i++)
        cover[row * self->columns + i % width / RETEXTURE_BLOCK]
            += values[i] / (RETEXTURE_BLOCK * RETEXTURE_BLOCK);
    }
  return cover;
}
