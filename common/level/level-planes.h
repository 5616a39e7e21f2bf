/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What features and marks are looked for with, on planes of a reduced picture: blurs, bands, and
 * which way detail runs. Called by them only.
 */
#pragma once

#include "resample.h"

/* In samples: finer or narrower than this cannot be told. */
#define RETEXTURE_LEAST_FINE 0.6
#define RETEXTURE_LEAST_WINDOW 1.5
#define RETEXTURE_LEAST_COARSE 2.5
#define RETEXTURE_LEAST_GROWN 1.2

/* Detail coarser than this part of a face is its modelling. */
#define RETEXTURE_COARSE_OF_FACE (1.0 / 45.0)

/* A picture as it is looked at. */
typedef struct
{
  gint width, height;
  RetexturePlane luma, redness, yellowness; /* R' - G', G' - B' */
  RetexturePlane likely;                    /* how likely each sample is of the surface, 0 to 1 */
} RetextureReducedPicture;

/* The mean of what is in the plane around each place, up to its edge; a new plane, or the plane's
 * own values. `radius` is the deviation in samples. */
RetexturePlane retexture_level_blurred (const RetexturePlane *plane, gdouble radius);
void retexture_level_blur (RetexturePlane *plane, gdouble radius);

/* What is between two sizes of detail, in samples. */
RetexturePlane
retexture_level_take_band (const RetexturePlane *plane, gdouble fine, gdouble coarse);

/* The magnitude that a share of what is on the surface is below. */
gdouble retexture_level_find_usual (const RetexturePlane *plane,
                                    const RetexturePlane *likely,
                                    gdouble share);

/* The products of a plane's gradients, blurred: the structure tensor. */
typedef struct
{
  RetexturePlane xx, xy, yy;
} RetextureTensorPlanes;

RetextureTensorPlanes retexture_level_find_tensor (const RetexturePlane *band, gdouble window);
void retexture_level_tensor_clear (RetextureTensorPlanes *self);

/* The difference of its eigenvalues at sample `i`, and their sum. */
gfloat retexture_level_tensor_get_difference (const RetextureTensorPlanes *self, gint i);
gfloat retexture_level_tensor_get_sum (const RetextureTensorPlanes *self, gint i);
