/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A plane of given gradients, as far as there is one, and what of it is finer than a size.
 */
#pragma once

#include "resample.h"

/* Differences of each sample to the next across and down; those of the last column and row count
 * for nothing. */
typedef struct
{
  RetexturePlane across, down;
} RetextureGradients;

RetextureGradients retexture_gradients_of (const RetexturePlane *plane);
void retexture_gradients_clear (RetextureGradients *self);

/* The plane whose gradients are nearest to these (least squares; it goes on mirrored beyond its
 * edge), without what is coarser than `radius`, a deviation in samples: of a wave of length l no
 * part is left where l is many times the radius, all of it where it is a few times smaller. What a
 * blur of deviation `blurred` took of it is given back, up to half as much again. */
RetexturePlane
retexture_gradients_to_detail (const RetextureGradients *self, gdouble radius, gdouble blurred);
