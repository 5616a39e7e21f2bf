/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a picture was changed, in details of about a radius and coarser: of all its bands together.
 * Called by missing.c only.
 */
#pragma once

#include "band-change.h"

/* The finest band whose details can tell a change. */
#define RETEXTURE_CHANGE_FINEST RETEXTURE_BAND_KEPT

typedef struct
{
  gint n;
  RetextureBandChange bands[RETEXTURE_BAND_MOST]; /* empty below RETEXTURE_CHANGE_FINEST */
  RetextureLattice *recoloured;                   /* recoloured.h; NULL where that is not known */
  RetextureLattice *backdrop;                     /* backdrop.h; or NULL */
  gdouble radius;                                 /* missing-radius.h; and of places; or NULL */
  RetextureLattice *radii;
} RetextureChange;

void retexture_change_clear (RetextureChange *self);

/* 0 to 1, for every sample of the level that is written to `level`; to be freed. */
RetextureLattice *
retexture_change_find (const RetextureChange *self, gdouble radius_px, gint *level);

/* Of that, where nothing else is missing either: what was put out of focus, and another backdrop;
 * for the samples of the same level. */
RetextureLattice *retexture_change_find_bare (const RetextureChange *self, gdouble radius_px);

/* The same of colours alone, however light, for the samples of the same level. */
RetextureLattice *retexture_change_find_colours (const RetextureChange *self, gdouble radius_px);
