/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a level of imperfection means, in one table: how much of a raw photograph's texture is left,
 * by the size of the detail relative to the face or object, and how much of its marks. From 1, the
 * poreless finish of a cover, over 3, natural, to 5, raw; any number between.
 */
#pragma once

#include <glib.h>

#define RETEXTURE_LEVEL_LEAST 1.0
#define RETEXTURE_LEVEL_MOST 5.0

/* The bands that the table has, finest first. */
typedef enum
{
  RETEXTURE_LEVEL_NOISE,
  RETEXTURE_LEVEL_PORES,
  RETEXTURE_LEVEL_LINES,
  RETEXTURE_LEVEL_BLOTCHES,
  RETEXTURE_LEVEL_BANDS
} RetextureLevelBand;

/* The middle of a band: standard deviation over the height of the face or object. */
gdouble retexture_level_band_size (RetextureLevelBand band);

/* How much of the deviation of texture of a relative size is left: 0 to 1, rising with the level.
 */
gdouble retexture_level_texture (gdouble level, gdouble size);

/* How much of the detail of a size is texture; the rest is form, of which all is left at any level.
 * In colour texture reaches further than in lightness, whose coarse detail is the modelling. */
gdouble retexture_level_share (gdouble size, gboolean colour);

/* How much of the detail is left, form included. */
gdouble retexture_level_gain (gdouble level, gdouble size, gboolean colour);

/* The deviation of texture of a relative size that a raw photograph of skin has, relative to its
 * tone: what a picture without an original is measured by, roughly. */
gdouble retexture_level_raw (gdouble size);

/* How much of a mark is left, 0 to 1. */
gdouble retexture_level_marks (gdouble level);
