/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inside of a RetextureGrain, for the files that measure and make it.
 */
#pragma once

#include "grain.h"

#define RETEXTURE_GRAIN_TAPS (2 * RETEXTURE_GRAIN_REACH + 1)
#define RETEXTURE_GRAIN_MAX_RANK 5

/* Of the frequencies of a tile, in the order of a discrete Fourier transform: power, of mean 1, or
 * a filter's response. */
typedef gdouble RetextureGrainSpectrum[RETEXTURE_GRAIN_TILE][RETEXTURE_GRAIN_TILE];

/* A filter of RETEXTURE_GRAIN_TAPS squared, as a sum of products of a column and a row. */
typedef struct
{
  gint rank;
  gfloat down[RETEXTURE_GRAIN_MAX_RANK][RETEXTURE_GRAIN_TAPS];
  gfloat along[RETEXTURE_GRAIN_MAX_RANK][RETEXTURE_GRAIN_TAPS];
} RetextureGrainFilter;

/* How grain of unit strength is made at a tone. */
typedef struct
{
  gdouble tone;
  RetextureGrainFilter filters[3][3]; /* channel from white noise */
} RetextureGrainRange;

struct _RetextureGrain
{
  GObject parent;

  gdouble level[3][RETEXTURE_GRAIN_TONES];
  gdouble darkest, lightest;
  gdouble correlation[3][3];
  RetextureGrainSpectrum luma;
  gdouble fine_gain[3];
  gint n_ranges;
  RetextureGrainRange ranges[RETEXTURE_GRAIN_MOST_RANGES]; /* the darkest first */
};

/* The filter of that response, without phase. What is cut off at its ends is made up for, so that
 * it changes the variance of white noise by `gain`; nothing where that is negligible. */
void retexture_grain_filter_init (RetextureGrainFilter *filter,
                                  const RetextureGrainSpectrum response,
                                  gdouble gain);
