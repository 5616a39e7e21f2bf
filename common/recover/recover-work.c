/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "recover-work.h"

#include <string.h>

#include "blocks.h"
#include "borrow-rendering.h"
#include "missing-grain.h"
#include "missing-rendering.h"
#include "neutral.h"
#include "operation-frame.h"
#include "samples.h"

/* Pixels of a block of grain. */
#define GRAIN_COLUMNS 512
#define GRAIN_ROWS 32

/* ---- the three textures ---- */

/* Where a part is to go; NULL where it is not asked for. */
static const RetexturePartTarget *
find_target (const RetextureRecoverWork *work, gint part)
{
  for (guint i = 0; i < work->n_targets; i++)
    if (work->targets[i].part == part)
      return work->targets + i;
  return NULL;
}

static gsize
n_pixels (const GeglRectangle *area)
{
  return (gsize) area->width * area->height;
}

/* Neutral; where nothing beyond the area is looked at, the target itself. */
static GeglBuffer *
new_texture (const RetextureRecoverWork *work, gint source, const GeglRectangle *area)
{
  const gfloat pixel[4] = { work->neutral, work->neutral, work->neutral, 1.0f };
  const RetexturePartTarget *target = find_target (work, RETEXTURE_PART_RECOVERED + source);
  const gboolean direct = target && gegl_rectangle_equal (area, &work->area)
                          && gegl_buffer_get_format (target->buffer) == work->stored;
  GeglBuffer *texture
      = direct ? g_object_ref (target->buffer) : gegl_buffer_new (area, work->stored);

  if (!direct || !target->filled)
    gegl_buffer_set_color_from_pixel (texture, area, pixel, work->format);
  return texture;
}

static void
make_recovered (RetextureRecoverWork *work)
{
  const RetextureRecoverRecipe *recipe = work->recipe;
  GeglRectangle overlap, area;
  RetexturePicturePair pair;

  work->textures[RETEXTURE_SOURCE_RECOVERED]
      = new_texture (work, RETEXTURE_SOURCE_RECOVERED, &work->around);
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
          .coloured = !recipe->setup->protect,
          .sharpening = retexture_recovery_get_sharpening (recipe->recovery),
          .gain = recipe->amount / recipe->scale,
          .neutral = work->neutral,
      },
      &pair, work->textures[RETEXTURE_SOURCE_RECOVERED], &area);
  retexture_picture_pair_clear (&pair);
}

/* The share that is missing of an area goes where the whole has it. */
static void
keep_missing (const RetextureRecoverWork *work, const GeglRectangle *area, const gfloat *missing)
{
  for (gint y = 0; y < area->height; y++)
    memcpy (work->missing + retexture_recover_work_at (work, area->x, area->y + y),
            missing + (gsize) y * area->width, area->width * sizeof (gfloat));
}

/* Texture of one lender, in an area; and the share that is missing of it, if `missing`. */
static void
lend (const RetextureRecoverWork *work,
      gint lender,
      GeglBuffer *target,
      const GeglRectangle *area,
      gfloat *missing)
{
  const RetextureRecoverRecipe *recipe = work->recipe;
  RetextureBorrowRecipe borrow = {
    .borrowing = recipe->setup->lenders->all[lender].borrowing,
    .extent = *gegl_buffer_get_extent (work->edit),
    .seed = recipe->seed,
    .amount = recipe->amount,
    .scale = recipe->scale,
    .match = 1.0,
    .neutral = work->neutral,
    .missing = missing,
  };

  if (retexture_recover_find_exemplar (recipe, lender, &borrow.exemplar))
    retexture_borrow_render (&borrow, work->edit, target, area);
}

static gboolean
has_any (const gfloat *shares, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (shares[i] > 0.0f)
      return TRUE;
  return FALSE;
}

