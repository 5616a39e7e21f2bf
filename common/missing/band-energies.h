/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How much of each band of their luma original and edit hold from place to place, and how much of
 * it they have in common. Bands are those of pyramid.h.
 */
#pragma once

#include <gio/gio.h>
#include <math.h>

#include "lattice.h"
#include "picture-pair.h"
#include "pyramid.h"

/* Samples of a band across and down that are summed up to one number. */
#define RETEXTURE_BAND_CELL 4

/* Where on the lattice of its cells a band's first sample lies. */
#define RETEXTURE_BAND_FIRST (0.5 / RETEXTURE_BAND_CELL - 0.5)

/* Bands from this one on are kept, sample by sample. */
#define RETEXTURE_BAND_KEPT 2

/* The level at which both pictures are kept, as what coarser bands can be made of. */
#define RETEXTURE_BAND_COARSE 3

/* More would be bands wider than any picture's texture. */
#define RETEXTURE_BAND_MOST 11

/* Energy that rounding and what cannot be seen amount to. */
#define RETEXTURE_BAND_NOISE 2e-7f

typedef struct
{
  /* Means over a cell: of the original's squares, of the edit's, and of their products. */
  RetextureLattice *original, *edit, *both;
  /* The bands themselves, a value for each sample; NULL for those finer than RETEXTURE_BAND_KEPT.
   */
  RetextureLattice *original_band, *edit_band;
} RetextureBandEnergies;

typedef struct
{
  gint n;
  RetextureBandEnergies bands[RETEXTURE_BAND_MOST];
  RetextureLattice *coarse[2][3]; /* of original and edit: R', G', B' */
} RetexturePairEnergies;

/* NULL when cancelled. */
RetexturePairEnergies *retexture_pair_energies_new (const RetexturePicturePair *pair,
                                                    GCancellable *cancellable);
void retexture_pair_energies_free (RetexturePairEnergies *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetexturePairEnergies, retexture_pair_energies_free)

/* The energies of each cell and its neighbours together. */
void retexture_pair_energies_smooth (RetexturePairEnergies *self);

/* What the edit has of a band in cell `i` that the original does not explain: an energy. */
static inline gfloat
retexture_band_own (const RetextureBandEnergies *self, gsize i)
{
  const gfloat both = self->both->values[i];

  return MAX (self->edit->values[i]
                  - both * both / (self->original->values[i] + RETEXTURE_BAND_NOISE),
              0.0f);
}

/* What original and edit have in common of it, of the root of both energies: -1 to 1. */
static inline gfloat
retexture_band_share (const RetextureBandEnergies *self, gsize i)
{
  return self->both->values[i]
         / sqrtf ((self->original->values[i] + RETEXTURE_BAND_NOISE)
                  * (self->edit->values[i] + RETEXTURE_BAND_NOISE));
}

/* Where the cells of a band lie on the lattice of another's. */
static inline RetextureLatticePlace
retexture_band_place_on (gint band, gint other)
{
  const gdouble step = ldexp (1.0, band - other), first = 0.5 * step - 0.5;

  return (RetextureLatticePlace){ step, first, first };
}

/* Likewise those of the finest band. */
static inline RetextureLatticePlace
retexture_band_place (gint k)
{
  return retexture_band_place_on (0, k);
}

/* Values of the cells of `other`, read in those of `band`, which are as many as `like` has; to be
 * freed. */
RetextureLattice *retexture_band_read (gint band,
                                       gint other,
                                       const RetextureLattice *values,
                                       const RetextureLattice *like);

/* A lattice of a level's samples as the level, from the picture's corner on. */
static inline RetextureLevel
retexture_level_of (const RetextureLattice *lattice)
{
  return (RetextureLevel){ { 0, 0, lattice->columns, lattice->rows }, lattice->values };
}
