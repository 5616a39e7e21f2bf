/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "binomial.h"

#include "vector.h"

RETEXTURE_VECTOR void
retexture_binomial_smooth (const gfloat *restrict in, gfloat *restrict out, gint n, gint distance)
{
  for (gint i = 2 * distance; i < n - 2 * distance; i++)
    out[i] = (in[i - 2 * distance] + in[i + 2 * distance]) * (1.0f / 16)
             + (in[i - distance] + in[i + distance]) * (1.0f / 4) + in[i] * (3.0f / 8);
}
