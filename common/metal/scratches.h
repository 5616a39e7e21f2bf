/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Micro-scratches as brushing leaves them, on a periodic plane, along its x axis. Called by the
 * makers of a sheet (sheet.h).
 */
#pragma once

#include "fourier.h"

typedef struct
{
  gdouble length;  /* mean, in pixels; 0: as long as wide */
  gdouble width;   /* standard deviation of the profile, in pixels */
  gdouble density; /* how many lie over a place, on average */
  gdouble spread;  /* standard deviation of their angles, in radians */
  guint32 seed;
} RetextureScratches;

/* A plane large enough for them; its strength is no particular one. */
RetextureFourier *retexture_scratches_new (const RetextureScratches *recipe);
