/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "noise-layer.h"

#include <math.h>

#define MIDDLE 0.5f

static gfloat
w3c_soft_light (gfloat base, gfloat layer)
{
  gfloat darkened;

  if (layer <= 0.5f)
    return base - (1.0f - 2.0f * layer) * base * (1.0f - base);
  darkened = base <= 0.25f ? ((16.0f * base - 12.0f) * base + 4.0f) * base : sqrtf (base);
  return base + (2.0f * layer - 1.0f) * (darkened - base);
}

/* GIMP's Soft Light, 2 base layer (1 - base) + base^2, solved for the layer. */
static gfloat
invert_soft_light (gfloat base, gfloat wanted)
{
  return (wanted - base * base) / (2.0f * base * (1.0f - base));
}

static gfloat
invert_overlay (gfloat base, gfloat wanted)
{
  return base < 0.5f ? wanted / (2.0f * base) : 1.0f - (1.0f - wanted) / (2.0f * (1.0f - base));
}

static gfloat
limit (gfloat value)
{
  return CLAMP (value, 0.0f, 1.0f);
}

/* These modes leave black and white alone, whatever the layer holds. */
static gboolean
is_changeable (gfloat base)
{
  return base > 0.0f && base < 1.0f;
}

gfloat
retexture_noise_layer_look (RetextureComposition mode, gfloat base, gfloat noise, gfloat neutral)
{
  if (mode == RETEXTURE_COMPOSITION_GRAIN_MERGE)
    return noise == 0.0f ? MIDDLE : limit (neutral + noise);
  if (mode == RETEXTURE_COMPOSITION_OVERLAY)
    return limit (MIDDLE + noise);
  if (!is_changeable (base))
    return MIDDLE;
  return limit (invert_soft_light (base, w3c_soft_light (base, limit (MIDDLE + noise))));
}

gfloat
retexture_noise_layer_change (RetextureComposition mode, gfloat base, gfloat change, gfloat neutral)
{
  if (change == 0.0f)
    return MIDDLE;
  if (mode == RETEXTURE_COMPOSITION_GRAIN_MERGE)
    return limit (neutral + change);
  if (!is_changeable (base))
    return MIDDLE;
  return limit (mode == RETEXTURE_COMPOSITION_OVERLAY
                    ? invert_overlay (base, limit (base + change))
                    : invert_soft_light (base, limit (base + change)));
}

static gfloat
between (gfloat from, gfloat to, gfloat t)
{
  return from + (to - from) * t * t * (3.0f - 2.0f * t);
}

gfloat
retexture_noise_layer_response (gfloat tone, gfloat shadows, gfloat midtones, gfloat highlights)
{
  const gfloat t = limit (tone);

  return t < 0.5f ? between (shadows, midtones, 2.0f * t)
                  : between (midtones, highlights, 2.0f * t - 1.0f);
}
