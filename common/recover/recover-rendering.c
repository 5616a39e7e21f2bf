/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "recover-rendering.h"

#include <math.h>
#include <string.h>

#include "borrow-rendering.h"
#include "gaussian-kernel.h"
#include "luma.h"
#include "missing-grain.h"
#include "missing-rendering.h"
#include "neutral.h"
#include "operation-frame.h"
#include "samples.h"

#include "texture-presence.h"

#define MERGED_OFFSET 128.0

/* How strongly a source shows in the map, and of which colour it is. */
#define SHOWN 0.65f
static const gfloat colours[][3]
    = { { 0.05f, 0.62f, 0.55f }, { 1.0f, 0.52f, 0.08f }, { 0.58f, 0.36f, 0.92f } };

enum
{
  RECOVERED,
  BORROWED,
  GRAIN,
  SOURCES
};

typedef struct
{
  const RetextureRecoverRecipe *recipe;
  GeglBuffer *edit, *original;
  const Babl *stored; /* of textures: the edit's */
  const Babl *format; /* R'G'B'A float, in which all is computed */
  gboolean merged;    /* textures lie in Grain Merge */
  gfloat neutral;
  GeglRectangle area, around; /* what is wanted; and what grain has to see of it */

  /* Of `around`, the grain of `area`; NULL where it is not needed. */
  GeglBuffer *textures[SOURCES];
  gfloat *weights[SOURCES];
  gfloat *missing;   /* share that borrowed texture made up for */
  GeglBuffer *base;  /* the edit with the first two */
  gfloat *deviation; /* of the grain, three a pixel */
} Work;

/* ---- the recipe ---- */

gboolean
retexture_recover_merges (const Babl *stored, gdouble scale, gdouble offset)
{
  const Babl *type = babl_format_get_type (stored, 0);
  const gboolean linear
      = babl_get_model_flags (babl_format_get_model (stored)) & BABL_MODEL_FLAG_LINEAR;

  return scale == 1.0 && offset == MERGED_OFFSET && !linear
         && (type == babl_type ("u8") || type == babl_type ("u16") || type == babl_type ("u32"));
}

RetextureRecoverRecipe
retexture_recover_read_recipe (GObject *operation)
{
  RetextureRecoverRecipe recipe = { NULL };
  g_autoptr (GObject) analysis = NULL;
  gdouble radius, amount, grain;
  gboolean protect, match;
  gint surface, tone, engine, seed;

  g_object_get (operation, "analysis", &analysis, "radius", &radius, "amount", &amount, "protect",
                &protect, "borrow", &recipe.borrow, "match-grain", &match, "grain", &grain,
                "surface", &surface, "tone", &tone, "engine", &engine, "follow", &recipe.follow,
                "patch", &recipe.patch, "choice", &recipe.donor, "seed", &seed, "scale",
                &recipe.scale, "offset", &recipe.offset, "pixel-size", &recipe.pixel_size, NULL);
  recipe.amount = amount / 100.0;
  recipe.grain = match ? grain / 100.0 : 0.0;
  recipe.luminance = tone != 0;
  recipe.structured = engine != 0;
  recipe.seed = seed;
  if (!RETEXTURE_IS_RECOVERY (analysis))
    return recipe;
  recipe.recovery = RETEXTURE_RECOVERY (g_steal_pointer (&analysis));
  recipe.radius
      = radius > 0.0 ? radius : retexture_recovery_get_radius (recipe.recovery) / recipe.pixel_size;
  recipe.setup = retexture_recovery_get_setup (recipe.recovery, recipe.radius * recipe.pixel_size,
                                               protect, surface);
  return recipe;
}

void
retexture_recover_recipe_clear (RetextureRecoverRecipe *self)
{
  g_clear_pointer (&self->setup, retexture_recovery_setup_unref);
  g_clear_object (&self->recovery);
}

static gboolean
matches_grain (const RetextureRecoverRecipe *recipe)
{
  return recipe->recovery && recipe->grain > 0.0f
         && retexture_recovery_get_grain (recipe->recovery);
}

