/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one way results are judged: how much texture a picture holds in each frequency band, how far
 * it is the original's own texture, and how far the tone of two pictures differs. Called by the
 * demo, the tests and reports; never by a method, so that no method is made to please its meter.
 *
 * Works in strips of rows: the pictures may be as large as buffers can be.
 */
#pragma once

#include <gegl.h>

G_BEGIN_DECLS

/* d_0 = Y' - G(s_0) Y', then d_j = G(s_j-1) Y' - G(s_j) Y', for the radii s_j below: an octave
 * each, from the pixel to what a retoucher calls tone. Y' = 0.30 R' + 0.59 G' + 0.11 B'. */
#define RETEXTURE_N_BANDS 5
#define RETEXTURE_BAND_RADII                                                                       \
  {                                                                                                \
    0.7, 1.4, 2.8, 5.6, 11.0                                                                       \
  }

typedef struct
{
  gdouble energy;      /* mean of d_j squared; Y' is 0 to 1 */
  gdouble correlation; /* of d_j with that of the first picture, -1 to 1; 0 where one is flat */
} RetextureBand;

typedef struct
{
  gdouble mean;    /* CIEDE2000 */
  gdouble maximum; /* the same, where it is largest */
} RetextureToneShift;

/* The bands of `n` pictures, within `area`, into bands[i][j]: picture i, band j. `weight` (Y, 0 to
 * 1) says how much each pixel counts; NULL: all alike. Pixels around the area are looked at as far
 * as the pictures go. Transparent pixels, NaN and infinity have no texture. */
void retexture_measures_bands (GeglBuffer *const *pictures,
                               gint n,
                               GeglBuffer *weight,
                               const GeglRectangle *area,
                               RetextureBand bands[][RETEXTURE_N_BANDS]);

/* The share of the original's energy that the edit lacks: 1 all of it, 0 none, below 0 when it has
 * more. 0 where the original has no texture. */
gdouble retexture_measures_share_lost (const RetextureBand *original, const RetextureBand *edit);

/* The share of the lost energy that is there again: 1 all of it, above 1 more than was lost. 0
 * where nothing was lost. */
gdouble retexture_measures_share_recovered (const RetextureBand *original,
                                            const RetextureBand *edit,
                                            const RetextureBand *recovered);

/* How the tone of two pictures differs within `area`: CIEDE2000 of their blurs (Gaussian, 8 px;
 * fine texture and its rounding do not count as tone). */
RetextureToneShift
retexture_measures_tone_shift (GeglBuffer *one, GeglBuffer *other, const GeglRectangle *area);

/* The CIEDE2000 difference of two CIELAB colours, k_L = k_C = k_H = 1. G. Sharma, W. Wu and
 * E. N. Dalal, "The CIEDE2000 Color-Difference Formula", Color Res. Appl. 30 (2005) 21-30; the
 * numbers of its equations stand in the code. */
gdouble retexture_measures_delta_e (const gdouble lab_1[3], const gdouble lab_2[3]);

G_END_DECLS
