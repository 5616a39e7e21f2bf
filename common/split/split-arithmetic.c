/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Why floating point comes out exact. Texture layers are 1/2 + step/2, so no step can be finer than
 * twice the spacing of numbers at 1/2. Picture and tones are therefore rounded to a grid first:
 * 2^-22 for single precision. Then all sums GIMP makes of values below 4 are multiples of 2^-22,
 * which 24 bits hold, and the stack gives the picture on the grid; what is finer than the grid has
 * no more bits than the picture, and is the rounding layer. In half precision steps are multiples
 * of 2^-10; the tone takes over what they leave, and the rounding layer what the tone cannot hold.
 *
 * Beyond that range sums round. But then they err by far less than the picture's own value,
 * and picture - sum is exact (Sterbenz), if the tone is not out of all proportion to the picture:
 * REACH limits it. No photograph comes near that limit.
 *
 * The arithmetic is ISO C's: the compiler must not contract a * b + c (gcc -std=c11 does not).
 */
#include "split-arithmetic.h"

#include <math.h>

#include "vector.h"

/* ---- integers ---- */

#define MIDDLE_GREY 128

/* A shift of the rest by an odd number of levels; between two equally near, the lower rest. */
static inline gint
linear_light_integer (gint rest, gint low, gint white)
{
  gint high = (rest - low + white + 1) >> 1;
  const gint left = rest - (2 * high - white);

  if (left < 0)
    high--;
  return high;
}

RETEXTURE_VECTOR void
retexture_split_integers (
    RetextureSplitMode mode, gint white, gint *rest, const gint *low, gint *high, gint n)
{
  if (mode == RETEXTURE_SPLIT_MODE_GRAIN_MERGE)
    for (gint i = 0; i < n; i++)
      {
        const gint left = CLAMP (low[i], rest[i] - (white - MIDDLE_GREY), rest[i] + MIDDLE_GREY);

        high[i] = rest[i] - left + MIDDLE_GREY;
        rest[i] = left;
      }
  else
    for (gint i = 0; i < n; i++)
      {
        high[i] = linear_light_integer (rest[i], low[i], white);
        rest[i] -= 2 * high[i] - white;
      }
}

void
retexture_split_add_integers (
    RetextureSplitMode mode, gint white, gint *sum, const gint *high, gint n)
{
  for (gint i = 0; i < n; i++)
    sum[i]
        += mode == RETEXTURE_SPLIT_MODE_GRAIN_MERGE ? high[i] - MIDDLE_GREY : 2 * high[i] - white;
}

/* ---- floating point ---- */

#define GRID 0x1p-22

/* Layers of half precision: the spacing of numbers from 1/2 to 1, and twice that. */
#define HALF_SPACING 0x1p-11
#define HALF_STEP 0x1p-10

/* How far, in multiples of its own value, a picture's sample lets its tones go beyond full scale.
 */
#define REACH 0x1p15

/* Beyond this, adding up is left to the rounding layer alone. */
#define LIMIT 0x1p30f

static inline gboolean
is_usable (gfloat value)
{
  return fabsf (value) <= LIMIT;
}

static inline gdouble
round_to (gdouble value, gdouble grid)
{
  return rint (value / grid) * grid;
}

/* To 11 significant bits: the upper part of Veltkamp's splitting (Dekker 1971) of a double. */
static inline gdouble
round_to_half (gdouble value)
{
  const gdouble scaled = value * (0x1p42 + 1.0);

  return scaled - (scaled - value);
}

/* How fine the tone in half precision may be for the rounding layer to hold what is missing. */
static inline gdouble
half_grid (gfloat picture)
{
  if (fabsf (picture) > 1.0f)
    return ldexp (1.0, ilogbf (picture) - 10);
  return round_to (picture, GRID) == picture ? GRID : HALF_STEP;
}

/* The tone that a sample can have, near the wanted one. */
static inline gdouble
possible_low (RetextureSplitNumbers numbers, gfloat picture, gfloat low)
{
  const gdouble reach = MAX (1.0, REACH * fabs (picture));
  const gdouble below = MIN (picture, 0.0), above = MAX (picture, 1.0 + below);

  if (numbers == RETEXTURE_SPLIT_HALF)
    return round_to_half (round_to (CLAMP (low, below, above), half_grid (picture)));
  return round_to (CLAMP (low, -reach, reach), GRID);
}

void
retexture_split_begin (RetextureSplitNumbers numbers, const gfloat *picture, gdouble *rest, gint n)
{
  for (gint i = 0; i < n; i++)
    if (numbers == RETEXTURE_SPLIT_SINGLE)
      rest[i] = round_to (picture[i], GRID);
    else if (numbers == RETEXTURE_SPLIT_UNSIGNED)
      rest[i] = floor (picture[i] / GRID) * GRID;
    else
      rest[i] = picture[i];
}

void
retexture_split_floats (RetextureSplitNumbers numbers,
                        const gfloat *picture,
                        gdouble *rest,
                        const gfloat *low,
                        gfloat *high,
                        gint n)
{
  for (gint i = 0; i < n; i++)
    {
      const gboolean usable = is_usable (picture[i]);
      const gdouble wanted = possible_low (numbers, usable ? picture[i] : 0.0f, low[i]);
      const gdouble layer = 0.5 + 0.5 * (rest[i] - wanted);

      if (!usable)
        {
          high[i] = 0.5f;
          rest[i] = wanted;
          continue;
        }
      high[i] = numbers == RETEXTURE_SPLIT_HALF ? round_to_half (round_to (layer, HALF_SPACING))
                                                : layer;
      rest[i] -= 2.0 * high[i] - 1.0;
    }
}

void
retexture_split_end (RetextureSplitNumbers numbers,
                     const gfloat *picture,
                     const gdouble *rest,
                     const gfloat *low,
                     gfloat *tone,
                     gint n)
{
  for (gint i = 0; i < n; i++)
    tone[i] = numbers == RETEXTURE_SPLIT_HALF && is_usable (picture[i]) ? round_to_half (rest[i])
                                                                        : rest[i];
}

void
retexture_split_add_floats (gfloat *sum, const gfloat *high, gint n)
{
  for (gint i = 0; i < n; i++)
    if (high[i] <= 0.5f)
      {
        const gfloat raised = sum[i] + 2.0f * high[i];

        sum[i] = raised - 1.0f;
      }
    else
      sum[i] = sum[i] + 2.0f * (high[i] - 0.5f);
}

void
retexture_split_rounding (const gfloat *picture, const gfloat *sum, gfloat *rounding, gint n)
{
  for (gint i = 0; i < n; i++)
    rounding[i] = is_usable (picture[i]) ? picture[i] - sum[i] : picture[i];
}
