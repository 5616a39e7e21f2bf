/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "groom-rendering.h"

#include <math.h>

#include "blocks.h"
#include "samples.h"
#include "sleeves.h"
#include "smooth-step.h"

/* Pixels of a block. */
#define BLOCK 256

/* What is beside a sleeve is looked at with this deviation, in pixels. */
#define BESIDE 4.0
#define REACH 12

/* Less than this beside it tells nothing. */
#define LEAST 1e-4f

/* Texture is fetched from where no other hair is, and the tone is the same to within this. */
#define FREE 20
#define SAME_GROUND 0.05f

/* Ground whose deviation is larger is not calm. */
#define UNEVEN_FROM 0.05f
#define UNEVEN_TO 0.11f

typedef struct
{
  const RetextureGroomRecipe *recipe;
  GeglBuffer *edit, *target;
  const Babl *colours, *format;
  gint channels;
  gfloat weights[2 * REACH + 1];
} Job;

/* A block and what is around it. */
typedef struct
{
  GeglRectangle area;
  gfloat *edit;    /* three a pixel */
  guint8 *sleeves; /* three a pixel */
} Around;

gint
retexture_groom_reach (void)
{
  return RETEXTURE_SLEEVE_FURTHEST + REACH;
}

static inline gsize
place_of (const Around *around, gint x, gint y)
{
  return 3 * ((gsize) (y - around->area.y) * around->area.width + x - around->area.x);
}

/* What is around a place and in no sleeve. */
typedef struct
{
  gfloat mean[3];
  gfloat deviation; /* of green */
} Beside;

/* FALSE where there is nothing but sleeves. */
static gboolean
look_beside (const Job *job, const Around *around, gint x, gint y, Beside *beside)
{
  gfloat sums[3] = { 0.0f }, square = 0.0f, weights = 0.0f;

  for (gint dy = -REACH; dy <= REACH; dy++)
    for (gint dx = -REACH; dx <= REACH; dx++)
      {
        const gsize at = place_of (around, x + dx, y + dy);
        const gfloat rest = 1.0f - around->sleeves[at] / 255.0f;
        const gfloat weight = job->weights[dx + REACH] * job->weights[dy + REACH] * rest * rest;

        for (gint c = 0; c < 3; c++)
          sums[c] += weight * around->edit[at + c];
        square += weight * around->edit[at + 1] * around->edit[at + 1];
        weights += weight;
      }
  if (weights < LEAST)
    return FALSE;
  for (gint c = 0; c < 3; c++)
    beside->mean[c] = sums[c] / weights;
  beside->deviation = sqrtf (MAX (square / weights - beside->mean[1] * beside->mean[1], 0.0f));
  return TRUE;
}

/* What is finer than the mean a little further away, on whichever side the ground is the same and
 * no other hair. */
static void
fetch_texture (
    const Job *job, const Around *around, gint x, gint y, const Beside *here, gfloat *texture)
{
  const guint8 *sleeve = around->sleeves + place_of (around, x, y);
  const gint dx = sleeve[1] - RETEXTURE_SLEEVE_STILL, dy = sleeve[2] - RETEXTURE_SLEEVE_STILL;

  texture[0] = texture[1] = texture[2] = 0.0f;
  if (job->recipe->pixel_size > 1.0)
    return;
  for (gint side = 1; side >= -1; side -= 2)
    {
      const gint from_x = x + side * dx, from_y = y + side * dy;
      const gsize at = place_of (around, from_x, from_y);
      Beside there;

      if (around->sleeves[at] > FREE || !look_beside (job, around, from_x, from_y, &there)
          || fabsf (there.mean[1] - here->mean[1]) > SAME_GROUND
          || there.deviation > here->deviation + SAME_GROUND)
        continue;
      for (gint c = 0; c < 3; c++)
        texture[c] = around->edit[at + c] - there.mean[c];
      return;
    }
}

static void
read_around (const Job *job, Around *around)
{
  const gdouble scale = 1.0 / job->recipe->pixel_size;

  retexture_samples_read (job->edit, &around->area, job->colours, around->edit);
  for (gsize i = 0; i < 3 * (gsize) around->area.width * around->area.height; i++)
    if (!isfinite (around->edit[i]))
      around->edit[i] = 0.0f;
  gegl_buffer_get (job->recipe->setup->sleeves, &around->area, scale, retexture_sleeves_format (),
                   around->sleeves, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
}

static void
make_block (const GeglRectangle *block, gpointer user_data)
{
  const Job *job = user_data;
  const RetextureGroomRecipe *recipe = job->recipe;
  const gint margin = retexture_groom_reach ();
  Around around = { { block->x - margin, block->y - margin, block->width + 2 * margin,
                      block->height + 2 * margin } };
  const gsize n = (gsize) around.area.width * around.area.height;
  gfloat *pixels = gegl_scratch_new (gfloat, (gsize) job->channels * block->width * block->height);
  gfloat *out = pixels;

  around.edit = gegl_scratch_new (gfloat, 3 * n);
  around.sleeves = gegl_scratch_new (guint8, 3 * n);
  read_around (job, &around);
  for (gint y = block->y; y < block->y + block->height; y++)
    for (gint x = block->x; x < block->x + block->width; x++, out += job->channels)
      {
        const gsize at = place_of (&around, x, y);
        gfloat much = recipe->amount * around.sleeves[at] / 255.0f;
        gfloat texture[3];
        Beside beside;

        for (gint c = 0; c < 3; c++)
          out[c] = recipe->neutral;
        if (job->channels == 4)
          out[3] = 1.0f;
        if (much <= 0.0f || !look_beside (job, &around, x, y, &beside))
          continue;
        /* Beside the mass, an outline or a button nothing is smeared. */
        much *= 1.0f - retexture_smooth_step (UNEVEN_FROM, UNEVEN_TO, beside.deviation);
        fetch_texture (job, &around, x, y, &beside, texture);
        for (gint c = 0; c < 3; c++)
          out[c] += recipe->gain * much * (beside.mean[c] + texture[c] - around.edit[at + c]);
      }
  retexture_samples_write (job->target, block, job->format, pixels);
  gegl_scratch_free (around.sleeves);
  gegl_scratch_free (around.edit);
  gegl_scratch_free (pixels);
}

void
retexture_groom_render (const RetextureGroomRecipe *recipe,
                        GeglBuffer *edit,
                        GeglBuffer *target,
                        const GeglRectangle *area)
{
  const Babl *stored = gegl_buffer_get_format (target);
  const gboolean has_alpha = babl_format_has_alpha (stored);
  Job job = {
    .recipe = recipe,
    .edit = edit,
    .target = target,
    .colours = babl_format_with_space ("R'G'B' float", gegl_buffer_get_format (edit)),
    .format = babl_format_with_space (has_alpha ? "R'G'B'A float" : "R'G'B' float", stored),
    .channels = has_alpha ? 4 : 3,
  };

  for (gint i = -REACH; i <= REACH; i++)
    job.weights[i + REACH] = expf (-0.5f * i * i / (BESIDE * BESIDE));
  retexture_blocks_make (area, BLOCK, BLOCK, make_block, &job);
}
