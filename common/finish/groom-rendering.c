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

/* A place of which this share is in no sleeve is none of a hair. */
#define OUTSIDE 0.9f

/* Less than this beside it tells nothing. */
#define LEAST 1e-4f

/* Texture is fetched from where no other hair is, and the tone is the same to within this. */
#define FREE 20
#define SAME_GROUND 0.05f

/* Ground whose deviation is larger is not calm. */
#define UNEVEN_FROM 0.05f
#define UNEVEN_TO 0.11f

/* Where something is marked on ground that is not calm, what is beside it is no texture, and the
 * ground is found in so many steps. */
#define BUSY_FROM 0.025f
#define BUSY_TO 0.06f
#define SHIFTS 3

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
  gfloat least[3], most[3];
  gfloat deviation; /* of green */
} Beside;

/* Where other hairs lie on the ground, what most of it is like rather than the mean of both:
 * weighed by how near each place is to the mean so far (mean shift: Comaniciu and Meer, "Mean
 * Shift", IEEE PAMI 24(5), 2002). */
static void
find_ground (const Job *job, const Around *around, gint x, gint y, Beside *beside)
{
  for (gint round = 0; round < SHIFTS; round++)
    {
      gfloat sums[3] = { 0.0f }, weights = 0.0f;

      for (gint dy = -REACH; dy <= REACH; dy++)
        for (gint dx = -REACH; dx <= REACH; dx++)
          {
            const gsize at = place_of (around, x + dx, y + dy);
            const gfloat rest = 1.0f - around->sleeves[at] / 255.0f;
            const gfloat off = (around->edit[at + 1] - beside->mean[1]) / beside->deviation;
            const gfloat weight = job->weights[dx + REACH] * job->weights[dy + REACH] * rest * rest
                                  * expf (-off * off);

            for (gint c = 0; c < 3; c++)
              sums[c] += weight * around->edit[at + c];
            weights += weight;
          }
      if (weights < LEAST)
        return;
      for (gint c = 0; c < 3; c++)
        beside->mean[c] = sums[c] / weights;
    }
}

/* FALSE where there is nothing but sleeves. */
static gboolean
look_beside (const Job *job, const Around *around, gint x, gint y, Beside *beside)
{
  gfloat sums[3] = { 0.0f }, square = 0.0f, weights = 0.0f;

  for (gint c = 0; c < 3; c++)
    {
      beside->least[c] = G_MAXFLOAT;
      beside->most[c] = -G_MAXFLOAT;
    }

  for (gint dy = -REACH; dy <= REACH; dy++)
    for (gint dx = -REACH; dx <= REACH; dx++)
      {
        const gsize at = place_of (around, x + dx, y + dy);
        const gfloat rest = 1.0f - around->sleeves[at] / 255.0f;
        const gfloat weight = job->weights[dx + REACH] * job->weights[dy + REACH] * rest * rest;

        for (gint c = 0; c < 3; c++)
          sums[c] += weight * around->edit[at + c];
        if (rest > OUTSIDE)
          for (gint c = 0; c < 3; c++)
            {
              beside->least[c] = MIN (beside->least[c], around->edit[at + c]);
              beside->most[c] = MAX (beside->most[c], around->edit[at + c]);
            }
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

/* Texture from between other hairs, whose mean is theirs, too, is none of this place. */
static inline gfloat
within (const Beside *beside, gint c, gfloat value)
{
  return beside->most[c] < beside->least[c] ? beside->mean[c]
                                            : CLAMP (value, beside->least[c], beside->most[c]);
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
      gfloat much = 1.0f;
      Beside there;

      if (around->sleeves[at] > FREE || !look_beside (job, around, from_x, from_y, &there)
          || fabsf (there.mean[1] - here->mean[1]) > SAME_GROUND
          || there.deviation > here->deviation + SAME_GROUND)
        continue;
      if (job->recipe->setup->is_marked)
        much = 1.0f - retexture_smooth_step (BUSY_FROM, BUSY_TO, there.deviation);
      for (gint c = 0; c < 3; c++)
        texture[c] = much * (around->edit[at + c] - there.mean[c]);
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

/* How much of a pixel is made anew, 0 to 1; and then what is beside it. */
static gfloat
find_much (const Job *job, const Around *around, gint x, gint y, Beside *beside)
{
  const RetextureGroomRecipe *recipe = job->recipe;
  const gfloat much = recipe->amount * around->sleeves[place_of (around, x, y)] / 255.0f;

  if (much <= 0.0f || !look_beside (job, around, x, y, beside))
    return 0.0f;
  /* Beside the mass, an outline or a button nothing is smeared, unless it was asked for. */
  return recipe->setup->is_marked
             ? much
             : much * (1.0f - retexture_smooth_step (UNEVEN_FROM, UNEVEN_TO, beside->deviation));
}

static void
make_pixel (const Job *job, const Around *around, gint x, gint y, gfloat *out)
{
  const RetextureGroomRecipe *recipe = job->recipe;
  const gfloat *edit = around->edit + place_of (around, x, y);
  Beside beside;
  const gfloat much = find_much (job, around, x, y, &beside);
  gfloat texture[3];

  if (recipe->as_marks)
    {
      out[0] = much;
      return;
    }
  for (gint c = 0; c < 3; c++)
    out[c] = recipe->neutral;
  if (job->channels == 4)
    out[3] = 1.0f;
  if (much <= 0.0f)
    return;
  fetch_texture (job, around, x, y, &beside, texture);
  if (recipe->setup->is_marked && beside.deviation > BUSY_FROM)
    find_ground (job, around, x, y, &beside);
  for (gint c = 0; c < 3; c++)
    out[c] += recipe->gain * much * (within (&beside, c, beside.mean[c] + texture[c]) - edit[c]);
}

static void
make_block (const GeglRectangle *block, gpointer user_data)
{
  const Job *job = user_data;
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
      make_pixel (job, &around, x, y, out);
  retexture_samples_write (job->target, block, job->format, pixels);
  gegl_scratch_free (around.sleeves);
  gegl_scratch_free (around.edit);
  gegl_scratch_free (pixels);
}

/* In which form the target is written. */
static void
choose_format (Job *job)
{
  const Babl *stored = gegl_buffer_get_format (job->target);

  if (job->recipe->as_marks)
    {
      job->format = babl_format ("Y float");
      job->channels = 1;
      return;
    }
  job->channels = babl_format_has_alpha (stored) ? 4 : 3;
  job->format
      = babl_format_with_space (job->channels == 4 ? "R'G'B'A float" : "R'G'B' float", stored);
}

void
retexture_groom_render (const RetextureGroomRecipe *recipe,
                        GeglBuffer *edit,
                        GeglBuffer *target,
                        const GeglRectangle *area)
{
  Job job = {
    .recipe = recipe,
    .edit = edit,
    .target = target,
    .colours = babl_format_with_space ("R'G'B' float", gegl_buffer_get_format (edit)),
  };

  choose_format (&job);
  for (gint i = -REACH; i <= REACH; i++)
    job.weights[i + REACH] = expf (-0.5f * i * i / (BESIDE * BESIDE));
  retexture_blocks_make (area, BLOCK, BLOCK, make_block, &job);
}