/* Textures of several lenders, each by its share. */
static void
lend_mixed (const RetextureRecoverWork *work, const GeglRectangle *area, gfloat *missing)
{
  const RetextureLenders *lenders = work->recipe->setup->lenders;
  const gsize n = n_pixels (area);
  g_autofree gfloat *shares = g_new (gfloat, lenders->n * n);
  g_autofree gfloat *mixed = g_new (gfloat, 4 * n), *texture = g_new (gfloat, 4 * n);
  g_autofree gfloat *share_missing = missing ? g_new0 (gfloat, n) : NULL;
  g_autoptr (GeglBuffer) made = gegl_buffer_new (area, work->format);

  retexture_lenders_read_shares (lenders, gegl_buffer_get_extent (work->edit),
                                 work->recipe->pixel_size, area, shares);
  for (gsize i = 0; i < 4 * n; i++)
    mixed[i] = i % 4 == 3 ? 1.0f : work->neutral;
  for (gint k = 0; k < lenders->n; k++)
    {
      const gfloat *share = shares + k * n;

      if (!has_any (share, n))
        continue;
      lend (work, k, made, area, share_missing);
      retexture_samples_read (made, area, work->format, texture);
      for (gsize i = 0; i < n; i++)
        {
          for (gint c = 0; c < 3; c++)
            mixed[4 * i + c] += share[i] * (texture[4 * i + c] - work->neutral);
          if (missing)
            missing[i] += share[i] * share_missing[i];
        }
    }
  retexture_samples_write (work->textures[RETEXTURE_SOURCE_BORROWED], area, work->format, mixed);
}

static void
make_borrowed (RetextureRecoverWork *work)
{
  const RetextureRecoverRecipe *recipe = work->recipe;

  work->textures[RETEXTURE_SOURCE_BORROWED]
      = new_texture (work, RETEXTURE_SOURCE_BORROWED, &work->around);
  if (!retexture_recover_makes (recipe, RETEXTURE_PART_BORROWED))
    return;
  g_array_unref (work->lent);
  work->lent = retexture_wanted_cells_find (recipe->setup->lent, recipe->pixel_size, &work->around);
  for (guint i = 0; i < work->lent->len; i++)
    {
      const GeglRectangle *area = &g_array_index (work->lent, GeglRectangle, i);
      g_autofree gfloat *missing = work->missing ? g_new0 (gfloat, n_pixels (area)) : NULL;

      if (recipe->setup->lenders->n == 1)
        lend (work, 0, work->textures[RETEXTURE_SOURCE_BORROWED], area, missing);
      else
        lend_mixed (work, area, missing);
      if (missing)
        keep_missing (work, area, missing);
    }
}

static void
read_weights (RetextureRecoverWork *work, gint source, const RetextureLattice *lattice)
{
  work->weights[source] = g_new0 (gfloat, n_pixels (&work->around));
  if (lattice)
    retexture_source_weights_read (work->recipe->setup->weights, lattice, work->recipe->pixel_size,
                                   &work->around, work->weights[source]);
}

static void
make_weights (RetextureRecoverWork *work)
{
  const RetextureRecoverRecipe *recipe = work->recipe;
  const RetextureSourceWeights *weights = recipe->setup ? recipe->setup->weights : NULL;

  read_weights (work, RETEXTURE_SOURCE_RECOVERED,
                weights && recipe->setup->range ? weights->returned : NULL);
  read_weights (work, RETEXTURE_SOURCE_BORROWED,
                retexture_recover_get_borrowing (recipe) ? weights->borrowed : NULL);
  read_weights (work, RETEXTURE_SOURCE_GRAIN,
                weights && retexture_recover_matches_grain (recipe) ? weights->grain : NULL);
}

/* ---- laid over the edit ---- */

typedef struct
{
  RetextureRecoverWork *work;
  GeglRectangle area;
  GeglBuffer *target;
  RetextureRecoverRowFunc make_row;
} Rows;

static void
make_rows (gsize offset, gsize size, gpointer user_data)
{
  const Rows *rows = user_data;
  gfloat *pixels = gegl_scratch_new (gfloat, (gsize) 4 * rows->area.width);

  for (gsize i = offset; i < offset + size; i++)
    {
      const GeglRectangle row = { rows->area.x, rows->area.y + (gint) i, rows->area.width, 1 };

      rows->make_row (rows->work, &row, pixels);
      retexture_samples_write (rows->target, &row, rows->work->format, pixels);
    }
  gegl_scratch_free (pixels);
}

void
retexture_recover_work_make_picture (RetextureRecoverWork *work,
                                     const GeglRectangle *area,
                                     GeglBuffer *target,
                                     RetextureRecoverRowFunc make_row)
{
  Rows rows = { work, *area, target, make_row };

  gegl_parallel_distribute_range (area->height, 8.0, make_rows, &rows);
}

