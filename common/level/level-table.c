/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "level-table.h"

#include <math.h>

/* Whole levels. */
#define ROWS 5

/* No source states numbers for levels; these began as gains on the bands of a portrait's head at 24
 * megapixels. A curve falls strictly from raw to poreless in every band, or a picture's level could
 * not be told from it. */
static const gdouble gains[RETEXTURE_LEVEL_BANDS][ROWS] = {
  [RETEXTURE_LEVEL_NOISE] = { 0.20, 0.50, 0.85, 0.95, 1.0 },
  [RETEXTURE_LEVEL_PORES] = { 0.10, 0.45, 0.85, 0.95, 1.0 },
  [RETEXTURE_LEVEL_LINES] = { 0.10, 0.30, 0.60, 0.85, 1.0 },
  [RETEXTURE_LEVEL_BLOTCHES] = { 0.05, 0.30, 0.55, 0.80, 1.0 },
};
static const gdouble marks[ROWS] = { 0.0, 0.2, 0.5, 0.85, 1.0 };

/* Of five unretouched portraits, of which the finest band differs by a factor of two with the
 * camera; pores and lines by 1.4. */
static const gdouble raw[RETEXTURE_LEVEL_BANDS] = {
  [RETEXTURE_LEVEL_NOISE] = 0.045,
  [RETEXTURE_LEVEL_PORES] = 0.024,
  [RETEXTURE_LEVEL_LINES] = 0.0165,
  [RETEXTURE_LEVEL_BLOTCHES] = 0.025,
};

static const gdouble sizes[RETEXTURE_LEVEL_BANDS] = {
  [RETEXTURE_LEVEL_NOISE] = 1.0 / 2700.0,
  [RETEXTURE_LEVEL_PORES] = 1.0 / 820.0,
  [RETEXTURE_LEVEL_LINES] = 1.0 / 290.0,
  [RETEXTURE_LEVEL_BLOTCHES] = 1.0 / 91.0,
};

/* Where coarse detail begins to be the form, and is nothing else any more: In lightness that
 * is well below a twentieth of the face, because light and shade model a nose, too. */
typedef struct
{
  gdouble from, to;
} Fade;
static const Fade of_lightness = { 1.0 / 170.0, 1.0 / 55.0 };
static const Fade of_colour = { 1.0 / 100.0, 1.0 / 36.0 };

gdouble
retexture_level_band_size (RetextureLevelBand band)
{
  return sizes[band];
}

/* The slope at a row: the harmonic mean of those beside it, which keeps the curve between its
 * points (Fritsch and Butland 1984). */
static gdouble
slope_at (const gdouble *row, gint i)
{
  gdouble before, after;

  if (i == 0)
    return row[1] - row[0];
  if (i == ROWS - 1)
    return row[ROWS - 1] - row[ROWS - 2];
  before = row[i] - row[i - 1];
  after = row[i + 1] - row[i];
  return before * after > 0.0 ? 2.0 * before * after / (before + after) : 0.0;
}

/* Piecewise cubic, monotone (Fritsch and Carlson 1980). */
static gdouble
interpolate (const gdouble *row, gdouble level)
{
  const gdouble x = CLAMP (level, RETEXTURE_LEVEL_LEAST, RETEXTURE_LEVEL_MOST) - 1.0;
  const gint i = MIN ((gint) x, ROWS - 2);
  const gdouble t = x - i, u = 1.0 - t;

  return row[i] * u * u * (1.0 + 2.0 * t) + row[i + 1] * t * t * (3.0 - 2.0 * t)
         + slope_at (row, i) * t * u * u - slope_at (row, i + 1) * t * t * u;
}

/* Which two bands a size is between, by the logarithms of theirs; the share of the second. */
static gint
find_band (gdouble size, gdouble *share)
{
  gint band = 0;

  while (band < RETEXTURE_LEVEL_BANDS - 2 && size > sizes[band + 1])
    band++;
  *share = CLAMP (log (size / sizes[band]) / log (sizes[band + 1] / sizes[band]), 0.0, 1.0);
  return band;
}

gdouble
retexture_level_texture (gdouble level, gdouble size)
{
  gdouble share;
  const gint band = find_band (size, &share);
  const gdouble from = interpolate (gains[band], level), to = interpolate (gains[band + 1], level);

  return from + share * (to - from);
}

gdouble
retexture_level_raw (gdouble size)
{
  gdouble share;
  const gint band = find_band (size, &share);

  return raw[band] * pow (raw[band + 1] / raw[band], share);
}

gdouble
retexture_level_share (gdouble size, gboolean colour)
{
  const Fade *fade = colour ? &of_colour : &of_lightness;

  return CLAMP (1.0 - log (size / fade->from) / log (fade->to / fade->from), 0.0, 1.0);
}

gdouble
retexture_level_gain (gdouble level, gdouble size, gboolean colour)
{
  return 1.0 - retexture_level_share (size, colour) * (1.0 - retexture_level_texture (level, size));
}

gdouble
retexture_level_marks (gdouble level)
{
  return interpolate (marks, level);
}
