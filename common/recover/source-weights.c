/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "source-weights.h"

#include <math.h>
#include <string.h>

#include "smooth-step.h"
#include "survey.h"

#define CELL RETEXTURE_SOURCE_CELL

/* Below the first nothing of the original returns, from the second on all of it does: a little
 * doubt is no reason to mix two textures. */
#define DOUBTFUL 0.2f
#define SURE 0.8f

/* From the first share of lost texture on a place counts as one that lost some. */
#define LOSS_FROM 0.1f
#define LOSS_ALL 0.4f

/* From this share on, of what the edit has there, that is no grain, its details tell where it lies
 * in the original. */
#define TOLD_FROM 0.3f
#define TOLD_ALL 0.7f

/* The same of what seems plastic: where it is not, no texture is missing, and none is laid. */
#define PLASTIC_FROM 0.1f
#define PLASTIC_ALL 0.6f

/* Where the places of the lattice lie on one of blocks. */
static const RetextureLatticePlace on_blocks
    = { (gdouble) CELL / RETEXTURE_BLOCK, 0.5 / RETEXTURE_BLOCK - 0.5,
        0.5 / RETEXTURE_BLOCK - 0.5 };

static gfloat *
row_of (const RetextureLattice *lattice, gint y)
{
  return lattice->values + (gsize) y * lattice->columns;
}

/* Multiplies the places of `lattice` by those of another; by what they lack of 1, if `inverse`. */
static void
multiply (RetextureLattice *lattice,
          const RetextureLattice *other,
          const RetextureLatticePlace *place,
          gboolean inverse)
{
  gfloat *row = gegl_scratch_new (gfloat, lattice->columns);

  for (gint y = 0; y < lattice->rows; y++)
    {
      gfloat *values = row_of (lattice, y);

      retexture_lattice_read (other, place, GEGL_RECTANGLE (0, y, lattice->columns, 1), row);
      for (gint x = 0; x < lattice->columns; x++)
        values[x] *= inverse ? 1.0f - row[x] : row[x];
    }
  gegl_scratch_free (row);
}

static void
fill (RetextureLattice *lattice, gfloat value)
{
  for (gsize i = 0; i < (gsize) lattice->columns * lattice->rows; i++)
    lattice->values[i] = value;
}

/* ---- with an original ---- */

/* What was put out of focus, or replaced as a whole, gets no other texture instead. */
static void
protect_changed (const RetextureSourceFacts *facts,
                 RetextureLattice *returned,
                 RetextureLattice *lendable)
{
  const GeglRectangle overlap = retexture_missing_get_overlap (facts->missing);
  const gint level = facts->range->change_level;
  const RetextureLatticePlace place = {
    .step = ldexp (CELL, -level),
    .x0 = ldexp (facts->frame.x - overlap.x, -level),
    .y0 = ldexp (facts->frame.y - overlap.y, -level),
  };

  multiply (returned, facts->range->change, &place, TRUE);
  multiply (lendable, facts->range->bare, &place, TRUE);
}

/* Where the places of the lattice lie on one of a band's cells. */
static RetextureLatticePlace
place_on_band (const RetextureSourceFacts *facts, gint band)
{
  const GeglRectangle overlap = retexture_missing_get_overlap (facts->missing);
  const gdouble size = ldexp (RETEXTURE_BAND_CELL, band), first = 0.5 / size - 0.5;

  return (RetextureLatticePlace){ .step = CELL / size,
                                  .x0 = (facts->frame.x - overlap.x) / size + first,
                                  .y0 = (facts->frame.y - overlap.y) / size + first };
}

/* How surely the original's place is known, as far as the edit's details can tell. */
static void
doubt_place (const RetextureSourceFacts *facts, RetextureLattice *returned)
{
  const RetextureLattice *mute = retexture_missing_get_mute (facts->missing);
  const RetextureLatticePlace on_cells = place_on_band (facts, RETEXTURE_EDIT_GRAIN_ALIGNED);
  RetextureLatticePlace place = facts->alignment->places;
  g_autoptr (RetextureLattice) sure = retexture_lattice_new (returned->columns, returned->rows);
  g_autoptr (RetextureLattice) told = retexture_lattice_new (returned->columns, returned->rows);

  place.step *= CELL;
  fill (sure, 1.0f);
  multiply (sure, facts->alignment->confidence, &place, FALSE);
  fill (told, 1.0f);
  if (mute)
    multiply (told, mute, &on_cells, TRUE);
  for (gsize i = 0; i < (gsize) returned->columns * returned->rows; i++)
    returned->values[i] *= 1.0f
                           - (1.0f - sure->values[i])
                                 * retexture_smooth_step (TOLD_FROM, TOLD_ALL, told->values[i]);
}

