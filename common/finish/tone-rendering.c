/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "tone-rendering.h"

#include <math.h>

#include "blocks.h"
#include "edge-aware.h"
#include "samples.h"

/* Pixels of a block. */
#define COLUMNS 512
#define ROWS 64

/* Deviations well above this are edges, which the tone keeps, so that light does not spill over an
 * outline. */
#define TOLERANCE 0.09

/* What comes nearer to black or white than the step of 8 bits is rounded to it. */
#define STEP (1.0f / 255.0f)

/* A tone this near to white changes by 0.7 of what it would. */
#define NEAR 0.02f

/* A blur narrower than this is none. */
#define LEAST_RADIUS 0.3

typedef struct
{
  const RetextureToneRecipe *recipe;
  GeglBuffer *edit, *target;
  GeglBuffer *tone; /* NULL where no light is multiplied */
  const Babl *colours, *format;
  gint channels;
} Job;

/* What stands for a block in the fields, each a plane of its own. */
enum
{
  GAIN,
  ADD = GAIN + 3,
  ROOM = ADD + 3,
  PLANES
};

gint
retexture_tone_reach (gdouble radius_px)
{
  return retexture_edge_aware_reach (MAX (radius_px, LEAST_RADIUS));
}

/* A brighter tone comes near white, and never there; what texture still would clip is left at the
 * last step before. What was clipped stays so, and what is near it changes little. */
static inline void
hold_back (gfloat *d, const gfloat *pixel, gfloat room)
{
  const gfloat most = MAX (MAX (d[0], d[1]), d[2]);
  const gfloat wish = MAX (most, NEAR);
  const gfloat share = room / sqrtf (room * room + wish * wish);
  const gboolean clipped = MAX (MAX (pixel[0], pixel[1]), pixel[2]) >= 1.0f - 0.5f * STEP;

  for (gint c = 0; c < 3; c++)
    {
      const gfloat value = pixel[c];

      if (clipped)
        d[c] = 0.0f;
      else if (d[c] > 0.0f)
        d[c] = MIN (share * d[c], MAX (1.0f - STEP - value, 0.0f));
      else
        d[c] = MAX (share * d[c], MIN (STEP - value, 0.0f));
    }
}

static void
read_fields (const Job *job, const GeglRectangle *block, gfloat *planes)
{
  const RetextureToneFields *fields = job->recipe->fields;
  const RetextureLattice *lattices[PLANES];
  const gsize n = (gsize) block->width * block->height;
  const RetextureLatticePlace place
      = retexture_level_mask_place (fields->mask, 0.0, 0.0, job->recipe->pixel_size);

  for (gint c = 0; c < 3; c++)
    {
      lattices[GAIN + c] = fields->gain[c];
      lattices[ADD + c] = fields->add[c];
    }
  lattices[ROOM] = fields->room;
  for (gint i = 0; i < PLANES; i++)
    if (lattices[i])
      retexture_lattice_read (lattices[i], &place, block, planes + i * n);
    else
      for (gsize k = 0; k < n; k++)
        planes[i * n + k] = i < ADD ? 1.0f : 0.0f;
}

static void
make_block (const GeglRectangle *block, gpointer user_data)
{
  const Job *job = user_data;
  const RetextureToneRecipe *recipe = job->recipe;
  const gsize n = (gsize) block->width * block->height;
  gfloat *planes = gegl_scratch_new (gfloat, PLANES * n);
  gfloat *tones = gegl_scratch_new (gfloat, 3 * n);
  gfloat *edit = gegl_scratch_new (gfloat, 3 * n);
  gfloat *pixels = gegl_scratch_new (gfloat, job->channels * n);

  read_fields (job, block, planes);
  retexture_samples_read (job->edit, block, job->colours, edit);
  if (job->tone)
    retexture_samples_read (job->tone, block, job->colours, tones);
  for (gsize i = 0; i < n; i++)
    {
      gfloat d[3];

      for (gint c = 0; c < 3; c++)
        {
          d[c] = planes[(ADD + c) * n + i];
          if (job->tone)
            d[c] += (planes[(GAIN + c) * n + i] - 1.0f) * tones[3 * i + c];
        }
      hold_back (d, edit + 3 * i, planes[ROOM * n + i]);
      for (gint c = 0; c < 3; c++)
        pixels[job->channels * i + c] = recipe->neutral + recipe->gain * d[c];
      if (job->channels == 4)
        pixels[4 * i + 3] = 1.0f;
    }
  retexture_samples_write (job->target, block, job->format, pixels);
  gegl_scratch_free (pixels);
  gegl_scratch_free (edit);
  gegl_scratch_free (tones);
  gegl_scratch_free (planes);
}

void
retexture_tone_render (const RetextureToneRecipe *recipe,
                       GeglBuffer *edit,
                       GeglBuffer *target,
                       const GeglRectangle *area)
{
  const Babl *stored = gegl_buffer_get_format (target);
  const gboolean has_alpha = babl_format_has_alpha (stored);
  const gdouble radius_px = recipe->fields->radius_px / recipe->pixel_size;
  g_autoptr (GeglBuffer) tone = NULL;
  Job job = {
    .recipe = recipe,
    .edit = edit,
    .target = target,
    .colours = babl_format_with_space ("R'G'B' float", gegl_buffer_get_format (edit)),
    .format = babl_format_with_space (has_alpha ? "R'G'B'A float" : "R'G'B' float", stored),
    .channels = has_alpha ? 4 : 3,
  };

  if (recipe->fields->gain[0])
    {
      job.tone = tone = gegl_buffer_new (area, job.colours);
      retexture_edge_aware_blur (edit, tone, area, MAX (radius_px, LEAST_RADIUS), TOLERANCE);
    }
  retexture_blocks_make (area, COLUMNS, ROWS, make_block, &job);
}
