/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lashes, brows, lips, hair and outlines: what runs through a surface and is no texture of it.
 */
#pragma once

#include "level-planes.h"

/* What is finer than this part of a face keeps away from sharp features only: a soft shadow's edge,
 * or a fold, has nothing of it. */
#define RETEXTURE_FINE_OF_FACE (1.0 / 250.0)

/* How surely each sample belongs to a feature, 0 to 1: to any, and to one that has fine detail or
 * is of another colour. */
typedef struct
{
  RetexturePlane all, sharp;
} RetextureFeatures;

/* `size` of the face in samples. */
RetextureFeatures retexture_features_find (const RetextureReducedPicture *picture, gdouble size);
void retexture_features_clear (RetextureFeatures *self);
