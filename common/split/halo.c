/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   halo = |Y'(Gaussian) - Y'(edge-aware)| / RETEXTURE_HALO_WHITE * gate
 *   gate = smoothstep (tolerance, 3 tolerance, height)
 *   height = |gradient of Y'(Gaussian)| * radius * sqrt (2 pi)
 *
 * A step of height h, blurred with a Gaussian, has h / (radius sqrt (2 pi)) as its steepest
 * gradient; so `height` is the step that a gradient at this scale would come from. Texture, however
 * strong, leaves no gradient at the scale of the blur that removed it.
 */
#include "halo.h"

#include <math.h>

#include "edge-aware.h"
#include "gaussian.h"
#include "luma.h"
#include "operation-frame.h"

static GeglBuffer *
blurred (GeglBuffer *source, const GeglRectangle *area, gdouble radius_px, gdouble tolerance)
{
  const Babl *stored = gegl_buffer_get_format (source);
  const gboolean has_alpha = babl_format_has_alpha (stored);
  GeglBuffer *result = gegl_buffer_new (
      area, babl_format_with_space (has_alpha ? "R'G'B'A float" : "R'G'B' float", stored));

  if (tolerance > 0.0)
    retexture_edge_aware_blur (source, result, area, radius_px, tolerance);
  else
    retexture_gaussian_blur (source, result, area, radius_px);
  return result;
}

static void
read_luma (GeglBuffer *buffer, gint x, gint y, gint width, gfloat *luma)
{
  const Babl *format = babl_format_with_space ("R'G'B' float", gegl_buffer_get_format (buffer));
  gfloat *colour = gegl_scratch_new (gfloat, (gsize) width * 3);

  gegl_buffer_get (buffer, GEGL_RECTANGLE (x, y, width, 1), 1.0, format, colour,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_CLAMP);
  for (gint i = 0; i < width; i++)
    luma[i] = retexture_luma (colour + 3 * i);
  gegl_scratch_free (colour);
}

static void
read_alpha (GeglBuffer *buffer, const GeglRectangle *line, gfloat *alpha)
{
  gfloat *colour = gegl_scratch_new (gfloat, (gsize) line->width * 4);

  gegl_buffer_get (buffer, line, 1.0, babl_format ("R'G'B'A float"), colour, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_CLAMP);
  for (gint i = 0; i < line->width; i++)
    alpha[i] = colour[4 * i + 3];
  gegl_scratch_free (colour);
}

/* Rows of luma: the Gaussian's own with one pixel more at either end, those above and below. */
typedef struct
{
  gfloat *above, *own, *below, *edge_aware, *alpha;
} Lines;

static void
measure (const Lines *lines, gfloat *halo, gint n, gdouble radius_px, gfloat tolerance)
{
  /* Central differences span two pixels. */
  const gfloat height_of_slope = 0.5 * radius_px * sqrt (2.0 * G_PI);

  for (gint i = 0; i < n; i++)
    {
      const gfloat slope
          = hypotf (lines->own[i + 2] - lines->own[i], lines->below[i] - lines->above[i]);
      const gfloat t
          = CLAMP ((slope * height_of_slope - tolerance) / (2.0f * tolerance), 0.0f, 1.0f);
      const gfloat difference = fabsf (lines->own[i + 1] - lines->edge_aware[i]);

      halo[i] = difference / (gfloat) RETEXTURE_HALO_WHITE * t * t * (3.0f - 2.0f * t)
                * lines->alpha[i];
      halo[i] = CLAMP (halo[i], 0.0f, 1.0f);
    }
}

void
retexture_halo_render (GeglBuffer *source,
                       GeglBuffer *target,
                       const GeglRectangle *area,
                       gdouble radius_px,
                       gdouble tolerance)
{
  const Babl *space = babl_format_get_space (gegl_buffer_get_format (target));
  const GeglRectangle around = retexture_frame_grow (area, 1);
  GeglRectangle within = *area;
  const gint n = area->width;
  g_autoptr (GeglBuffer) gaussian = NULL;
  g_autoptr (GeglBuffer) edge_aware = blurred (source, area, radius_px, tolerance);
  gfloat *rows = gegl_scratch_new (gfloat, (gsize) (n + 2) * 6);
  Lines lines
      = { rows, rows + (n + 2), rows + 2 * (n + 2), rows + 3 * (n + 2), rows + 4 * (n + 2) };
  gfloat *halo = rows + 5 * (n + 2);

  gegl_rectangle_intersect (&within, &around, gegl_buffer_get_extent (source));
  gaussian = blurred (source, &within, radius_px, 0.0);
  for (gint y = area->y; y < area->y + area->height; y++)
    {
      const GeglRectangle line = { area->x, y, n, 1 };

      read_luma (gaussian, area->x, y - 1, n, lines.above);
      read_luma (gaussian, area->x - 1, y, n + 2, lines.own);
      read_luma (gaussian, area->x, y + 1, n, lines.below);
      read_luma (edge_aware, area->x, y, n, lines.edge_aware);
      read_alpha (source, &line, lines.alpha);
      measure (&lines, halo, n, radius_px, tolerance);
      gegl_buffer_set (target, &line, 0, babl_format_with_space ("Y' float", space), halo,
                       GEGL_AUTO_ROWSTRIDE);
    }
  gegl_scratch_free (rows);
}
