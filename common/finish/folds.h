/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The folds of a picture. Called by press-analysis.c.
 */
#pragma once

#include "tone-picture.h"

/* Logarithms of how much lighter each sample is by its folds, of each channel, since shade has
 * another colour than light: new planes. Of `tone`, the weave taken off; `sharp` is the same
 * picture with the weave taken off by half the radius. Radii and widths in samples. */
void retexture_folds_find (const RetextureTonePicture *tone,
                           const RetextureTonePicture *sharp,
                           gdouble radius,
                           gdouble width,
                           RetexturePlane folds[3]);
