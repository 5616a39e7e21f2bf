/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Level by level: each is read in blocks, from the pictures or from the level made before; of every
 * block the next level's samples and this level's band are made.
 */
#include "band-energies.h"

#include "luma.h"
#include "vector.h"

#include <string.h>

/* A smoothing (lattice.h) of cells: of what is judged together. */
#define SMOOTH_CELLS 1

/* Samples of a block across and down: what a thread touches at a time stays in its own cache. */
#define COLUMNS 512
#define ROWS 128

/* How far a level is kept beyond the picture. */
#define APRON 4

/* A picture shorter than this has no coarser level. */
#define SMALLEST 12

enum
{
  ORIGINAL,
  EDIT,
  N_PICTURES
};

typedef struct
{
  const RetexturePicturePair *pair;
  GCancellable *cancellable;
  gint k;                          /* of the level */
  gint width, height;              /* of the level, in samples */
  RetextureLevel here[N_PICTURES]; /* with their aprons; none of level 0 */
  RetextureLevel next[N_PICTURES];
  RetextureBandEnergies *energies;
  RetextureLattice *(*coarse)[3]; /* of both pictures */
} Step;

/* ---- blocks ---- */

RETEXTURE_VECTOR static void
to_luma (const gfloat *restrict pixels, gfloat *restrict luma, gsize n, gint channels)
{
  if (channels == 4)
    for (gsize i = 0; i < n; i++)
      luma[i] = retexture_luma (pixels + 4 * i);
  else
    for (gsize i = 0; i < n; i++)
      luma[i] = retexture_luma (pixels + 3 * i);
}

/* The samples of the coarse level that lie in a block, from pixels of an area that holds what is
 * needed for them. */
static void
keep_coarse (const Step *step,
             const RetextureLevel levels[RETEXTURE_BAND_COARSE + 1],
             const gfloat *pixels,
             RetextureLattice *const coarse[3])
{
  const gint channels = step->pair->channels;
  const RetextureLevel *last = levels + RETEXTURE_BAND_COARSE;
  const gsize n = (gsize) levels[0].area.width * levels[0].area.height;

  for (gint c = 0; c < 3; c++)
    {
      RetextureLevel kept;

      retexture_picture_pair_take_channel (pixels + c, levels[0].values, n, channels);
      for (gint k = 0; k < RETEXTURE_BAND_COARSE; k++)
        retexture_pyramid_reduce (levels + k, levels + k + 1);
      kept = retexture_level_of (coarse[c]);
      retexture_pyramid_copy (last, &kept, &last->area);
    }
}

/* Level 0: the luma of both pictures in `blocks`, and their coarse levels beside. */
static void
read_pictures (const Step *step,
               const GeglRectangle *block,
               const RetextureLevel blocks[N_PICTURES])
{
  const RetexturePicturePair *pair = step->pair;
  const gint size = 1 << RETEXTURE_BAND_COARSE;
  RetextureLevel levels[RETEXTURE_BAND_COARSE + 1], luma;
  gfloat *pixels[N_PICTURES];
  GeglRectangle area;
  gsize n;

  levels[RETEXTURE_BAND_COARSE].area
      = *GEGL_RECTANGLE (block->x / size, block->y / size, (block->width + size - 1) / size,
                         (block->height + size - 1) / size);
  for (gint k = RETEXTURE_BAND_COARSE; k > 0; k--)
    levels[k - 1].area = retexture_pyramid_finer (&levels[k].area);
  gegl_rectangle_bounding_box (&area, &levels[0].area, &blocks[ORIGINAL].area);
  levels[0].area = area;
  for (gint k = 0; k <= RETEXTURE_BAND_COARSE; k++)
    levels[k] = retexture_pyramid_level_new (&levels[k].area);

  n = (gsize) area.width * area.height;
  luma = retexture_pyramid_level_new (&area);
  for (gint i = 0; i < N_PICTURES; i++)
    pixels[i] = gegl_scratch_new (gfloat, n * pair->channels);
  retexture_picture_pair_read (pair, &area, pixels[ORIGINAL], pixels[EDIT]);
  for (gint i = 0; i < N_PICTURES; i++)
    {
      to_luma (pixels[i], luma.values, n, pair->channels);
      retexture_pyramid_copy (&luma, blocks + i, &blocks[i].area);
      keep_coarse (step, levels, pixels[i], step->coarse[i]);
    }
  for (gint i = 0; i < N_PICTURES; i++)
    gegl_scratch_free (pixels[i]);
  gegl_scratch_free (luma.values);
  for (gint k = 0; k <= RETEXTURE_BAND_COARSE; k++)
    gegl_scratch_free (levels[k].values);
}