gboolean
retexture_recover_find_donor (const RetextureRecoverRecipe *recipe,
                              GeglRectangle *area,
                              GError **error)
{
  const GeglRectangle drawn = { 0, 0, 0, 0 };

  return recipe->borrow && recipe->setup && recipe->setup->borrowing
         && retexture_borrowing_choose_area (recipe->setup->borrowing, &drawn, recipe->donor, area,
                                             error);
}

/* FALSE where there is nothing to borrow. */
static gboolean
find_exemplar (const RetextureRecoverRecipe *recipe, RetextureExemplarRecipe *exemplar)
{
  *exemplar = (RetextureExemplarRecipe){
    .radius = recipe->radius * recipe->pixel_size,
    .size = 1.0,
    .pixel_size = recipe->pixel_size,
    .gaussian = !recipe->structured,
    .patch = recipe->structured ? recipe->patch * recipe->pixel_size : 0.0,
    .turned = recipe->follow,
    .mirrored = TRUE,
  };
  return retexture_recover_find_donor (recipe, &exemplar->area, NULL);
}

gboolean
retexture_recover_makes (const RetextureRecoverRecipe *recipe, gint part)
{
  RetextureExemplarRecipe exemplar;

  switch (part)
    {
    case RETEXTURE_PART_RECOVERED:
      return recipe->setup && recipe->setup->range;
    case RETEXTURE_PART_BORROWED:
      return find_exemplar (recipe, &exemplar);
    default:
      return matches_grain (recipe);
    }
}

gint
retexture_recover_reach (const RetextureRecoverRecipe *recipe)
{
  const gint presence = recipe->recovery ? retexture_presence_reach (recipe->radius) : 0;

  return MAX (presence, retexture_missing_reach ()) + retexture_missing_grain_reach ();
}

/* ---- the three textures ---- */

static gsize
n_pixels (const GeglRectangle *area)
{
  return (gsize) area->width * area->height;
}

static GeglBuffer *
new_texture (const Work *work, const GeglRectangle *area)
{
  GeglBuffer *texture = gegl_buffer_new (area, work->stored);
  const gfloat pixel[4] = { work->neutral, work->neutral, work->neutral, 1.0f };

  gegl_buffer_set_color_from_pixel (texture, area, pixel, work->format);
  return texture;
}

static void
make_recovered (Work *work)
{
  const RetextureRecoverRecipe *recipe = work->recipe;
  GeglRectangle overlap, area;
  RetexturePicturePair pair;

  work->textures[RECOVERED] = new_texture (work, &work->around);
  if (!recipe->setup || !recipe->setup->range || !work->original)
    return;
  gegl_rectangle_intersect (&overlap, gegl_buffer_get_extent (work->edit),
                            gegl_buffer_get_extent (work->original));
  if (!gegl_rectangle_intersect (&area, &overlap, &work->around))
    return;
  retexture_picture_pair_init (&pair, work->original, work->edit, &overlap);
  retexture_missing_render (
      &(RetextureMissingRecipe){
          .range = recipe->setup->range,
          .radius_px = recipe->radius,
          .pixel_size = recipe->pixel_size,
          .luminance = recipe->luminance,
          .changed = TRUE,
          .gain = recipe->amount / recipe->scale,
          .neutral = work->neutral,
      },
      &pair, work->textures[RECOVERED], &area);
  retexture_picture_pair_clear (&pair);
}

static void
make_borrowed (Work *work)
{
  const RetextureRecoverRecipe *recipe = work->recipe;
  RetextureBorrowRecipe borrow = {
    .extent = *gegl_buffer_get_extent (work->edit),
    .seed = recipe->seed,
    .amount = recipe->amount,
    .scale = recipe->scale,
    .match = 1.0,
    .neutral = work->neutral,
    .missing = work->missing,
  };

  if (!find_exemplar (recipe, &borrow.exemplar))
    {
      work->textures[BORROWED] = new_texture (work, &work->around);
      return;
    }
  borrow.borrowing = recipe->setup->borrowing;
  work->textures[BORROWED] = gegl_buffer_new (&work->around, work->stored);
  retexture_borrow_render (&borrow, work->edit, work->textures[BORROWED], &work->around);
}

static void
read_weights (Work *work, gint source, const RetextureLattice *lattice)
{
  work->weights[source] = g_new0 (gfloat, n_pixels (&work->around));
  if (lattice)
    retexture_source_weights_read (work->recipe->setup->weights, lattice, work->recipe->pixel_size,
                                   &work->around, work->weights[source]);
}

