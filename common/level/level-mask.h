/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a level of imperfection applies: on the surface asked for, such as skin, but not to its
 * features, such as lashes, brows and lips, which are long, coherent edges; nor to hair; and where
 * its marks are. Found on a reduced picture, whose samples are a few hundredths of a face at most.
 */
#pragma once

#include "lattice.h"
#include "surface.h"

/* Octaves of detail, from half a pixel on. */
#define RETEXTURE_LEVEL_OCTAVES 10

typedef struct
{
  gint step;                 /* pixels of the picture to a sample across and down */
  gint x, y;                 /* the first sample's place, in samples from the coordinates' origin */
  gdouble size;              /* height of the face or object in pixels */
  RetextureLattice *surface; /* where the surface is, its features included, 0 to 1 */
  RetextureLattice *face;   /* 1 in cells (lined-cells.h) of a face, else 0; NULL: there is none; */
  RetextureLattice *hair;   /* and of a mass of hair, around it or, where there is none, anywhere;
                             * both NULL where skin   is not asked for */
  RetextureLattice *weight; /* how far it applies, 0 to 1 */
  RetextureLattice *fine; /* the same for fine detail, which keeps away from sharp features only */
  RetextureLattice
      *inner[RETEXTURE_LEVEL_OCTAVES]; /* the same for coarse detail of an octave, which
                                        * keeps further away; NULL: one of those two */
  RetextureLattice *whole; /* where the surface, its features, what it surrounds, such as eyes, and
                            * hair are, 0 to 1; NULL until it is asked for */
  RetextureLattice *tone;  /* luma */
  RetextureLattice *marks; /* how surely there is a mark, 0 to 1 */
  RetextureLattice *permanent; /* how surely that is a mole or a freckle, and not a spot: 0 to 1 */
} RetextureLevelMask;

/* size_px: as above; 0: found, as far as the surface tells. */
RetextureLevelMask *
retexture_level_mask_new (GeglBuffer *picture, RetextureSurface surface, gdouble size_px);

/* Only where the surface is, its size, face and hair: the other lattices are NULL. Much sooner. */
RetextureLevelMask *retexture_level_mask_new_of_surface (GeglBuffer *picture,
                                                         RetextureSurface surface,
                                                         gdouble size_px);

/* Takes skin and hair, as a mask of skin of the same picture found them, out of where the surface
 * is. */
void retexture_level_mask_leave_out_person (RetextureLevelMask *self,
                                            const RetextureLevelMask *skin);

RetextureLevelMask *retexture_level_mask_ref (RetextureLevelMask *self);
void retexture_level_mask_unref (RetextureLevelMask *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureLevelMask, retexture_level_mask_unref)

/* How far it applies to detail of about 2^(octave - 1) pixels: coarse detail keeps away from what
 * is no surface, of which it holds something. */
const RetextureLattice *retexture_level_mask_get_inner (const RetextureLevelMask *self,
                                                        gint octave);

/* Finds `whole`. */
void retexture_level_mask_find_whole (RetextureLevelMask *self);

/* Where the pixels of a picture lie on its lattices: pixel (0, 0) is at (x, y) in the picture's
 * coordinates divided by pixel_size, the size of a pixel in the picture's. */
RetextureLatticePlace retexture_level_mask_place (const RetextureLevelMask *self,
                                                  gdouble x,
                                                  gdouble y,
                                                  gdouble pixel_size);
/* And where on those of cells. */
RetextureLatticePlace retexture_level_mask_place_cells (const RetextureLevelMask *self,
                                                        gdouble x,
                                                        gdouble y,
                                                        gdouble pixel_size);

/* One of its lattices of cells, such as hair, for blocks of `block` pixels each over `extent` of
 * the picture; the last ones may hang over. */
RetextureLattice *retexture_level_mask_new_blocks (const RetextureLevelMask *self,
                                                   const RetextureLattice *cells,
                                                   const GeglRectangle *extent,
                                                   gint block);
