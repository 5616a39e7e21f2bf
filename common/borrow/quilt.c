/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A raster of patches that each fit the one before would make every pixel depend on all before it.
 * Here the patches are of four kinds, by the parity of their column and row; those of one kind do
 * not touch. Each kind is chosen to fit the kinds before it, and then, in a second round, all of
 * its neighbours: a patch depends on others at most seven patches away.
 */
#include "quilt.h"

#include "gaussian-rows.h"
#include "hash-noise.h"
#include "quilt-cell.h"

#include <math.h>
#include <string.h>

#define KINDS 4
#define ROUNDS 2
#define STAGES (KINDS * ROUNDS)

/* Laying the kinds over each other looks at the ones laid before: that far again. */
#define LAYING (KINDS - 1)

/* Planes of the hash; other users of the same seed have others. */
#define FIRST_PLANE 80

/* How much patches overlap. */
#define OVERLAP 3

struct _RetextureQuilt
{
  RetextureExemplar *exemplar;
  guint32 seed;
  RetextureTurnFunc turn;
  gpointer user_data;
  GDestroyNotify destroy;

  GeglRectangle extent; /* of the picture */
  gint size, step, overlap;
  gint left, top, columns, rows; /* of the cells that touch the picture */
  GMutex lock;
  RetexturePatch *patches[ROUNDS];
  guint8 *chosen[ROUNDS]; /* whether each has been */
};

/* A range of cells: first and last columns and rows. */
typedef struct
{
  gint left, top, right, bottom;
} Cells;

RetextureQuilt *
retexture_quilt_new (RetextureExemplar *exemplar,
                     guint32 seed,
                     gint patch,
                     const GeglRectangle *extent,
                     RetextureTurnFunc turn,
                     gpointer user_data,
                     GDestroyNotify destroy)
{
  RetextureQuilt *self = g_atomic_rc_box_new0 (RetextureQuilt);
  gsize n;

  self->exemplar = retexture_exemplar_ref (exemplar);
  self->seed = seed;
  self->turn = turn;
  self->user_data = user_data;
  self->destroy = destroy;
  self->extent = *extent;
  self->size = patch;
  self->overlap = MAX (2, patch / OVERLAP);
  self->step = patch - self->overlap;
  self->left = retexture_floor_div (extent->x - patch + 1, self->step);
  self->top = retexture_floor_div (extent->y - patch + 1, self->step);
  self->columns = retexture_floor_div (extent->x + extent->width - 1, self->step) - self->left + 1;
  self->rows = retexture_floor_div (extent->y + extent->height - 1, self->step) - self->top + 1;
  g_mutex_init (&self->lock);
  n = (gsize) self->columns * self->rows;
  for (gint i = 0; i < ROUNDS; i++)
    {
      self->patches[i] = g_new0 (RetexturePatch, n);
      self->chosen[i] = g_new0 (guint8, n);
    }
  return self;
}

static void
free_contents (gpointer data)
{
  RetextureQuilt *self = data;

  for (gint i = 0; i < ROUNDS; i++)
    {
      g_free (self->patches[i]);
      g_free (self->chosen[i]);
    }
  if (self->destroy)
    self->destroy (self->user_data);
  g_mutex_clear (&self->lock);
  retexture_exemplar_unref (self->exemplar);
}