static void
make_weights (Work *work)
{
  const RetextureRecoverRecipe *recipe = work->recipe;
  const RetextureSourceWeights *weights = recipe->setup ? recipe->setup->weights : NULL;

  read_weights (work, RECOVERED, weights && recipe->setup->range ? weights->returned : NULL);
  read_weights (work, BORROWED,
                weights && recipe->borrow && recipe->setup->borrowing ? weights->borrowed : NULL);
  read_weights (work, GRAIN, weights && matches_grain (recipe) ? weights->grain : NULL);
}

/* ---- laid over the edit ---- */

typedef struct
{
  Work *work;
  GeglRectangle area;
  GeglBuffer *target;
  void (*make_row) (const Work *work, gint y, gfloat *pixels);
} Rows;

static void
make_rows (gsize offset, gsize size, gpointer user_data)
{
  const Rows *rows = user_data;
  gfloat *pixels = gegl_scratch_new (gfloat, (gsize) 4 * rows->area.width);

  for (gsize i = offset; i < offset + size; i++)
    {
      const GeglRectangle row = { rows->area.x, rows->area.y + (gint) i, rows->area.width, 1 };

      rows->make_row (rows->work, row.y, pixels);
      retexture_samples_write (rows->target, &row, rows->work->format, pixels);
    }
  gegl_scratch_free (pixels);
}

static void
make_picture (Work *work,
              const GeglRectangle *area,
              GeglBuffer *target,
              void (*make_row) (const Work *work, gint y, gfloat *pixels))
{
  Rows rows = { work, *area, target, make_row };

  gegl_parallel_distribute_range (area->height, 8.0, make_rows, &rows);
}

/* pixel += weight * scale * (texture - neutral); GIMP's Grain Merge keeps to black and white. */
static void
lay (const Work *work, gint source, const GeglRectangle *row, gfloat *pixels)
{
  gfloat *texture = gegl_scratch_new (gfloat, (gsize) 4 * row->width);
  const gboolean merged = work->merged;
  const gfloat *weights = work->weights[source]
                          + (gsize) (row->y - work->around.y) * work->around.width + row->x
                          - work->around.x;
  retexture_samples_read (work->textures[source], row, work->format, texture);
  for (gint x = 0; x < row->width; x++)
    {
      for (gint c = 0; c < 3; c++)
        {
          gfloat *pixel = pixels + 4 * x + c;
          gfloat change = work->recipe->scale * (texture[4 * x + c] - work->neutral);

          if (merged)
            change = CLAMP (*pixel + change, 0.0f, 1.0f) - *pixel;
          *pixel += weights[x] * change;
        }
    }
  gegl_scratch_free (texture);
}

static void
make_base_row (const Work *work, gint y, gfloat *pixels)
{
  const GeglRectangle row = { work->around.x, y, work->around.width, 1 };

  retexture_samples_read (work->edit, &row, work->format, pixels);
  lay (work, RECOVERED, &row, pixels);
  lay (work, BORROWED, &row, pixels);
}

/* From the edit again, since the base is rounded; its alpha is kept by who lays this over it. */
static void
make_joined_row (const Work *work, gint y, gfloat *pixels)
{
  const GeglRectangle row = { work->area.x, y, work->area.width, 1 };

  retexture_samples_read (work->edit, &row, work->format, pixels);
  for (gint source = RECOVERED; source < SOURCES; source++)
    lay (work, source, &row, pixels);
  for (gint x = 0; x < row.width; x++)
    pixels[4 * x + 3] = 1.0f;
}

static void
make_texture_row (const Work *work, gint y, gfloat *pixels)
{
  const GeglRectangle row = { work->area.x, y, work->area.width, 1 };

  for (gint i = 0; i < 4 * work->area.width; i++)
    pixels[i] = i % 4 == 3 ? 1.0f : 0.5f;
  for (gint source = RECOVERED; source < SOURCES; source++)
    lay (work, source, &row, pixels);
}

/* ---- grain ---- */

