/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texture in another size or turned, without the loss of fine detail that linear interpolation
 * means. Called for planes of one channel.
 */
#pragma once

#include <glib.h>

typedef struct
{
  gint width, height;
  gfloat *values; /* row by row */
} RetexturePlane;

RetexturePlane retexture_plane_new (gint width, gint height);
void retexture_plane_clear (RetexturePlane *plane);

#define RETEXTURE_LANCZOS_MOST_TAPS 64

/* So many where the kernel is not stretched. */
#define RETEXTURE_LANCZOS_PLAIN_TAPS 6

/* The samples around `position` (sample i lies at i) and their weights, whose sum is 1, for
 * Lanczos' kernel made `stretch` (1 or more) times as wide. `weights` has room for
 * RETEXTURE_LANCZOS_MOST_TAPS. Returns the first sample. */
gint retexture_lanczos_weigh (gdouble position, gdouble stretch, gfloat *weights, gint *n);

/* Fills `to` with the middle of `from`, made `scale` times as large, turned by `angle` (radians,
 * from the x axis towards the y axis) and, before that, mirrored left to right where `mirrored`.
 * Lanczos' kernel with three lobes, stretched where the plane shrinks; beyond the plane its edge
 * goes on. */
void retexture_resample (const RetexturePlane *from,
                         RetexturePlane *to,
                         gdouble scale,
                         gdouble angle,
                         gboolean mirrored);