RetextureQuilt *
retexture_quilt_ref (RetextureQuilt *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
retexture_quilt_unref (RetextureQuilt *self)
{
  g_atomic_rc_box_release_full (self, free_contents);
}

gboolean
retexture_quilt_is_for (const RetextureQuilt *self,
                        const RetextureExemplar *exemplar,
                        guint32 seed,
                        gint patch,
                        const GeglRectangle *extent)
{
  return self->exemplar == exemplar && self->seed == seed && self->size == patch
         && gegl_rectangle_equal (&self->extent, extent);
}

/* ---- cells ---- */

/* The kinds in their order: even columns and rows, odd ones, then the two mixed ones. */
static gint
kind_of (gint i, gint j)
{
  static const gint kinds[2][2] = { { 0, 3 }, { 2, 1 } };

  return kinds[i & 1][j & 1];
}

static gboolean
exists (const RetextureQuilt *self, gint i, gint j)
{
  return i >= self->left && j >= self->top && i < self->left + self->columns
         && j < self->top + self->rows;
}

static gsize
index_of (const RetextureQuilt *self, gint i, gint j)
{
  return (gsize) (j - self->top) * self->columns + i - self->left;
}

static Cells
cells_around (const RetextureQuilt *self, const GeglRectangle *area, gint margin)
{
  return (Cells){
    .left = MAX (retexture_floor_div (area->x - self->size + 1, self->step) - margin, self->left),
    .top = MAX (retexture_floor_div (area->y - self->size + 1, self->step) - margin, self->top),
    .right = MIN (retexture_floor_div (area->x + area->width - 1, self->step) + margin,
                  self->left + self->columns - 1),
    .bottom = MIN (retexture_floor_div (area->y + area->height - 1, self->step) + margin,
                   self->top + self->rows - 1),
  };
}

static gint
n_columns (const Cells *cells)
{
  return cells->right - cells->left + 1;
}

static gint
n_cells (const Cells *cells)
{
  return MAX (0, n_columns (cells)) * MAX (0, cells->bottom - cells->top + 1);
}

/* ---- choosing ---- */

typedef struct
{
  RetextureQuilt *quilt;
  Cells cells;
  gint stage;
} Choosing;

/* What a neighbour shows when a cell is chosen in a stage; NULL where it is not chosen yet. */
static const RetexturePatch *
neighbour_at (const RetextureQuilt *self, gint i, gint j, gint stage)
{
  const gint kind = kind_of (i, j);
  gint latest;

  if (!exists (self, i, j))
    return NULL;
  latest = kind < stage % KINDS ? stage / KINDS : stage / KINDS - 1;
  return latest < 0 ? NULL : self->patches[latest] + index_of (self, i, j);
}

/* Copies what a neighbour, (di, dj) cells away, shows where it overlaps. */
static void
show_neighbour (const RetextureQuilt *self,
                const RetexturePatch *neighbour,
                gint di,
                gint dj,
                gfloat *values,
                gfloat *known)
{
  gint stride;
  const gfloat *pixels = retexture_patch_pixels (self->exemplar, neighbour, 0, &stride);
  const gint left = MAX (0, di * self->step), top = MAX (0, dj * self->step);
  const gint right = MIN (self->size, di * self->step + self->size);
  const gint bottom = MIN (self->size, dj * self->step + self->size);

  for (gint y = top; y < bottom; y++)
    for (gint x = left; x < right; x++)
      {
        values[y * self->size + x]
            = pixels[(gsize) (y - dj * self->step) * stride + x - di * self->step];
        known[y * self->size + x] = 1.0f;
      }
}

static void
choose_cell (const Choosing *choosing, gint i, gint j)
{
  RetextureQuilt *self = choosing->quilt;
  const gint round = choosing->stage / KINDS, n = self->size * self->size;
  gfloat *memory = gegl_scratch_new (gfloat, 2 * n);
  const RetextureSurroundings around = { .size = self->size,
                                         .overlap = self->overlap,
                                         .stride = self->size,
                                         .values = memory,
                                         .known = memory + n };
  const RetexturePatch *others[8];
  gfloat chances[RETEXTURE_PATCH_CHANCES];
  gint n_others = 0, turn = 0;

  memset (memory, 0, 2 * n * sizeof (gfloat));
  for (gint k = 0; k < 9; k++)
    {
      const gint di = k % 3 - 1, dj = k / 3 - 1;
      const RetexturePatch *other
          = k == 4 ? NULL : neighbour_at (self, i + di, j + dj, choosing->stage);

      if (other)
        {
          others[n_others++] = other;
          show_neighbour (self, other, di, dj, memory, memory + n);
        }
    }
  retexture_hash_noise_row (RETEXTURE_NOISE_UNIFORM, self->seed, FIRST_PLANE + round,
                            i * RETEXTURE_PATCH_CHANCES, j, RETEXTURE_PATCH_CHANCES, chances);
  if (self->turn)
    turn = self->turn (i * self->step + 0.5 * self->size, j * self->step + 0.5 * self->size,
                       self->user_data);
  self->patches[round][index_of (self, i, j)]
      = retexture_patch_choose (self->exemplar, &around, turn, chances, others, n_others);
  self->chosen[round][index_of (self, i, j)] = TRUE;
  gegl_scratch_free (memory);
}

/* Called with a range of cells, from several threads. */
static void
choose_cells (gsize offset, gsize size, gpointer user_data)
{
  const Choosing *choosing = user_data;
  const RetextureQuilt *self = choosing->quilt;

  for (gsize k = offset; k < offset + size; k++)
    {
      const gint i = choosing->cells.left + (gint) k % n_columns (&choosing->cells);
      const gint j = choosing->cells.top + (gint) k / n_columns (&choosing->cells);

      if (kind_of (i, j) == choosing->stage % KINDS
          && !self->chosen[choosing->stage / KINDS][index_of (self, i, j)])
        choose_cell (choosing, i, j);
    }
}

/* Makes sure that all patches that matter for the area are chosen. */
static void
choose_around (RetextureQuilt *self, const GeglRectangle *area)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  for (gint stage = 0; stage < STAGES; stage++)
    {
      Choosing choosing = { .quilt = self,
                            .cells = cells_around (self, area, LAYING + STAGES - 1 - stage),
                            .stage = stage };

      gegl_parallel_distribute_range (n_cells (&choosing.cells), 64.0, choose_cells, &choosing);
    }
}