/* What is added is the same change whatever it is laid on. */
static void
make_grain_row (const Work *work, gint y, gfloat *pixels)
{
  const RetextureRecoverRecipe *recipe = work->recipe;
  const GeglRectangle row = { work->area.x, y, work->area.width, 1 };
  const gfloat *deviation = work->deviation + (gsize) 3 * (y - work->area.y) * work->area.width;
  const gfloat strength = recipe->grain / recipe->scale;
  gfloat *grain = gegl_scratch_new (gfloat, (gsize) 3 * row.width);

  retexture_grain_synthesise (retexture_recovery_get_grain (recipe->recovery), recipe->seed, &row,
                              grain);
  for (gint x = 0; x < row.width; x++)
    {
      for (gint c = 0; c < 3; c++)
        pixels[4 * x + c] = work->neutral + strength * deviation[3 * x + c] * grain[3 * x + c];
      pixels[4 * x + 3] = 1.0f;
    }
  gegl_scratch_free (grain);
}

static void
make_grain (Work *work)
{
  const RetextureRecoverRecipe *recipe = work->recipe;

  work->textures[GRAIN] = new_texture (work, &work->area);
  if (!matches_grain (recipe))
    return;
  work->base = gegl_buffer_new (&work->around, work->stored);
  make_picture (work, &work->around, work->base, make_base_row);
  work->deviation = g_new (gfloat, 3 * n_pixels (&work->area));
  retexture_missing_grain_find (retexture_recovery_get_grain (recipe->recovery), work->base,
                                &work->area, recipe->pixel_size, work->deviation);
  make_picture (work, &work->area, work->textures[GRAIN], make_grain_row);
}

/* ---- where it comes from ---- */

/* Of the three, in the first three channels. */
static void
make_shares_row (const Work *work, gint y, gfloat *pixels)
{
  const RetextureRecoverRecipe *recipe = work->recipe;
  const GeglRectangle row = { work->area.x, y, work->area.width, 1 };
  const gsize at = (gsize) (y - work->around.y) * work->around.width + row.x - work->around.x;
  gfloat *edit = gegl_scratch_new (gfloat, (gsize) 4 * row.width);
  gfloat *lost = gegl_scratch_new (gfloat, row.width);

  retexture_samples_read (work->edit, &row, work->format, edit);
  memset (lost, 0, row.width * sizeof (gfloat));
  if (recipe->setup)
    retexture_source_weights_read (recipe->setup->weights, recipe->setup->weights->lost,
                                   recipe->pixel_size, &row, lost);
  for (gint x = 0; x < row.width; x++)
    {
      gfloat *pixel = pixels + 4 * x;
      gfloat level = 0.0f;

      if (work->deviation)
        level = retexture_grain_get_level (retexture_recovery_get_grain (recipe->recovery), 1,
                                           edit[4 * x + 1]);
      pixel[RECOVERED] = work->weights[RECOVERED][at + x] * lost[x];
      pixel[BORROWED] = work->weights[BORROWED][at + x] * work->missing[at + x];
      pixel[GRAIN] = 0.0f;
      if (level > 0.0f)
        pixel[GRAIN]
            = work->weights[GRAIN][at + x]
              * MIN (work->deviation[3 * ((gsize) (y - work->area.y) * row.width + x) + 1] / level,
                     1.0f);
      pixel[3] = 1.0f;
    }
  gegl_scratch_free (lost);
  gegl_scratch_free (edit);
}

static void
make_sources_row (const Work *work, gint y, gfloat *pixels)
{
  const GeglRectangle row = { work->area.x, y, work->area.width, 1 };
  gfloat *edit = gegl_scratch_new (gfloat, (gsize) 4 * row.width);

  retexture_samples_read (work->edit, &row, work->format, edit);
  make_shares_row (work, y, pixels);
  for (gint x = 0; x < row.width; x++)
    {
      gfloat shares[SOURCES], *pixel = pixels + 4 * x;

      memcpy (shares, pixel, sizeof shares);
      pixel[0] = pixel[1] = pixel[2] = retexture_luma (edit + 4 * x);
      for (gint source = GRAIN; source >= RECOVERED; source--)
        for (gint c = 0; c < 3; c++)
          pixel[c] += SHOWN * shares[source] * (colours[source][c] - pixel[c]);
      pixel[3] = edit[4 * x + 3];
    }
  gegl_scratch_free (edit);
}

