/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "recover-rendering.h"

#include <string.h>

#include "luma.h"
#include "recover-work.h"
#include "samples.h"

/* How strongly a source shows in the map, and of which colour it is. */
#define SHOWN 0.65f
static const gfloat colours[][3]
    = { { 0.05f, 0.62f, 0.55f }, { 1.0f, 0.52f, 0.08f }, { 0.58f, 0.36f, 0.92f } };

/* ---- all textures together ---- */

/* From the edit again, since the base is rounded; its alpha is kept by who lays this over it. */
static void
make_joined_row (const RetextureRecoverWork *work, const GeglRectangle *row, gfloat *pixels)
{
  retexture_samples_read (work->edit, row, work->format, pixels);
  for (gint source = RETEXTURE_SOURCE_RECOVERED; source < RETEXTURE_N_SOURCES; source++)
    retexture_recover_work_lay (work, source, row, pixels);
  for (gint x = 0; x < row->width; x++)
    pixels[4 * x + 3] = 1.0f;
}

static void
make_texture_row (const RetextureRecoverWork *work, const GeglRectangle *row, gfloat *pixels)
{
  for (gint i = 0; i < 4 * row->width; i++)
    pixels[i] = i % 4 == 3 ? 1.0f : 0.5f;
  for (gint source = RETEXTURE_SOURCE_RECOVERED; source < RETEXTURE_N_SOURCES; source++)
    retexture_recover_work_lay (work, source, row, pixels);
}

/* ---- where it comes from ---- */

/* Of the three, in the first three channels. */
static void
make_shares_row (const RetextureRecoverWork *work, const GeglRectangle *row, gfloat *pixels)
{
  const RetextureRecoverRecipe *recipe = work->recipe;
  const gsize at = retexture_recover_work_at (work, row->x, row->y);
  gfloat *edit = gegl_scratch_new (gfloat, (gsize) 4 * row->width);
  gfloat *lost = gegl_scratch_new (gfloat, row->width);

  retexture_samples_read (work->edit, row, work->format, edit);
  memset (lost, 0, row->width * sizeof (gfloat));
  if (recipe->setup)
    retexture_source_weights_read (recipe->setup->weights, recipe->setup->weights->lost,
                                   recipe->pixel_size, row, lost);
  for (gint x = 0; x < row->width; x++)
    {
      gfloat *pixel = pixels + 4 * x;
      gfloat level = 0.0f;

      if (work->wishes)
        level = retexture_grain_get_level (retexture_recovery_get_grain (recipe->recovery), 1,
                                           edit[4 * x + 1]);
      pixel[RETEXTURE_SOURCE_RECOVERED]
          = work->weights[RETEXTURE_SOURCE_RECOVERED][at + x] * lost[x];
      pixel[RETEXTURE_SOURCE_BORROWED]
          = work->weights[RETEXTURE_SOURCE_BORROWED][at + x] * work->missing[at + x];
      pixel[RETEXTURE_SOURCE_GRAIN] = 0.0f;
      if (level > 0.0f)
        pixel[RETEXTURE_SOURCE_GRAIN]
            = work->weights[RETEXTURE_SOURCE_GRAIN][at + x]
              * MIN (retexture_recover_work_wish_at (work, row->x + x, row->y)->deviation[1]
                         / level,
                     1.0f);
      pixel[3] = 1.0f;
    }
  gegl_scratch_free (lost);
  gegl_scratch_free (edit);
}

static void
make_sources_row (const RetextureRecoverWork *work, const GeglRectangle *row, gfloat *pixels)
{
  gfloat *edit = gegl_scratch_new (gfloat, (gsize) 4 * row->width);

  retexture_samples_read (work->edit, row, work->format, edit);
  make_shares_row (work, row, pixels);
  for (gint x = 0; x < row->width; x++)
    {
      gfloat shares[RETEXTURE_N_SOURCES], *pixel = pixels + 4 * x;

      memcpy (shares, pixel, sizeof shares);
      pixel[0] = pixel[1] = pixel[2] = retexture_luma (edit + 4 * x);
      for (gint source = RETEXTURE_SOURCE_GRAIN; source >= RETEXTURE_SOURCE_RECOVERED; source--)
        for (gint c = 0; c < 3; c++)
          pixel[c] += SHOWN * shares[source] * (colours[source][c] - pixel[c]);
      pixel[3] = edit[4 * x + 3];
    }
  gegl_scratch_free (edit);
}

/* ---- the parts ---- */

static void
write_mask (const RetextureRecoverWork *work, gint source, GeglBuffer *target)
{
  const GeglRectangle *area = &work->area;
  const gfloat *first = work->weights[source] + retexture_recover_work_at (work, area->x, area->y);

  gegl_buffer_set (target, area, 0, babl_format ("Y float"), first,
                   work->around.width * (gint) sizeof (gfloat));
}

/* Only what is not neutral, where the rest is there already. */
static void
write_texture (const RetextureRecoverWork *work, const RetexturePartTarget *target)
{
  GeglBuffer *texture = work->textures[target->part - RETEXTURE_PART_RECOVERED];
  const GArray *areas = target->part == RETEXTURE_PART_BORROWED ? work->lent : work->grained;

  if (texture == target->buffer)
    return;
  if (!target->filled)
    {
      gegl_buffer_copy (texture, &work->area, GEGL_ABYSS_NONE, target->buffer, &work->area);
      return;
    }
  for (guint i = 0; i < areas->len; i++)
    {
      GeglRectangle area;

      if (gegl_rectangle_intersect (&area, &g_array_index (areas, GeglRectangle, i), &work->area))
        gegl_buffer_copy (texture, &area, GEGL_ABYSS_NONE, target->buffer, &area);
    }
}

static void
write_part (RetextureRecoverWork *work, const RetexturePartTarget *target)
{
  switch (target->part)
    {
    case RETEXTURE_PART_RECOVERED:
    case RETEXTURE_PART_BORROWED:
    case RETEXTURE_PART_GRAIN:
      write_texture (work, target);
      break;
    case RETEXTURE_PART_RECOVERED_MASK:
    case RETEXTURE_PART_BORROWED_MASK:
    case RETEXTURE_PART_GRAIN_MASK:
      write_mask (work, target->part - RETEXTURE_PART_RECOVERED_MASK, target->buffer);
      break;
    case RETEXTURE_PART_TEXTURE:
      retexture_recover_work_make_picture (work, &work->area, target->buffer, make_texture_row);
      break;
    case RETEXTURE_PART_SHARES:
      retexture_recover_work_make_picture (work, &work->area, target->buffer, make_shares_row);
      break;
    case RETEXTURE_PART_SOURCES:
      retexture_recover_work_make_picture (work, &work->area, target->buffer, make_sources_row);
      break;
    default:
      retexture_recover_work_make_picture (work, &work->area, target->buffer, make_joined_row);
    }
}

void
retexture_recover_render (const RetextureRecoverRecipe *recipe,
                          GeglBuffer *edit,
                          GeglBuffer *original,
                          const RetexturePartTarget *targets,
                          guint n_targets,
                          const GeglRectangle *area)
{
  RetextureRecoverWork work;

  retexture_recover_work_make (&work, recipe, edit, original, targets, n_targets, area);
  for (guint i = 0; i < n_targets; i++)
    write_part (&work, targets + i);
  retexture_recover_work_clear (&work);
}
