/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "grain-private.h"

#include <math.h>

#define TILE RETEXTURE_GRAIN_TILE

G_DEFINE_TYPE (RetextureGrain, retexture_grain, G_TYPE_OBJECT)
G_DEFINE_QUARK (retexture - grain - error - quark, retexture_grain_error)

static void
retexture_grain_class_init (RetextureGrainClass *klass)
{
}

static void
retexture_grain_init (RetextureGrain *self)
{
}

gdouble
retexture_grain_get_level (RetextureGrain *self, gint channel, gdouble tone)
{
  const gdouble place = CLAMP (tone, 0.0, 1.0) * (RETEXTURE_GRAIN_TONES - 1);
  const gint below = MIN ((gint) place, RETEXTURE_GRAIN_TONES - 2);
  const gdouble *level = self->level[channel] + below;

  return level[0] + (place - below) * (level[1] - level[0]);
}

void
retexture_grain_get_tones (RetextureGrain *self, gdouble *darkest, gdouble *lightest)
{
  *darkest = self->darkest;
  *lightest = self->lightest;
}

/* A ring one frequency wide. */
gdouble
retexture_grain_get_power (RetextureGrain *self, gint i)
{
  gdouble sum = 0.0, n = 0.0;

  for (gint v = 0; v < TILE; v++)
    for (gint u = 0; u < TILE; u++)
      {
        const gdouble radius = hypot (MIN (u, TILE - u), MIN (v, TILE - v));
        const gdouble weight = MAX (0.0, 1.0 - fabs (radius - i));

        sum += weight * self->luma[v][u];
        n += weight;
      }
  return sum / n;
}

gint
retexture_grain_get_n_ranges (RetextureGrain *self)
{
  return self->n_ranges;
}

gdouble
retexture_grain_get_correlation (RetextureGrain *self, gint one, gint other)
{
  return self->correlation[one][other];
}

gdouble
retexture_grain_get_fine_gain (RetextureGrain *self, gint channel)
{
  return self->fine_gain[channel];
}

gfloat
retexture_grain_fine (const gfloat *above, const gfloat *here, const gfloat *below, gint stride)
{
  return above[-stride] - 2.0f * above[0] + above[stride]
         - 2.0f * (here[-stride] - 2.0f * here[0] + here[stride]) + below[-stride] - 2.0f * below[0]
         + below[stride];
}

/* What averaging `size` neighbours does to a frequency: the Dirichlet kernel. */
static gdouble
averaging_gain (gdouble frequency, gdouble size)
{
  const gdouble s = sin (G_PI * frequency);

  return fabs (s) < 1e-9 ? 1.0 : sin (G_PI * frequency * size) / (size * s);
}

gdouble
retexture_grain_get_averaged (RetextureGrain *self, gdouble size)
{
  gdouble before = 0.0, after = 0.0;

  for (gint v = 0; v < TILE; v++)
    for (gint u = 0; u < TILE; u++)
      {
        const gdouble gain
            = averaging_gain ((gdouble) u / TILE, size) * averaging_gain ((gdouble) v / TILE, size);

        before += self->luma[v][u];
        after += self->luma[v][u] * gain * gain;
      }
  return sqrt (after / before);
}
