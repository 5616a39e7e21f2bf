/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The Laplacian pyramid of Burt and Adelson (1983): a picture as bands of one octave each, every
 * one with half the samples of the one before across and down. One plane of floats at a time.
 *
 *   level (0) = picture, level (k + 1) = level (k) filtered by 1 4 6 4 1, every second sample
 *   band (k) = level (k) - expanded (level (k + 1)), so that the bands and the last level add up
 *
 * Sample (i, j) of a level lies at sample (2 i, 2 j) of the finer one. Each sample's sum is taken
 * in the same order whatever the area, so that bytes do not depend on it.
 */
#pragma once

#include <gegl.h>

typedef struct
{
  GeglRectangle area; /* in samples of the level */
  gfloat *values;     /* row by row */
} RetextureLevel;

/* A level to be filled; its values are to be freed by gegl_scratch_free (). */
RetextureLevel retexture_pyramid_level_new (const GeglRectangle *area);

/* What of the finer level is needed to make `area` of the coarser; and the other way round. */
GeglRectangle retexture_pyramid_finer (const GeglRectangle *area);
GeglRectangle retexture_pyramid_coarser (const GeglRectangle *area);

/* The standard deviation, in samples of level 0, of the blur that level `k` amounts to. */
gdouble retexture_pyramid_radius (gint k);

/* Fills `coarse`, whose area is set, from `fine`, which holds what is needed. */
void retexture_pyramid_reduce (const RetextureLevel *fine, const RetextureLevel *coarse);

/* What of `fine` the coarser level does not hold, in the area of `band`, which is set. */
void retexture_pyramid_take_band (const RetextureLevel *fine,
                                  const RetextureLevel *coarse,
                                  const RetextureLevel *band);

/* The other way round: adds the expanded level to a band. */
void retexture_pyramid_add_expanded (const RetextureLevel *band, const RetextureLevel *coarse);

/* Copies `area`, which both hold. */
void retexture_pyramid_copy (const RetextureLevel *from,
                             const RetextureLevel *to,
                             const GeglRectangle *area);
