/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Spots, moles and freckles, by their size and contrast; and which of them are permanent.
 */
#pragma once

#include "face-features.h"
#include "lattice.h"

/* Fills `marks` with how surely there is a mark, and `permanent` with how surely that is a mole or
 * a freckle, both 0 to 1; and takes what stands alone out of the features. `size` of the face in
 * samples. */
void retexture_marks_find (const RetextureReducedPicture *picture,
                           gdouble size,
                           RetextureFeatures *features,
                           RetextureLattice *marks,
                           RetextureLattice *permanent);
