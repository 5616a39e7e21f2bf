/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The grain that an edit has where nothing was done to it: outside what is `plastic`, for each
 * block of its survey, and what is `selected`, the share of each, or NULL. Called by recovery.c
 * only.
 */
#pragma once

#include <gio/gio.h>

#include "grain.h"
#include "lattice.h"
#include "survey.h"

/* NULL where nothing is left to measure, or it has no grain. */
RetextureGrain *retexture_healthy_grain_measure (GeglBuffer *edit,
                                                 const RetextureSurvey *survey,
                                                 const RetextureLattice *plastic,
                                                 const gfloat *selected,
                                                 GCancellable *cancellable);

/* For each block, the share of the deviation its tone should have by `grain` that healthy blocks
 * around it have; 1 where there are none. */
RetextureLattice *retexture_healthy_grain_find_around (RetextureGrain *grain,
                                                       GeglBuffer *edit,
                                                       const RetextureSurvey *survey,
                                                       const RetextureLattice *plastic,
                                                       const gfloat *selected);
