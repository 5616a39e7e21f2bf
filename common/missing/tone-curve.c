/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * At each of some tones a line through those of about that tone, which count less the further they
 * are (local linear regression: Cleveland, "Robust locally weighted regression and smoothing
 * scatterplots", JASA 74, 1979).
 */
#include "tone-curve.h"

#include <math.h>
#include <string.h>

#include "smooth-step.h"

/* Tones this many knots away count no more. */
#define REACH 4

/* Correlation of the tones around one from which on the curve is believed, and believed fully. */
#define CURVE_FROM 0.994f
#define CURVE_ALL 0.999f

/* Their variance from which on there are two to tell, and surely. */
#define TONES_FROM 1e-4f
#define TONES_ALL 4e-4f

/* Up to the first distance a place is on the curve, from the second on no more. */
#define NEAR 0.02f
#define FAR 0.05f

/* A variance that is as good as none. */
#define FLAT 1e-6f

enum
{
  WEIGHT,
  O,
  E,
  OO,
  OE,
  EE
};

void
retexture_tone_curve_init (RetextureToneCurve *self)
{
  memset (self, 0, sizeof *self);
}

void
retexture_tone_curve_add (RetextureToneCurve *self, gdouble original, gdouble edit, gdouble weight)
{
  const gdouble at = original * (RETEXTURE_TONE_KNOTS - 1);
  const gdouble values[RETEXTURE_TONE_SUMS]
      = { 1.0, original, edit, original * original, original * edit, edit * edit };

  for (gint k = 0; k < RETEXTURE_TONE_KNOTS; k++)
    {
      const gdouble share = weight * MAX (1.0 - fabs (at - k) / REACH, 0.0);

      for (gint m = 0; m < RETEXTURE_TONE_SUMS; m++)
        self->sums[k][m] += share * values[m];
    }
}

static void
fit_knot (RetextureToneCurve *self, gint knot)
{
  const gdouble *sums = self->sums[knot];
  const gdouble weight = MAX (sums[WEIGHT], 1e-9);
  const gdouble o = sums[O] / weight, e = sums[E] / weight;
  const gfloat oo = MAX (sums[OO] / weight - o * o, 0.0) + FLAT;
  const gfloat oe = sums[OE] / weight - o * e + FLAT;
  const gfloat ee = MAX (sums[EE] / weight - e * e, 0.0) + FLAT;
  const gfloat tone = (gfloat) knot / (RETEXTURE_TONE_KNOTS - 1);

  self->slope[knot] = oe / oo;
  self->tone[knot] = e + self->slope[knot] * (tone - o);
  self->sure[knot] = retexture_smooth_step (TONES_FROM, TONES_ALL, oo)
                     * retexture_smooth_step (CURVE_FROM, CURVE_ALL, oe / sqrtf (oo * ee));
}

void
retexture_tone_curve_fit (RetextureToneCurve *self)
{
  for (gint k = 0; k < RETEXTURE_TONE_KNOTS; k++)
    fit_knot (self, k);
}

static gfloat
between (const gfloat *values, gfloat at)
{
  const gint k = MIN ((gint) at, RETEXTURE_TONE_KNOTS - 2);

  return values[k] + (at - k) * (values[k + 1] - values[k]);
}

gfloat
retexture_tone_curve_get_slope (const RetextureToneCurve *self, gfloat original, gfloat edit)
{
  const gfloat at = CLAMP (original, 0.0f, 1.0f) * (RETEXTURE_TONE_KNOTS - 1);
  const gfloat distance = fabsf (edit - between (self->tone, at));
  const gfloat sure
      = between (self->sure, at) * (1.0f - retexture_smooth_step (NEAR, FAR, distance));

  return 1.0f + sure * (between (self->slope, at) - 1.0f);
}
