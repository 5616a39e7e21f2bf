/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "tone-picture.h"

#include <math.h>

#include "edge-aware.h"
#include "gaussian.h"
#include "level-planes.h"
#include "picture-pair.h"
#include "smooth-step.h"

/* Less of the surface than this tells nothing. */
#define LEAST 1e-3f

/* Of tones below this nobody can tell by its colour what it is. */
#define DARK_FROM 0.05f
#define DARK_TO 0.15f

/* Parts of the face: how soft its outline is; and how far away tones are fetched from to go on, if
 * there are any, or else. */
#define OUTLINE (1.0 / 100.0)
#define NEAR (1.0 / 40.0)
#define FAR (1.0 / 6.0)

/* What is blurred so much is inside from the one share of the surface on, wholly from the other. */
#define INSIDE_FROM 0.8f
#define INSIDE_TO 0.98f

#define MOSTLY 0.5f

/* A closing is made with windows of about so many cells to either side. */
#define CELLS 6

/* ---- the reduced picture ---- */

GeglBuffer *
retexture_tone_picture_reduce (GeglBuffer *picture, const RetextureLevelMask *mask)
{
  const gint columns = mask->surface->columns, rows = mask->surface->rows;
  const Babl *format = babl_format_with_space ("R'G'B' float", gegl_buffer_get_format (picture));
  GeglBuffer *reduced = gegl_buffer_new (GEGL_RECTANGLE (0, 0, columns, rows), format);
  gfloat *row = gegl_scratch_new (gfloat, (gsize) 3 * columns);

  for (gint y = 0; y < rows; y++)
    {
      gegl_buffer_get (picture, GEGL_RECTANGLE (mask->x, mask->y + y, columns, 1), 1.0 / mask->step,
                       format, row, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_CLAMP);
      gegl_buffer_set (reduced, GEGL_RECTANGLE (0, y, columns, 1), 0, format, row,
                       GEGL_AUTO_ROWSTRIDE);
    }
  gegl_scratch_free (row);
  return reduced;
}

/* The mean around each sample of a plane, weighted; where there is next to no weight, `otherwise`.
 */
static RetexturePlane
average (const RetexturePlane *plane,
         const RetextureLattice *weight,
         gdouble radius,
         const RetexturePlane *otherwise)
{
  const RetexturePlane weights = { weight->columns, weight->rows, weight->values };
  RetexturePlane weighted = retexture_plane_new (plane->width, plane->height);
  RetexturePlane sums, shares;

  for (gint i = 0; i < plane->width * plane->height; i++)
    weighted.values[i] = plane->values[i] * weight->values[i];
  sums = retexture_level_blurred (&weighted, radius);
  shares = retexture_level_blurred (&weights, radius);
  for (gint i = 0; i < plane->width * plane->height; i++)
    sums.values[i]
        = shares.values[i] > LEAST ? sums.values[i] / shares.values[i] : otherwise->values[i];
  retexture_plane_clear (&shares);
  retexture_plane_clear (&weighted);
  return sums;
}

/* Where the surface is for sure: not within a soft outline. */
static RetextureLattice *
find_inside (const RetextureLattice *surface, gdouble size)
{
  const RetexturePlane plane = { surface->columns, surface->rows, surface->values };
  RetexturePlane soft = retexture_level_blurred (&plane, MAX (OUTLINE * size, 1.0));
  RetextureLattice *inside = retexture_lattice_new (surface->columns, surface->rows);

  for (gint i = 0; i < surface->columns * surface->rows; i++)
    inside->values[i] = retexture_smooth_step (INSIDE_FROM, INSIDE_TO, soft.values[i]);
  retexture_plane_clear (&soft);
  return inside;
}

/* The surface's colours go on where it is not. */
static void
go_on (RetexturePlane *plane, const RetextureLattice *inside, gdouble size)
{
  RetexturePlane far = average (plane, inside, FAR * size, plane);
  RetexturePlane near = average (plane, inside, NEAR * size, &far);

  for (gint i = 0; i < plane->width * plane->height; i++)
    plane->values[i] = near.values[i] + inside->values[i] * (plane->values[i] - near.values[i]);
  retexture_plane_clear (&near);
  retexture_plane_clear (&far);
}

static void
put_colours (const RetexturePlane colours[3], GeglBuffer *buffer)
{
  const gsize n = (gsize) colours[0].width * colours[0].height;
  g_autofree gfloat *pixels = g_new (gfloat, 3 * n);

  for (gsize i = 0; i < 3 * n; i++)
    pixels[i] = colours[i % 3].values[i / 3];
  gegl_buffer_set (buffer, gegl_buffer_get_extent (buffer), 0, gegl_buffer_get_format (buffer),
                   pixels, GEGL_AUTO_ROWSTRIDE);
}

