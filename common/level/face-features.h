/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lashes, brows, lips, hair and outlines: what runs through a surface and is no texture of it.
 */
#pragma once

#include "level-planes.h"

/* How surely each sample belongs to a feature, 0 to 1; a new plane. `size` of the face in samples.
 */
RetexturePlane retexture_features_find (const RetextureReducedPicture *picture, gdouble size);
