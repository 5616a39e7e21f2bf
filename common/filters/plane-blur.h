/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The Gaussian of a plane of one channel, by its own sum: for small radii, and planes that were
 * reduced.
 */
#pragma once

#include "resample.h"

/* A new plane; `radius` is the deviation in samples. Beyond the plane there is nothing: the mean
 * falls off towards its edge, where it has to be divided by what the same makes of ones. */
RetexturePlane retexture_plane_blurred (const RetexturePlane *plane, gdouble radius);
