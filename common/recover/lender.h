/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where borrowed texture comes from, and on what it may lie. Called by recovery.c only.
 */
#pragma once

#include "borrowing.h"
#include "lattice.h"
#include "surface.h"

/* From the healthy picture, whose blocks are the edit's; `cover` is how much each of them wants of
 * it, and is taken over. `material`: where it may lie, 0 to 1, for each block. NULLs where nothing
 * wants any. */
RetextureBorrowing *retexture_lender_find (const RetextureSurvey *edit,
                                           GeglBuffer *healthy,
                                           RetextureSurvey *healthy_survey,
                                           gfloat *cover,
                                           RetextureSurface surface,
                                           RetextureLattice **material);
