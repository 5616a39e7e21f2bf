/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What follows from a radius for all of a picture: which bands return and how far, where the
 * picture was changed, and what is missing of the coarse bands, which are few samples but reach
 * far. Made once for a radius, used for every region.
 */
#pragma once

#include "missing.h"

typedef struct
{
  RetextureMissing *missing;
  gdouble radius_px;                          /* in the finished picture */
  RetextureLattice *change, *bare, *coloured; /* missing.h */
  gint change_level;
  /* What is missing of R', G' and B' from level RETEXTURE_BAND_COARSE on, for its samples; NULLs
   * where no band there counts. */
  RetextureLattice *coarse[3];
} RetextureMissingRange;

RetextureMissingRange *retexture_missing_range_new (RetextureMissing *missing, gdouble radius_px);
void retexture_missing_range_free (RetextureMissingRange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureMissingRange, retexture_missing_range_free)

/* Writes the share of each band that counts for a radius, in pixels of the pictures that are taken
 * apart, and returns how many bands do. */
gint retexture_missing_range_shares (gdouble radius_px, gfloat shares[RETEXTURE_BAND_MOST]);
