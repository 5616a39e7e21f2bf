/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How strong healthy texture is around a target. Called by borrowing.c only.
 */
#pragma once

#include "donor-regions.h"
#include "exemplar.h"

typedef struct
{
  const RetextureSurvey *edit, *donor;
  const guint8 *ring; /* which of the edit's blocks surround the target */
  RetextureMaterial target;
  gboolean knows_lost; /* what has lost its texture is none of these */
} RetextureSurroundings;

/* For the exemplar's own strength at the same tones, carried on into the target: as
 * RetextureExemplar.surroundings. NULL where nothing healthy of the same material is near. */
RetextureBlockField *retexture_surroundings_find (const RetextureSurroundings *self,
                                                  const RetextureExemplar *exemplar);
