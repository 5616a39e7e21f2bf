/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a piece of texture looks like, in numbers, and how far two pieces are from looking alike.
 * The numbers are of the kind by which J. Portilla and E. P. Simoncelli ("A Parametric Texture
 * Model Based on Joint Statistics of Complex Wavelet Coefficients", IJCV 40, 2000) found that
 * textures are told apart.
 */
#pragma once

#include <gegl.h>

/* Octaves of luma, finest first: differences of smoothings to about 0, 1, 2.2 and 4.6 pixels. */
#define RETEXTURE_LOOK_BANDS 3

typedef enum
{
  RETEXTURE_LOOK_ENERGY, /* of each band, logarithm */
  RETEXTURE_LOOK_PEAKED = RETEXTURE_LOOK_ENERGY + RETEXTURE_LOOK_BANDS, /* kurtosis, likewise */
  RETEXTURE_LOOK_LEANING
  = RETEXTURE_LOOK_PEAKED + RETEXTURE_LOOK_BANDS, /* skew: dark dots, light hairs */
  RETEXTURE_LOOK_PATCHY
  = RETEXTURE_LOOK_LEANING + RETEXTURE_LOOK_BANDS, /* how energy varies in it */
  /* Of neighbouring bands: their correlation, and that of their sizes. */
  RETEXTURE_LOOK_TOGETHER = RETEXTURE_LOOK_PATCHY + RETEXTURE_LOOK_BANDS,
  /* Of the two coarser bands: how far all of it runs in one direction (two numbers: a vector of
   * twice the angle), and how far each place runs in some direction, as ridges do. */
  RETEXTURE_LOOK_DIRECTED = RETEXTURE_LOOK_TOGETHER + 2 * (RETEXTURE_LOOK_BANDS - 1),
  RETEXTURE_LOOK_RIDGED = RETEXTURE_LOOK_DIRECTED + 2 * (RETEXTURE_LOOK_BANDS - 1),
  /* How far it repeats itself at a distance, as a weave does: most in one direction, and over all.
   */
  RETEXTURE_LOOK_REGULAR = RETEXTURE_LOOK_RIDGED + RETEXTURE_LOOK_BANDS - 1,
  RETEXTURE_LOOK_NUMBERS = RETEXTURE_LOOK_REGULAR + 2
} RetextureLookNumber;

typedef struct
{
  gfloat numbers[RETEXTURE_LOOK_NUMBERS];
} RetextureTextureLook;

/* So many pixels around a piece are looked at, too. */
#define RETEXTURE_LOOK_APRON 24

/* Of an area of a picture; beyond the picture its edge goes on. The area must be of some size: of
 * less than about 48 pixels across the numbers say little. */
RetextureTextureLook retexture_texture_look_at (GeglBuffer *picture, const GeglRectangle *area);

/* Of luma, gamma-encoded: width x height values, and an apron on all sides. */
RetextureTextureLook retexture_texture_look_of (const gfloat *luma, gint width, gint height);

/* How differently two pieces look: 1 is what two neighbouring pieces of one material differ by. */
gdouble retexture_texture_look_distance (const RetextureTextureLook *one,
                                         const RetextureTextureLook *other);