/* pixel += weight * scale * (texture - neutral); GIMP's Grain Merge keeps to black and white. */
void
retexture_recover_work_lay (const RetextureRecoverWork *work,
                            gint source,
                            const GeglRectangle *row,
                            gfloat *pixels)
{
  gfloat *texture = gegl_scratch_new (gfloat, (gsize) 4 * row->width);
  const gboolean merged = work->merged;
  const gfloat *weights = work->weights[source] + retexture_recover_work_at (work, row->x, row->y);

  retexture_samples_read (work->textures[source], row, work->format, texture);
  for (gint x = 0; x < row->width; x++)
    for (gint c = 0; c < 3; c++)
      {
        gfloat *pixel = pixels + 4 * x + c;
        gfloat change = work->recipe->scale * (texture[4 * x + c] - work->neutral);

        if (merged)
          change = CLAMP (*pixel + change, 0.0f, 1.0f) - *pixel;
        *pixel += weights[x] * change;
      }
  gegl_scratch_free (texture);
}

static void
make_base_row (const RetextureRecoverWork *work, const GeglRectangle *row, gfloat *pixels)
{
  retexture_samples_read (work->edit, row, work->format, pixels);
  retexture_recover_work_lay (work, RETEXTURE_SOURCE_RECOVERED, row, pixels);
  retexture_recover_work_lay (work, RETEXTURE_SOURCE_BORROWED, row, pixels);
}

/* ---- grain ---- */

/* What is added is the same change whatever it is laid on. */
static void
make_grain_block (const GeglRectangle *block, gpointer user_data)
{
  const RetextureRecoverWork *work = user_data;
  const RetextureRecoverRecipe *recipe = work->recipe;
  const gfloat strength = recipe->grain / recipe->scale;
  const gsize n = n_pixels (block);
  gfloat *grain = gegl_scratch_new (gfloat, 3 * n), *pixels = gegl_scratch_new (gfloat, 4 * n);

  retexture_grain_synthesise (retexture_recovery_get_grain (recipe->recovery), recipe->seed, block,
                              retexture_recover_work_wish_at (work, block->x, block->y),
                              work->area.width, grain);
  for (gsize i = 0; i < n; i++)
    {
      for (gint c = 0; c < 3; c++)
        pixels[4 * i + c] = work->neutral + strength * grain[3 * i + c];
      pixels[4 * i + 3] = 1.0f;
    }
  retexture_samples_write (work->textures[RETEXTURE_SOURCE_GRAIN], block, work->format, pixels);
  gegl_scratch_free (pixels);
  gegl_scratch_free (grain);
}

/* What is known of blocks, for each pixel; NULL: nothing. */
static gfloat *
read_blocks (const RetextureRecoverWork *work,
             const RetextureLattice *blocks,
             const GeglRectangle *area)
{
  const RetextureLatticePlace place = retexture_survey_place_blocks (
      &work->recipe->setup->weights->frame, work->recipe->pixel_size);
  gfloat *values = blocks ? g_new (gfloat, n_pixels (area)) : NULL;

  if (blocks)
    retexture_lattice_read (blocks, &place, area, values);
  return values;
}

static void
add_grain (RetextureRecoverWork *work, const GeglRectangle *area)
{
  RetextureRecovery *recovery = work->recipe->recovery;
  const RetextureLattice *known = retexture_recovery_get_grain_around (recovery);
  g_autofree gfloat *shares = read_blocks (work, known, area);
  g_autofree gfloat *strange
      = read_blocks (work, known ? retexture_recovery_get_lost (recovery) : NULL, area);
  const RetextureMostGrain most
      = { work->original, retexture_recovery_get_faded (recovery), shares, strange };
  GeglRectangle around = retexture_frame_grow (area, retexture_missing_grain_reach ());
  g_autoptr (GeglBuffer) base = NULL;
  g_autofree RetextureGrainWish *wishes = g_new (RetextureGrainWish, n_pixels (area));

  gegl_rectangle_intersect (&around, &around, &work->around);
  base = gegl_buffer_new (&around, work->stored);
  retexture_recover_work_make_picture (work, &around, base, make_base_row);
  retexture_missing_grain_find (retexture_recovery_get_grain (recovery), base, &most, area,
                                work->recipe->pixel_size, wishes);
  for (gint y = 0; y < area->height; y++)
    memcpy (retexture_recover_work_wish_at (work, area->x, area->y + y),
            wishes + (gsize) y * area->width, area->width * sizeof (RetextureGrainWish));
  retexture_blocks_make (area, GRAIN_COLUMNS, GRAIN_ROWS, make_grain_block, work);
}

