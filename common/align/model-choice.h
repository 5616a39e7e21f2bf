/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which of several kinds of map explains a pair of pictures.
 */
#pragma once

#include "pair.h"

/* The shift of one map with the matrix of another. */
RetextureTransform retexture_model_with_matrix_of (const RetextureTransform *self,
                                                   const RetextureTransform *base);

/* The simplest between the bounds that leaves hardly more than the next richer one. `transform` is
 * a map near by, and becomes that which fits; what it leaves goes to `residual`. */
RetextureModel retexture_model_choose (const RetextureBandPair *pair,
                                       const RetextureTransform *base,
                                       RetextureModel simplest,
                                       RetextureModel richest,
                                       gint step,
                                       RetextureTransform *transform,
                                       gdouble *residual);
