/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "kept-energy.h"

#include <math.h>

#include "plane-blur.h"
#include "warp.h"

/* Windows in a row and a column, their side in pixels of the edit, and what of it is not counted.
 */
#define WINDOWS 3
#define SIDE 160
#define MARGIN 12

static const gdouble edges[RETEXTURE_KEPT_BANDS] = { 0.7, 1.4, 2.8 };

static RetexturePlane
read_plane (GeglBuffer *picture, const GeglRectangle *area)
{
  RetexturePlane plane = retexture_plane_new (area->width, area->height);

  gegl_buffer_get (picture, area, 1.0,
                   babl_format_with_space ("Y' float", gegl_buffer_get_format (picture)),
                   plane.values, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_CLAMP);
  return plane;
}

/* Mean squares by band of the plane's inside; `scale` is its samples to a pixel of the edit. */
static void
add_energies (RetexturePlane *plane, gdouble scale, gdouble *energies)
{
  const gint margin = (gint) ceil (MARGIN * scale);
  const gdouble n = (gdouble) (plane->width - 2 * margin) * (plane->height - 2 * margin);

  for (gint band = 0; band < RETEXTURE_KEPT_BANDS; band++)
    {
      RetexturePlane coarser = retexture_plane_blurred (plane, edges[band] * scale);
      gdouble sum = 0.0;

      for (gint y = margin; y < plane->height - margin; y++)
        for (gint x = margin; x < plane->width - margin; x++)
          {
            const gsize i = (gsize) y * plane->width + x;

            sum += pow (plane->values[i] - coarser.values[i], 2.0);
          }
      energies[band] += sum / n;
      retexture_plane_clear (plane);
      *plane = coarser;
    }
  retexture_plane_clear (plane);
}

void
retexture_kept_energy_find (GeglBuffer *original,
                            GeglBuffer *aligned,
                            const GeglRectangle *frame,
                            const RetextureMotion *motion,
                            gdouble *kept)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (original);
  const gdouble scale = retexture_transform_scale (&motion->transform);
  const gint side = MIN (SIDE, MIN (frame->width, frame->height) / WINDOWS);
  const gint other_side = (gint) ceil (side * scale);
  gdouble before[RETEXTURE_KEPT_BANDS] = { 0.0 }, after[RETEXTURE_KEPT_BANDS] = { 0.0 };

  for (gint i = 0; side > 3 * MARGIN && i < WINDOWS * WINDOWS; i++)
    {
      const GeglRectangle window
          = { frame->x + (frame->width - side) * (i % WINDOWS) / (WINDOWS - 1),
              frame->y + (frame->height - side) * (i / WINDOWS) / (WINDOWS - 1), side, side };
      RetexturePlane here, there;
      gdouble u, v;

      if (!retexture_warp_covers (extent, &window, frame, motion))
        continue;
      retexture_motion_apply (motion, window.x - frame->x + 0.5 * (side - frame->width),
                              window.y - frame->y + 0.5 * (side - frame->height), &u, &v);
      here = read_plane (aligned, &window);
      there = read_plane (
          original,
          GEGL_RECTANGLE (extent->x + (gint) floor (u + 0.5 * (extent->width - other_side)),
                          extent->y + (gint) floor (v + 0.5 * (extent->height - other_side)),
                          other_side, other_side));
      add_energies (&here, 1.0, after);
      add_energies (&there, scale, before);
    }
  for (gint band = 0; band < RETEXTURE_KEPT_BANDS; band++)
    kept[band] = before[band] > 0.0 ? after[band] / before[band] : 1.0;
}
