/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an edit made of the original's tones, as one curve for the whole picture: it tells how much
 * steeper an even place became, where there are not two tones to tell. Called by contrast.c only.
 */
#pragma once

#include <glib.h>

#define RETEXTURE_TONE_KNOTS 33
#define RETEXTURE_TONE_SUMS 6

typedef struct
{
  gdouble sums[RETEXTURE_TONE_KNOTS][RETEXTURE_TONE_SUMS];
  gfloat tone[RETEXTURE_TONE_KNOTS], slope[RETEXTURE_TONE_KNOTS], sure[RETEXTURE_TONE_KNOTS];
} RetextureToneCurve;

/* Tones are lumas, 0 to 1; those are added that became `edit`, and then the curve is fitted. */
void retexture_tone_curve_init (RetextureToneCurve *self);
void
retexture_tone_curve_add (RetextureToneCurve *self, gdouble original, gdouble edit, gdouble weight);
void retexture_tone_curve_fit (RetextureToneCurve *self);

/* The curve's slope at tone `original`; drawn towards 1 as far as that is not sure, or `edit` is
 * not what the curve makes of it. */
gfloat
retexture_tone_curve_get_slope (const RetextureToneCurve *self, gfloat original, gfloat edit);