RETEXTURE_VECTOR static void
add_products (const gfloat *restrict o, const gfloat *restrict e, gfloat *restrict sums, gint n)
{
  for (gint i = 0; i < n; i++)
    {
      sums[i] += o[i] * o[i];
      sums[n + i] += e[i] * e[i];
      sums[2 * n + i] += o[i] * e[i];
    }
}

/* The cells that a block covers. */
static void
sum_up (const Step *step, const RetextureLevel bands[N_PICTURES])
{
  const GeglRectangle *area = &bands[ORIGINAL].area;
  RetextureLattice *targets[]
      = { step->energies->original, step->energies->edit, step->energies->both };
  gfloat *sums = gegl_scratch_new (gfloat, 3 * area->width);

  for (gint top = 0; top < area->height; top += RETEXTURE_BAND_CELL)
    {
      const gint rows = MIN (RETEXTURE_BAND_CELL, area->height - top);
      const gsize first = (gsize) (area->y + top) / RETEXTURE_BAND_CELL * targets[0]->columns
                          + area->x / RETEXTURE_BAND_CELL;

      memset (sums, 0, 3 * area->width * sizeof (gfloat));
      for (gint y = top; y < top + rows; y++)
        add_products (bands[ORIGINAL].values + (gsize) y * area->width,
                      bands[EDIT].values + (gsize) y * area->width, sums, area->width);
      for (gint i = 0; i < 3; i++)
        for (gint x = 0; x < area->width; x += RETEXTURE_BAND_CELL)
          {
            const gint columns = MIN (RETEXTURE_BAND_CELL, area->width - x);
            gfloat sum = 0.0f;

            for (gint c = 0; c < columns; c++)
              sum += sums[i * area->width + x + c];
            targets[i]->values[first + x / RETEXTURE_BAND_CELL] = sum / (rows * columns);
          }
    }
  gegl_scratch_free (sums);
}

static void
make_block (const Step *step, const GeglRectangle *block)
{
  const GeglRectangle coarse = retexture_pyramid_coarser (block);
  const GeglRectangle around = retexture_pyramid_finer (&coarse);
  const GeglRectangle own
      = { block->x / 2, block->y / 2, (block->width + 1) / 2, (block->height + 1) / 2 };
  RetextureLevel wide[N_PICTURES], bands[N_PICTURES];

  for (gint i = 0; i < N_PICTURES; i++)
    {
      wide[i] = retexture_pyramid_level_new (&around);
      if (step->k > 0)
        retexture_pyramid_copy (step->here + i, wide + i, &around);
    }
  if (step->k == 0)
    read_pictures (step, block, wide);
  for (gint i = 0; i < N_PICTURES; i++)
    {
      RetextureLevel next = retexture_pyramid_level_new (&coarse);
      RetextureLattice *band
          = i == ORIGINAL ? step->energies->original_band : step->energies->edit_band;

      bands[i] = retexture_pyramid_level_new (block);
      retexture_pyramid_reduce (wide + i, &next);
      retexture_pyramid_copy (&next, step->next + i, &own);
      retexture_pyramid_take_band (wide + i, &next, bands + i);
      if (band)
        {
          const RetextureLevel kept = retexture_level_of (band);

          retexture_pyramid_copy (bands + i, &kept, block);
        }
      gegl_scratch_free (next.values);
    }
  sum_up (step, bands);
  for (gint i = 0; i < N_PICTURES; i++)
    {
      gegl_scratch_free (bands[i].values);
      gegl_scratch_free (wide[i].values);
    }
}

/* Called with a range of rows of blocks, from several threads. */
static void
make_blocks (gsize offset, gsize size, gpointer user_data)
{
  const Step *step = user_data;

  for (gint y = (gint) offset * ROWS; y < MIN ((gint) (offset + size) * ROWS, step->height);
       y += ROWS)
    for (gint x = 0; x < step->width && !g_cancellable_is_cancelled (step->cancellable);
         x += COLUMNS)
      make_block (step, GEGL_RECTANGLE (x, y, MIN (COLUMNS, step->width - x),
                                        MIN (ROWS, step->height - y)));
}

/* ---- levels ---- */

static RetextureLevel
new_level (gint width, gint height)
{
  const GeglRectangle area = { -APRON, -APRON, width + 2 * APRON, height + 2 * APRON };

  return (RetextureLevel){ area, g_new (gfloat, (gsize) area.width * area.height) };
}

