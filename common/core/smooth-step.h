/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The soft threshold that masks are made with: 0 up to one value, 1 from another on, 3 t^2 - 2 t^3
 * between.
 */
#pragma once

#include <glib.h>

static inline gfloat
retexture_smooth_step (gfloat from, gfloat to, gfloat value)
{
  const gfloat t = CLAMP ((value - from) / (to - from), 0.0f, 1.0f);

  return t * t * (3.0f - 2.0f * t);
}
