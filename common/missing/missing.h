/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an edit lost of the original's texture, from place to place and band by band (pyramid.h),
 * and where it changed the picture so that the original's texture no longer belongs there. Found
 * once for a pair of pictures; good for any radius and amount.
 */
#pragma once

#include "band-energies.h"
#include "edit-grain.h"

#define RETEXTURE_TYPE_MISSING (retexture_missing_get_type ())
G_DECLARE_FINAL_TYPE (RetextureMissing, retexture_missing, RETEXTURE, MISSING, GObject)

/* NULL when cancelled. */
RetextureMissing *
retexture_missing_new (GeglBuffer *edit, GeglBuffer *original, GCancellable *cancellable);

/* The same from energies, which are used up, and the overlap they are of. */
RetextureMissing *retexture_missing_new_from (RetexturePairEnergies *energies,
                                              const GeglRectangle *overlap);

/* Where the two pictures overlap. All lattices below are counted from its corner. */
GeglRectangle retexture_missing_get_overlap (RetextureMissing *self);

gint retexture_missing_get_n_bands (RetextureMissing *self);

/* Up to where it lost its texture where it lost any: a standard deviation in pixels; 0 where it
 * lost none. */
gdouble retexture_missing_get_radius (RetextureMissing *self);

/* What makes the edit's band whole again: `returned` times the original's, minus `removed` times
 * the edit's own. Both 0 where nothing is missing. A value for each cell of the band. */
const RetextureLattice *retexture_missing_get_returned (RetextureMissing *self, gint band);
const RetextureLattice *retexture_missing_get_removed (RetextureMissing *self, gint band);

/* A channel, R', G' or B', of one of the pictures at level RETEXTURE_BAND_COARSE. */
typedef enum
{
  RETEXTURE_MISSING_ORIGINAL,
  RETEXTURE_MISSING_EDIT
} RetextureMissingPicture;
const RetextureLattice *retexture_missing_get_coarse (RetextureMissing *self,
                                                      RetextureMissingPicture picture,
                                                      gint channel);

/* How much steeper the edit's light and dark are than the original's, which its texture would be,
 * too; 1: as it was. A value for each cell of band RETEXTURE_BAND_COARSE. */
const RetextureLattice *retexture_missing_get_contrast (RetextureMissing *self);

/* How much of what the edit has in band RETEXTURE_EDIT_GRAIN_ALIGNED is grain, and tells nothing of
 * where it lies in the original: 0 to 1, a value for each cell; NULL in pictures too small to tell.
 */
const RetextureLattice *retexture_missing_get_mute (RetextureMissing *self);

/* How much of the original's deviation the edit has in a band, 0 to 1, a value for each cell; below
 * 0 where the original has no texture there. */
const RetextureLattice *retexture_missing_get_ratio (RetextureMissing *self, gint band);

/* How much of the texture up to a radius the edit has lost: 0 to 1, a value for each cell of band
 * 0; to be freed. What it has of its own counts as texture, but for grain. */
RetextureLattice *retexture_missing_find_loss (RetextureMissing *self, gdouble radius_px);

/* How surely the picture itself was changed, in details of about a radius and coarser: 0 to 1. To
 * be freed; a value for every sample of the level written to `level`. */
RetextureLattice *
retexture_missing_find_change (RetextureMissing *self, gdouble radius_px, gint *level);

/* Of that, where nothing else is missing either: what was put out of focus, and another backdrop;
 * for the samples of that level. */
RetextureLattice *retexture_missing_find_bare (RetextureMissing *self, gdouble radius_px);

/* The same in colour alone, however light, for the samples of that level. */
RetextureLattice *retexture_missing_find_colour_change (RetextureMissing *self, gdouble radius_px);
