/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Folds are ridges and valleys: they run in one direction, where spots, checks and stains have
 * none.
 */
#pragma once

#include "resample.h"

/* Leaves of the folds' three colours what runs in one direction at its size, octave by octave, from
 * `radius` up to `width` samples. */
void retexture_fold_ridges_keep (RetexturePlane folds[3], gdouble radius, gdouble width);