static void
make_grain (RetextureRecoverWork *work)
{
  work->textures[RETEXTURE_SOURCE_GRAIN] = new_texture (work, RETEXTURE_SOURCE_GRAIN, &work->area);
  if (work->grained->len > 0)
    work->wishes = g_new0 (RetextureGrainWish, n_pixels (&work->area));
  for (guint i = 0; i < work->grained->len; i++)
    add_grain (work, &g_array_index (work->grained, GeglRectangle, i));
}

/* ---- all of them ---- */

/* What is made of the textures together: all but single textures and masks. */
static gboolean
shows_all (gint part)
{
  return part < RETEXTURE_PART_RECOVERED || part > RETEXTURE_PART_GRAIN_MASK;
}

static gboolean
shows_shares (gint part)
{
  return part == RETEXTURE_PART_SHARES || part == RETEXTURE_PART_SOURCES;
}

static gboolean
is_wanted (const RetextureRecoverWork *work, gint source)
{
  for (guint i = 0; i < work->n_targets; i++)
    if (shows_all (work->targets[i].part)
        || work->targets[i].part == RETEXTURE_PART_RECOVERED + source)
      return TRUE;
  return FALSE;
}

static gboolean
counts_shares (const RetextureRecoverWork *work)
{
  for (guint i = 0; i < work->n_targets; i++)
    if (shows_shares (work->targets[i].part))
      return TRUE;
  return FALSE;
}

/* Where there is any grain, it depends on what lies under it, and beside. */
static void
find_grained (RetextureRecoverWork *work)
{
  const RetextureRecoverRecipe *recipe = work->recipe;

  if (!is_wanted (work, RETEXTURE_SOURCE_GRAIN) || !retexture_recover_matches_grain (recipe))
    {
      work->grained = g_array_new (FALSE, FALSE, sizeof (GeglRectangle));
      return;
    }
  work->grained
      = retexture_wanted_cells_find (recipe->setup->grained, recipe->pixel_size, &work->area);
  if (work->grained->len == 0)
    return;
  work->around = retexture_frame_grow (&work->area, retexture_missing_grain_reach ());
  gegl_rectangle_intersect (&work->around, &work->around, gegl_buffer_get_extent (work->edit));
}

void
retexture_recover_work_make (RetextureRecoverWork *self,
                             const RetextureRecoverRecipe *recipe,
                             GeglBuffer *edit,
                             GeglBuffer *original,
                             const RetexturePartTarget *targets,
                             guint n_targets,
                             const GeglRectangle *area)
{
  const Babl *stored = gegl_buffer_get_format (edit);

  *self = (RetextureRecoverWork){
    .recipe = recipe,
    .edit = edit,
    .original = original,
    .targets = targets,
    .n_targets = n_targets,
    .stored = stored,
    .format = babl_format_with_space ("R'G'B'A float", stored),
    .merged = retexture_recover_merges (stored, recipe->scale, recipe->offset),
    .neutral = retexture_recover_neutral (stored, recipe->scale, recipe->offset),
    .area = *area,
    .around = *area,
  };
  self->lent = g_array_new (FALSE, FALSE, sizeof (GeglRectangle));
  find_grained (self);
  make_weights (self);
  if (counts_shares (self))
    self->missing = g_new0 (gfloat, n_pixels (&self->around));
  if (is_wanted (self, RETEXTURE_SOURCE_RECOVERED) || self->grained->len > 0)
    make_recovered (self);
  if (is_wanted (self, RETEXTURE_SOURCE_BORROWED) || self->grained->len > 0)
    make_borrowed (self);
  if (is_wanted (self, RETEXTURE_SOURCE_GRAIN))
    make_grain (self);
}

void
retexture_recover_work_clear (RetextureRecoverWork *self)
{
  for (gint source = 0; source < RETEXTURE_N_SOURCES; source++)
    {
      g_clear_object (&self->textures[source]);
      g_free (self->weights[source]);
    }
  g_array_unref (self->lent);
  g_array_unref (self->grained);
  g_free (self->missing);
  g_free (self->wishes);
}