static void
find_lost (const RetextureSourceFacts *facts, gdouble radius_px, RetextureLattice *lost)
{
  g_autoptr (RetextureLattice) found = retexture_missing_find_loss (facts->missing, radius_px);
  const RetextureLatticePlace place = place_on_band (facts, 0);

  fill (lost, 1.0f);
  multiply (lost, found, &place, FALSE);
  for (gsize i = 0; i < (gsize) lost->columns * lost->rows; i++)
    lost->values[i] = retexture_smooth_step (LOSS_FROM, LOSS_ALL, lost->values[i]);
}

static void
weigh_original (const RetextureSourceFacts *facts,
                gdouble radius_px,
                gboolean protect,
                RetextureSourceWeights *self)
{
  RetextureLattice *returned = self->returned;

  fill (returned, 1.0f);
  fill (self->borrowed, 1.0f);
  if (protect)
    protect_changed (facts, returned, self->borrowed);
  if (facts->alignment)
    doubt_place (facts, returned);
  if (facts->uncovered)
    multiply (returned, facts->uncovered, &on_blocks, TRUE);
  find_lost (facts, radius_px, self->lost);
  for (gsize i = 0; i < (gsize) returned->columns * returned->rows; i++)
    {
      const gfloat own = returned->values[i]
          = retexture_smooth_step (DOUBTFUL, SURE, returned->values[i]);

      self->grain->values[i] = sqrtf (1.0f - own * own);
      self->borrowed->values[i] *= self->grain->values[i];
    }
}

/* ---- the whole ---- */

RetextureSourceWeights *
retexture_source_weights_new (const RetextureSourceFacts *facts,
                              gdouble radius_px,
                              gboolean protect)
{
  RetextureSourceWeights *self = g_new0 (RetextureSourceWeights, 1);
  const gint columns = (facts->frame.width + CELL - 1) / CELL;
  const gint rows = (facts->frame.height + CELL - 1) / CELL;

  self->frame = facts->frame;
  self->returned = retexture_lattice_new (columns, rows);
  self->borrowed = retexture_lattice_new (columns, rows);
  self->lost = retexture_lattice_new (columns, rows);
  self->grain = retexture_lattice_new (columns, rows);
  if (facts->missing)
    weigh_original (facts, radius_px, protect, self);
  else if (facts->plastic)
    {
      fill (self->borrowed, 1.0f);
      multiply (self->borrowed, facts->plastic, &on_blocks, FALSE);
      for (gsize i = 0; i < (gsize) columns * rows; i++)
        self->grain->values[i] = self->borrowed->values[i]
            = retexture_smooth_step (PLASTIC_FROM, PLASTIC_ALL, self->borrowed->values[i]);
    }
  return self;
}

void
retexture_source_weights_free (RetextureSourceWeights *self)
{
  retexture_lattice_free (self->returned);
  retexture_lattice_free (self->borrowed);
  retexture_lattice_free (self->lost);
  retexture_lattice_free (self->grain);
  g_free (self);
}

void
retexture_source_weights_limit (RetextureSourceWeights *self, const RetextureLattice *blocks)
{
  multiply (self->borrowed, blocks, &on_blocks, FALSE);
}

gfloat *
retexture_source_weights_get_blocks (const RetextureSourceWeights *self, gint columns, gint rows)
{
  const gint places = RETEXTURE_BLOCK / CELL;
  gfloat *blocks = g_new0 (gfloat, (gsize) columns * rows);

  for (gint y = 0; y < self->borrowed->rows; y++)
    for (gint x = 0; x < self->borrowed->columns; x++)
      blocks[(gsize) (y / places) * columns + x / places]
          += row_of (self->borrowed, y)[x] / (places * places);
  return blocks;
}

void
retexture_source_weights_get_shares (const RetextureSourceWeights *self, gdouble shares[3])
{
  const gsize n = (gsize) self->lost->columns * self->lost->rows;

  shares[0] = shares[1] = shares[2] = 0.0;
  for (gsize i = 0; i < n; i++)
    {
      shares[0] += self->lost->values[i] / n;
      shares[1] += self->lost->values[i] * self->returned->values[i] / n;
      shares[2] += self->borrowed->values[i] / n;
    }
}

void
retexture_source_weights_read (const RetextureSourceWeights *self,
                               const RetextureLattice *lattice,
                               gdouble pixel_size,
                               const GeglRectangle *area,
                               gfloat *values)
{
  const RetextureLatticePlace place
      = retexture_lattice_place_over (&self->frame, pixel_size, CELL, 0.0);

  retexture_lattice_read (lattice, &place, area, values);
}