/* ---- the parts ---- */

static void
write_mask (const Work *work, gint source, GeglBuffer *target)
{
  const GeglRectangle *area = &work->area, *around = &work->around;
  const gfloat *first
      = work->weights[source] + (gsize) (area->y - around->y) * around->width + area->x - around->x;

  gegl_buffer_set (target, area, 0, babl_format ("Y float"), first,
                   around->width * (gint) sizeof (gfloat));
}

static void
write_part (Work *work, const RetexturePartTarget *target)
{
  switch (target->part)
    {
    case RETEXTURE_PART_RECOVERED:
    case RETEXTURE_PART_BORROWED:
    case RETEXTURE_PART_GRAIN:
      gegl_buffer_copy (work->textures[target->part - RETEXTURE_PART_RECOVERED], &work->area,
                        GEGL_ABYSS_NONE, target->buffer, &work->area);
      break;
    case RETEXTURE_PART_RECOVERED_MASK:
    case RETEXTURE_PART_BORROWED_MASK:
    case RETEXTURE_PART_GRAIN_MASK:
      write_mask (work, target->part - RETEXTURE_PART_RECOVERED_MASK, target->buffer);
      break;
    case RETEXTURE_PART_TEXTURE:
      make_picture (work, &work->area, target->buffer, make_texture_row);
      break;
    case RETEXTURE_PART_SHARES:
      make_picture (work, &work->area, target->buffer, make_shares_row);
      break;
    case RETEXTURE_PART_SOURCES:
      make_picture (work, &work->area, target->buffer, make_sources_row);
      break;
    default:
      make_picture (work, &work->area, target->buffer, make_joined_row);
    }
}

/* Whether any of the targets is made from the two textures together. */
static gboolean
wants_all (const RetexturePartTarget *targets, guint n_targets)
{
  for (guint i = 0; i < n_targets; i++)
    if (targets[i].part == RETEXTURE_PART_GRAIN || targets[i].part < RETEXTURE_PART_RECOVERED
        || targets[i].part > RETEXTURE_PART_GRAIN_MASK)
      return TRUE;
  return FALSE;
}

static gboolean
wants (const RetexturePartTarget *targets, guint n_targets, gint part)
{
  for (guint i = 0; i < n_targets; i++)
    if (targets[i].part == part)
      return TRUE;
  return FALSE;
}

static void
work_clear (Work *work)
{
  for (gint source = RECOVERED; source < SOURCES; source++)
    {
      g_clear_object (&work->textures[source]);
      g_free (work->weights[source]);
    }
  g_clear_object (&work->base);

  g_free (work->missing);
  g_free (work->deviation);
}

void
retexture_recover_render (const RetextureRecoverRecipe *recipe,
                          GeglBuffer *edit,
                          GeglBuffer *original,
                          const RetexturePartTarget *targets,
                          guint n_targets,
                          const GeglRectangle *area)
{
  const gboolean all = wants_all (targets, n_targets);
  Work work = {
    .recipe = recipe,
    .edit = edit,
    .original = original,
    .stored = gegl_buffer_get_format (edit),
    .area = *area,
    .around = *area,
  };

  work.format = babl_format_with_space ("R'G'B'A float", work.stored);
  work.merged = retexture_recover_merges (work.stored, recipe->scale, recipe->offset);
  work.neutral
      = work.merged ? MERGED_OFFSET / 255.0 : retexture_neutral_value (work.stored, recipe->offset);
  if (all && matches_grain (recipe))
    {
      work.around = retexture_frame_grow (area, retexture_missing_grain_reach ());
      gegl_rectangle_intersect (&work.around, &work.around, gegl_buffer_get_extent (edit));
    }
  make_weights (&work);
  if (all)
    work.missing = g_new0 (gfloat, n_pixels (&work.around));
  if (all || wants (targets, n_targets, RETEXTURE_PART_RECOVERED))
    make_recovered (&work);
  if (all || wants (targets, n_targets, RETEXTURE_PART_BORROWED))
    make_borrowed (&work);
  if (all)
    make_grain (&work);
  for (guint i = 0; i < n_targets; i++)
    write_part (&work, targets + i);
  work_clear (&work);
}