/* The apron gets the outermost samples. */
static void
fill_apron (const RetextureLevel *level)
{
  const gint width = level->area.width, height = level->area.height;

  for (gint y = APRON; y < height - APRON; y++)
    {
      gfloat *row = level->values + (gsize) y * width;

      for (gint x = 0; x < APRON; x++)
        {
          row[x] = row[APRON];
          row[width - 1 - x] = row[width - 1 - APRON];
        }
    }
  for (gint y = 0; y < APRON; y++)
    {
      memcpy (level->values + (gsize) y * width, level->values + (gsize) APRON * width,
              width * sizeof (gfloat));
      memcpy (level->values + (gsize) (height - 1 - y) * width,
              level->values + (gsize) (height - 1 - APRON) * width, width * sizeof (gfloat));
    }
}

static void
set_up_energies (RetextureBandEnergies *self, gint k, gint width, gint height)
{
  const gint columns = (width + RETEXTURE_BAND_CELL - 1) / RETEXTURE_BAND_CELL;
  const gint rows = (height + RETEXTURE_BAND_CELL - 1) / RETEXTURE_BAND_CELL;

  self->original = retexture_lattice_new (columns, rows);
  self->edit = retexture_lattice_new (columns, rows);
  self->both = retexture_lattice_new (columns, rows);
  if (k >= RETEXTURE_BAND_KEPT)
    {
      self->original_band = retexture_lattice_new (width, height);
      self->edit_band = retexture_lattice_new (width, height);
    }
}

static void
set_up_coarse (RetexturePairEnergies *self, gint width, gint height)
{
  const gint size = 1 << RETEXTURE_BAND_COARSE;

  for (gint i = 0; i < N_PICTURES; i++)
    for (gint c = 0; c < 3; c++)
      self->coarse[i][c]
          = retexture_lattice_new ((width + size - 1) / size, (height + size - 1) / size);
}

RetexturePairEnergies *
retexture_pair_energies_new (const RetexturePicturePair *pair, GCancellable *cancellable)
{
  RetexturePairEnergies *self = g_new0 (RetexturePairEnergies, 1);
  Step step = { .pair = pair,
                .cancellable = cancellable,
                .coarse = self->coarse,
                .width = pair->overlap.width,
                .height = pair->overlap.height };

  set_up_coarse (self, step.width, step.height);
  for (;
       self->n < RETEXTURE_BAND_MOST && (self->n == 0 || MIN (step.width, step.height) >= SMALLEST);
       self->n++)
    {
      step.k = self->n;
      step.energies = self->bands + self->n;
      set_up_energies (step.energies, step.k, step.width, step.height);
      for (gint i = 0; i < N_PICTURES; i++)
        step.next[i] = new_level ((step.width + 1) / 2, (step.height + 1) / 2);
      gegl_parallel_distribute_range ((step.height + ROWS - 1) / ROWS, 1.0, make_blocks, &step);
      for (gint i = 0; i < N_PICTURES; i++)
        {
          fill_apron (step.next + i);
          g_free (step.here[i].values);
          step.here[i] = step.next[i];
        }
      step.width = (step.width + 1) / 2;
      step.height = (step.height + 1) / 2;
    }
  for (gint i = 0; i < N_PICTURES; i++)
    g_free (step.here[i].values);
  if (g_cancellable_is_cancelled (cancellable))
    g_clear_pointer (&self, retexture_pair_energies_free);
  return self;
}

void
retexture_pair_energies_smooth (RetexturePairEnergies *self)
{
  for (gint k = 0; k < self->n; k++)
    {
      retexture_lattice_smooth (self->bands[k].original, SMOOTH_CELLS);
      retexture_lattice_smooth (self->bands[k].edit, SMOOTH_CELLS);
      retexture_lattice_smooth (self->bands[k].both, SMOOTH_CELLS);
    }
}

RetextureLattice *
retexture_band_read (gint band,
                     gint other,
                     const RetextureLattice *values,
                     const RetextureLattice *like)
{
  const RetextureLatticePlace place = retexture_band_place_on (band, other);
  RetextureLattice *read = retexture_lattice_new (like->columns, like->rows);

  retexture_lattice_read (values, &place, GEGL_RECTANGLE (0, 0, like->columns, like->rows),
                          read->values);
  return read;
}

void
retexture_pair_energies_free (RetexturePairEnergies *self)
{
  for (gint k = 0; k < self->n; k++)
    {
      RetextureBandEnergies *band = self->bands + k;

      retexture_lattice_free (band->original);
      retexture_lattice_free (band->edit);
      retexture_lattice_free (band->both);
      retexture_lattice_free (band->original_band);
      retexture_lattice_free (band->edit_band);
    }
  for (gint i = 0; i < N_PICTURES; i++)
    for (gint c = 0; c < 3; c++)
      retexture_lattice_free (self->coarse[i][c]);
  g_free (self);
}
