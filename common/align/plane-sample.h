/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A plane between its samples: Catmull and Rom's cubic (1974), with its slopes.
 */
#pragma once

#include <math.h>

#include "resample.h"

static inline void
retexture_cubic_weights (gfloat t, gfloat *weights, gfloat *slopes)
{
  weights[0] = ((-0.5f * t + 1.0f) * t - 0.5f) * t;
  weights[1] = (1.5f * t - 2.5f) * t * t + 1.0f;
  weights[2] = ((-1.5f * t + 2.0f) * t + 0.5f) * t;
  weights[3] = (0.5f * t - 0.5f) * t * t;
  slopes[0] = (-1.5f * t + 2.0f) * t - 0.5f;
  slopes[1] = (4.5f * t - 5.0f) * t;
  slopes[2] = (-4.5f * t + 4.0f) * t + 0.5f;
  slopes[3] = (1.5f * t - 1.0f) * t;
}

/* The value at (u, v), counted from `middle`; FALSE too near to the plane's edge. */
static inline gboolean
retexture_plane_sample (const RetexturePlane *plane,
                        const gdouble *middle,
                        gdouble u,
                        gdouble v,
                        gfloat *value,
                        gfloat *slope_u,
                        gfloat *slope_v)
{
  const gdouble column = u + middle[0] - 0.5, row = v + middle[1] - 0.5;
  const gint x = (gint) floor (column), y = (gint) floor (row);
  gfloat across[4], down[4], across_slope[4], down_slope[4];

  if (x < 1 || y < 1 || x > plane->width - 3 || y > plane->height - 3)
    return FALSE;
  retexture_cubic_weights ((gfloat) (column - x), across, across_slope);
  retexture_cubic_weights ((gfloat) (row - y), down, down_slope);
  *value = *slope_u = *slope_v = 0.0f;
  for (gint j = 0; j < 4; j++)
    {
      const gfloat *p = plane->values + (gsize) (y - 1 + j) * plane->width + (x - 1);
      const gfloat sum = across[0] * p[0] + across[1] * p[1] + across[2] * p[2] + across[3] * p[3];

      *value += down[j] * sum;
      *slope_v += down_slope[j] * sum;
      *slope_u += down[j]
                  * (across_slope[0] * p[0] + across_slope[1] * p[1] + across_slope[2] * p[2]
                     + across_slope[3] * p[3]);
    }
  return TRUE;
}
