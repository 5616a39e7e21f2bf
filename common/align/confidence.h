/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where two aligned pictures show the same: the correlation of their kept bands around each place.
 * Where neither tells, or the edit has lost what the original shows, there is no reason to doubt.
 */
#pragma once

#include "lattice.h"
#include "pair.h"

/* Confidence from 0 to 1 on a lattice over the edit; and where its places are, in pixels of the
 * edit from the corner. */
RetextureLattice *retexture_confidence_find (const RetextureBandPair *pair,
                                             const RetextureMotion *motion,
                                             RetextureLatticePlace *place);

/* The share of windows, 0 to 1, with structure in which both agree: for pairs that may be none. */
gdouble retexture_confidence_at_a_glance (const RetextureBandPair *pair,
                                          const RetextureTransform *transform);
