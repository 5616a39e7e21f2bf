/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Unsharp masking of gamma-encoded values, which draws noise together into clusters and lines:
 *
 *   value + amount * (value - blurred), where that difference reaches the threshold.
 */
#pragma once

#include <glib.h>
#include <math.h>

typedef struct
{
  gdouble amount;    /* 1: the difference once more; 0: none */
  gdouble radius;    /* of the Gaussian blur, as standard deviation in pixels */
  gdouble threshold; /* in the unit of the values */
  gboolean preserve; /* the values are as strong as before */
} RetextureClusters;

static inline gfloat
retexture_clusters_sharpen (const RetextureClusters *clusters, gfloat value, gfloat blurred)
{
  const gfloat difference = value - blurred;

  return fabsf (difference) < (gfloat) clusters->threshold
             ? value
             : value + (gfloat) clusters->amount * difference;
}
