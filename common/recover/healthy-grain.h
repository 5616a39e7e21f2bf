/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The grain that an edit has where nothing was done to it: outside what is `plastic`, for each
 * block of its survey, and what is `selected`, the share of each, or NULL. Called by
 * recovery.c and the notes of Noise & Blend.
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

/* Blocks of an edit of which the photograph shows something else, as surely as `strange` says, and
 * those beside; to be freed. NULL: so few that they do not matter. */
RetextureLattice *retexture_healthy_grain_find_strange (const RetextureLattice *strange);

/* The photograph's own grain: what all of it says, or what it says, `aligned` with the edit of that
 * survey, where it is not `strange` (NULL: nowhere), whichever is less. NULL where it has none. */
RetextureGrain *retexture_healthy_grain_of_photograph (GeglBuffer *photograph,
                                                       GeglBuffer *aligned,
                                                       const RetextureSurvey *survey,
                                                       const RetextureLattice *strange,
                                                       GCancellable *cancellable);
