/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which blocks surround a target, and say what texture it is to have. What was smoothed fades out:
 * next to the target it may be smoothed by half, if only a part of it was selected. So a ring
 * begins where texture grows no more with the distance from the target, and becomes no finer.
 * Called by borrowing.c only.
 */
#pragma once

#include "survey.h"

/* 1 or 0 for each block of the edit, of those on all sides of what `cover` has a share of, within a
 * third of its size; to be freed. `lost`: above 0.5 in blocks that are none; NULL: there are no
 * such. `unfit` is filled with 1 for what can lend nothing, which is the target, what is lost, and
 * where the smoothing fades; and 0. */
guint8 *retexture_target_ring_find (const RetextureSurvey *edit,
                                    const gfloat *cover,
                                    const gfloat *lost,
                                    gfloat *unfit);