RetextureTonePicture *
retexture_tone_picture_new (GeglBuffer *reduced, RetextureLevelMask *mask, gdouble radius)
{
  RetextureTonePicture *self = g_new0 (RetextureTonePicture, 1);
  const GeglRectangle *extent = gegl_buffer_get_extent (reduced);
  const gdouble size = mask->size / mask->step;
  const gint n = extent->width * extent->height;
  RetexturePlane colours[3];

  self->mask = retexture_level_mask_ref (mask);
  self->tone = gegl_buffer_new (extent, gegl_buffer_get_format (reduced));
  retexture_gaussian_blur (reduced, self->tone, extent, radius);
  retexture_tone_picture_take (self->tone, colours);
  /* Shade is part of it: tones go on only where there is something else. */
  self->inside = find_inside (mask->surface, size);
  for (gint c = 0; c < 3; c++)
    go_on (&colours[c], self->inside, size);
  put_colours (colours, self->tone);
  self->surface = retexture_lattice_copy (mask->surface);
  self->luma = retexture_plane_new (extent->width, extent->height);
  self->room = retexture_lattice_new (extent->width, extent->height);
  for (gint i = 0; i < n; i++)
    {
      const gfloat luma = retexture_luma_of_planes (colours, i);
      const gfloat most
          = MAX (MAX (colours[0].values[i], colours[1].values[i]), colours[2].values[i]);
      const gfloat told = retexture_smooth_step (DARK_FROM, DARK_TO, luma);

      self->luma.values[i] = luma;
      self->room->values[i] = CLAMP (1.0f - most, 0.0f, 1.0f);
      self->surface->values[i] *= told;
      self->inside->values[i] *= told;
    }
  for (gint c = 0; c < 3; c++)
    retexture_plane_clear (&colours[c]);
  return self;
}

void
retexture_tone_picture_free (RetextureTonePicture *self)
{
  if (!self)
    return;
  retexture_level_mask_unref (self->mask);
  g_object_unref (self->tone);
  retexture_plane_clear (&self->luma);
  retexture_lattice_free (self->room);
  retexture_lattice_free (self->surface);
  retexture_lattice_free (self->inside);
  g_free (self);
}

gdouble
retexture_tone_picture_get_share (const RetextureTonePicture *self)
{
  const gint n = self->surface->columns * self->surface->rows;
  gdouble sum = 0.0;

  for (gint i = 0; i < n; i++)
    sum += self->surface->values[i];
  return sum / n;
}

void
retexture_tone_picture_take (GeglBuffer *buffer, RetexturePlane colours[3])
{
  const GeglRectangle *extent = gegl_buffer_get_extent (buffer);
  const gsize n = (gsize) extent->width * extent->height;
  g_autofree gfloat *pixels = g_new (gfloat, 3 * n);

  gegl_buffer_get (buffer, extent, 1.0, gegl_buffer_get_format (buffer), pixels,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  for (gint c = 0; c < 3; c++)
    {
      colours[c] = retexture_plane_new (extent->width, extent->height);
      retexture_picture_pair_take_channel (pixels + c, colours[c].values, n, 3);
    }
}

/* ---- smoothing ---- */

/* Wider than the picture a blur has nothing more to find. */
static gdouble
within (const RetextureTonePicture *self, gdouble radius)
{
  return MIN (radius, 0.5 * MAX (self->luma.width, self->luma.height));
}

void
retexture_tone_picture_smooth (const RetextureTonePicture *self,
                               gdouble radius,
                               gdouble tolerance,
                               RetexturePlane colours[3])
{
  const GeglRectangle *extent = gegl_buffer_get_extent (self->tone);
  g_autoptr (GeglBuffer) smooth = gegl_buffer_new (extent, gegl_buffer_get_format (self->tone));

  retexture_edge_aware_blur (self->tone, smooth, extent, within (self, radius), tolerance);
  retexture_tone_picture_take (smooth, colours);
}

RetexturePlane
retexture_tone_picture_average (const RetextureTonePicture *self, gdouble radius)
{
  return average (&self->luma, self->surface, within (self, radius), &self->luma);
}

/* ---- closing ---- */

/* Whether `side` x `side` samples are mostly of the surface, with room around for what spreads. */
static RetextureLattice *
find_cells (const RetextureLattice *weight, gint side, gint room)
{
  RetextureLattice *cells = retexture_lattice_new ((weight->columns + side - 1) / side + 2 * room,
                                                   (weight->rows + side - 1) / side + 2 * room);

  for (gint y = 0; y < weight->rows; y++)
    for (gint x = 0; x < weight->columns; x++)
      cells->values[(y / side + room) * cells->columns + x / side + room]
          += weight->values[y * weight->columns + x] / (side * side);
  for (gint i = 0; i < cells->columns * cells->rows; i++)
    cells->values[i] = cells->values[i] > MOSTLY ? 1.0f : 0.0f;
  return cells;
}

RetextureLattice *
retexture_tone_picture_close (const RetextureTonePicture *self, gdouble width)
{
  const RetextureLattice *weight = self->surface;
  const gint side = MAX ((gint) lround (0.5 * width / CELLS), 1);
  const gint reach = MAX ((gint) lround (0.5 * width / side), 1);
  /* One more at the end: outlines are the surface's own. */
  const gint room = reach + 1;
  const RetextureLatticePlace place
      = { 1.0 / side, 0.5 / side - 0.5 + room, 0.5 / side - 0.5 + room };
  g_autoptr (RetextureLattice) cells = find_cells (weight, side, room);
  RetextureLattice *closed = retexture_lattice_new (weight->columns, weight->rows);

  retexture_lattice_spread (cells, reach, TRUE);
  retexture_lattice_spread (cells, reach + 1, FALSE);
  retexture_lattice_smooth (cells, 3);
  retexture_lattice_read (cells, &place, GEGL_RECTANGLE (0, 0, closed->columns, closed->rows),
                          closed->values);
  for (gint i = 0; i < closed->columns * closed->rows; i++)
    closed->values[i] = MAX (closed->values[i], weight->values[i]);
  return closed;
}
