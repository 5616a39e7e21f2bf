/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inside of a RetextureGrain, for the files that measure and make it.
 */
#pragma once

#include "grain.h"

#define RETEXTURE_GRAIN_TAPS (2 * RETEXTURE_GRAIN_REACH + 1)
#define RETEXTURE_GRAIN_MAX_RANK 5

/* Power at the frequencies of a tile, in the order of a discrete Fourier transform; mean 1. */
typedef gdouble RetextureGrainSpectrum[RETEXTURE_GRAIN_TILE][RETEXTURE_GRAIN_TILE];

/* A filter of RETEXTURE_GRAIN_TAPS squared, as a sum of products of a column and a row. */
typedef struct
{
  gint rank;
  gfloat down[RETEXTURE_GRAIN_MAX_RANK][RETEXTURE_GRAIN_TAPS];
  gfloat along[RETEXTURE_GRAIN_MAX_RANK][RETEXTURE_GRAIN_TAPS];
} RetextureGrainFilter;

struct _RetextureGrain
{
  GObject parent;

  gdouble level[3][RETEXTURE_GRAIN_TONES];
  gdouble darkest, lightest;
  gdouble correlation[3][3];
  gdouble mix[3][3]; /* channel from component */
  RetextureGrainSpectrum luma;
  gdouble fine_gain[3];
  RetextureGrainFilter filters[3];
};

/* The filter whose noise has that spectrum, of unit gain: the root of the power without phase. */
void retexture_grain_filter_init (RetextureGrainFilter *filter,
                                  const RetextureGrainSpectrum spectrum);