/* ---- laying ---- */

/* Where patches are laid, around the area: luma says where to cut, so it comes first. */
typedef struct
{
  const RetextureQuilt *quilt;
  Cells cells;
  gint kind;
  gint x, y, width, height; /* of the canvas, in pixels of the picture */
  gfloat *known, *values;   /* values: a plane for each channel */
} Laying;

static void
lay_cell (const Laying *laying, gint i, gint j)
{
  const RetextureQuilt *self = laying->quilt;
  const RetexturePatch *patch = self->patches[ROUNDS - 1] + index_of (self, i, j);
  const gsize n = (gsize) laying->width * laying->height;
  const gsize place
      = (gsize) (j * self->step - laying->y) * laying->width + i * self->step - laying->x;
  const RetextureSurroundings around = { .size = self->size,
                                         .overlap = self->overlap,
                                         .stride = laying->width,
                                         .values = laying->values + place,
                                         .known = laying->known + place };
  g_autofree gfloat *shares = g_new (gfloat, self->size * self->size);

  retexture_patch_cut (self->exemplar, &around, patch, shares);
  for (gint c = 0; c < self->exemplar->channels; c++)
    {
      gint stride;
      const gfloat *pixels = retexture_patch_pixels (self->exemplar, patch, c, &stride);
      gfloat *values = laying->values + c * n + place;

      for (gint y = 0; y < self->size; y++)
        for (gint x = 0; x < self->size; x++)
          {
            gfloat *value = values + (gsize) y * laying->width + x;

            *value += shares[y * self->size + x] * (pixels[(gsize) y * stride + x] - *value);
          }
    }
  for (gint y = 0; y < self->size; y++)
    for (gint x = 0; x < self->size; x++)
      laying->known[place + (gsize) y * laying->width + x] = 1.0f;
}

/* Called with a range of cells, from several threads. */
static void
lay_cells (gsize offset, gsize size, gpointer user_data)
{
  const Laying *laying = user_data;

  for (gsize k = offset; k < offset + size; k++)
    {
      const gint i = laying->cells.left + (gint) k % n_columns (&laying->cells);
      const gint j = laying->cells.top + (gint) k / n_columns (&laying->cells);

      if (kind_of (i, j) == laying->kind)
        lay_cell (laying, i, j);
    }
}

static gboolean
is_too_small (const RetextureQuilt *self)
{
  return retexture_exemplar_get_side (self->exemplar) <= self->size;
}

void
retexture_quilt_render (RetextureQuilt *self, const GeglRectangle *area, gfloat *values)
{
  const gsize n_area = (gsize) area->width * area->height;
  const gint channels = self->exemplar->channels;
  Laying laying = { .quilt = self, .cells = cells_around (self, area, LAYING) };
  gsize n;

  /* In a preview this small there is no texture left to be seen. */
  if (is_too_small (self))
    {
      memset (values, 0, channels * n_area * sizeof (gfloat));
      return;
    }
  choose_around (self, area);

  laying.x = laying.cells.left * self->step;
  laying.y = laying.cells.top * self->step;
  laying.width = laying.cells.right * self->step + self->size - laying.x;
  laying.height = laying.cells.bottom * self->step + self->size - laying.y;
  n = (gsize) laying.width * laying.height;
  laying.known = gegl_scratch_new (gfloat, (channels + 1) * n);
  laying.values = laying.known + n;
  memset (laying.known, 0, (channels + 1) * n * sizeof (gfloat));
  for (laying.kind = 0; laying.kind < KINDS; laying.kind++)
    gegl_parallel_distribute_range (n_cells (&laying.cells), 64.0, lay_cells, &laying);
  for (gint c = 0; c < channels; c++)
    for (gint y = 0; y < area->height; y++)
      memcpy (values + c * n_area + (gsize) y * area->width,
              laying.values + c * n + (gsize) (area->y + y - laying.y) * laying.width + area->x
                  - laying.x,
              area->width * sizeof (gfloat));
  gegl_scratch_free (laying.known);
}
