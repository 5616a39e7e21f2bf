/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "level-mask.h"

#include <math.h>
#include <string.h>

#include "face-features.h"
#include "level-surface.h"
#include "lined-cells.h"
#include "luma.h"
#include "marks.h"
#include "smooth-step.h"

/* The reduced picture's longer side is at most this. */
#define LONGEST 1100

/* ---- the reduced picture ---- */

static gint
find_step (const GeglRectangle *extent)
{
  gint step = 1;

  while (MAX (extent->width, extent->height) / step > LONGEST)
    step *= 2;
  return step;
}

static gboolean
is_clipped (const gfloat *pixel)
{
  return MAX (MAX (pixel[0], pixel[1]), pixel[2]) >= 0.996f
         || MAX (MAX (pixel[0], pixel[1]), pixel[2]) <= 0.004f;
}

static RetextureReducedPicture
reduce (GeglBuffer *picture, RetextureSurface surface, const RetextureLevelMask *mask)
{
  const gint width = mask->surface->columns, height = mask->surface->rows;
  RetextureReducedPicture reduced = { width,
                                      height,
                                      retexture_plane_new (width, height),
                                      retexture_plane_new (width, height),
                                      retexture_plane_new (width, height),
                                      retexture_plane_new (width, height) };
  const Babl *format = babl_format_with_space ("R'G'B'A float", gegl_buffer_get_format (picture));
  gfloat *row = gegl_scratch_new (gfloat, (gsize) 4 * width);

  for (gint y = 0; y < height; y++)
    {
      gegl_buffer_get (picture, GEGL_RECTANGLE (mask->x, mask->y + y, width, 1), 1.0 / mask->step,
                       format, row, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_CLAMP);
      /* Whatever a picture in floats holds. */
      for (gint i = 0; i < 4 * width; i++)
        row[i] = isfinite (row[i]) ? row[i] : 0.0f;
      for (gint x = 0; x < width; x++)
        {
          const gfloat *pixel = row + 4 * x;
          const gsize at = (gsize) y * width + x;
          const RetextureBlock block = { .opaque = CLAMP (pixel[3], 0.0f, 1.0f),
                                         .clipped = is_clipped (pixel),
                                         .colour = { pixel[0], pixel[1], pixel[2] } };

          reduced.luma.values[at] = retexture_luma (pixel);
          reduced.redness.values[at] = pixel[0] - pixel[1];
          reduced.yellowness.values[at] = pixel[1] - pixel[2];
          reduced.likely.values[at] = retexture_surface_likelihood (surface, &block);
        }
    }
  gegl_scratch_free (row);
  return reduced;
}

static void
reduced_clear (RetextureReducedPicture *self)
{
  retexture_plane_clear (&self->luma);
  retexture_plane_clear (&self->redness);
  retexture_plane_clear (&self->yellowness);
  retexture_plane_clear (&self->likely);
}

/* ---- coarse detail ---- */

/* A band of detail looks this many times its size around itself, as deviation; and applies from the
 * first share of surface there on, wholly from the second. */
#define AROUND 2.0
#define INNER_FROM 0.6f
#define INNER_TO 0.95f

static const RetextureLattice *
get_base (const RetextureLevelMask *self, gint octave)
{
  return ldexp (0.5, octave) < RETEXTURE_FINE_OF_FACE * self->size ? self->fine : self->weight;
}

static void
find_inner (RetextureLevelMask *self)
{
  for (gint k = 0; k < RETEXTURE_LEVEL_OCTAVES; k++)
    {
      const RetextureLattice *weight = get_base (self, k);
      const RetexturePlane plane = { weight->columns, weight->rows, weight->values };
      const gdouble radius = AROUND * ldexp (0.5, k) / self->step;
      RetexturePlane around;

      if (radius < RETEXTURE_LEAST_FINE || radius > MAX (plane.width, plane.height))
        continue;
      around = retexture_level_blurred (&plane, radius);
      self->inner[k] = retexture_lattice_new (plane.width, plane.height);
      for (gint i = 0; i < plane.width * plane.height; i++)
        self->inner[k]->values[i]
            = weight->values[i] * retexture_smooth_step (INNER_FROM, INNER_TO, around.values[i]);
      retexture_plane_clear (&around);
    }
}

const RetextureLattice *
retexture_level_mask_get_inner (const RetextureLevelMask *self, gint octave)
{
  const RetextureLattice *inner = self->inner[CLAMP (octave, 0, RETEXTURE_LEVEL_OCTAVES - 1)];

  return inner ? inner : get_base (self, octave);
}

/* ---- the whole ---- */

/* All but features and marks, and the picture it is made of. */
static RetextureLevelMask *
begin (GeglBuffer *picture,
       RetextureSurface surface,
       gdouble size_px,
       RetextureReducedPicture *reduced)
{
  RetextureLevelMask *self = g_atomic_rc_box_new0 (RetextureLevelMask);
  const GeglRectangle *extent = gegl_buffer_get_extent (picture);

  self->step = find_step (extent);
  self->x = (gint) floor ((gdouble) extent->x / self->step);
  self->y = (gint) floor ((gdouble) extent->y / self->step);
  self->surface = retexture_lattice_new (
      (gint) ceil ((gdouble) (extent->x + extent->width) / self->step) - self->x,
      (gint) ceil ((gdouble) (extent->y + extent->height) / self->step) - self->y);
  *reduced = reduce (picture, surface, self);
  self->size
      = size_px > 0.0 ? size_px : self->step * (gdouble) MIN (reduced->width, reduced->height);
  if (surface == RETEXTURE_SURFACE_SKIN)
    retexture_level_surface_find_skin (self, size_px, reduced);
  else
    retexture_level_surface_find (self, reduced);
  return self;
}

RetextureLevelMask *
retexture_level_mask_new_of_surface (GeglBuffer *picture, RetextureSurface surface, gdouble size_px)
{
  RetextureReducedPicture reduced;
  RetextureLevelMask *self = begin (picture, surface, size_px, &reduced);

  reduced_clear (&reduced);
  return self;
}

RetextureLevelMask *
retexture_level_mask_new (GeglBuffer *picture, RetextureSurface surface, gdouble size_px)
{
  RetextureReducedPicture reduced;
  RetextureLevelMask *self = begin (picture, surface, size_px, &reduced);
  const gint columns = self->surface->columns, rows = self->surface->rows;
  const gdouble size = self->size / self->step;
  RetextureFeatures features = retexture_features_find (&reduced, size);

  self->weight = retexture_lattice_new (columns, rows);
  self->fine = retexture_lattice_new (columns, rows);
  self->tone = retexture_lattice_new (columns, rows);
  self->marks = retexture_lattice_new (columns, rows);
  self->permanent = retexture_lattice_new (columns, rows);
  retexture_marks_find (&reduced, size, &features, self->marks, self->permanent);
  for (gint i = 0; i < columns * rows; i++)
    {
      self->weight->values[i] = self->surface->values[i] * (1.0f - features.all.values[i]);
      self->fine->values[i] = self->surface->values[i] * (1.0f - features.sharp.values[i]);
    }
  find_inner (self);
  memcpy (self->tone->values, reduced.luma.values, (gsize) columns * rows * sizeof (gfloat));
  retexture_features_clear (&features);
  reduced_clear (&reduced);
  return self;
}

RetextureLevelMask *
retexture_level_mask_ref (RetextureLevelMask *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  RetextureLevelMask *self = data;

  retexture_lattice_free (self->surface);
  g_clear_pointer (&self->face, retexture_lattice_free);
  g_clear_pointer (&self->hair, retexture_lattice_free);
  retexture_lattice_free (self->weight);
  retexture_lattice_free (self->fine);
  g_clear_pointer (&self->whole, retexture_lattice_free);
  for (gint k = 0; k < RETEXTURE_LEVEL_OCTAVES; k++)
    g_clear_pointer (&self->inner[k], retexture_lattice_free);
  retexture_lattice_free (self->tone);
  retexture_lattice_free (self->marks);
  retexture_lattice_free (self->permanent);
}

void
retexture_level_mask_unref (RetextureLevelMask *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

RetextureLatticePlace
retexture_level_mask_place (const RetextureLevelMask *self,
                            gdouble x,
                            gdouble y,
                            gdouble pixel_size)
{
  const gdouble scale = pixel_size / self->step;

  return (RetextureLatticePlace){ scale, (x + 0.5) * scale - 0.5 - self->x,
                                  (y + 0.5) * scale - 0.5 - self->y };
}

RetextureLatticePlace
retexture_level_mask_place_cells (const RetextureLevelMask *self,
                                  gdouble x,
                                  gdouble y,
                                  gdouble pixel_size)
{
  static const gdouble cell = RETEXTURE_LINED_CELL;
  const RetextureLatticePlace place = retexture_level_mask_place (self, x, y, pixel_size);

  return (RetextureLatticePlace){ place.step / cell, (place.x0 + 0.5) / cell - 0.5,
                                  (place.y0 + 0.5) / cell - 0.5 };
}

RetextureLattice *
retexture_level_mask_new_blocks (const RetextureLevelMask *self,
                                 const RetextureLattice *cells,
                                 const GeglRectangle *extent,
                                 gint block)
{
  const gdouble size = block;
  RetextureLattice *blocks = retexture_lattice_new ((extent->width + block - 1) / block,
                                                    (extent->height + block - 1) / block);
  const RetextureLatticePlace place
      = retexture_level_mask_place_cells (self, extent->x / size, extent->y / size, size);

  retexture_lattice_read (cells, &place, GEGL_RECTANGLE (0, 0, blocks->columns, blocks->rows),
                          blocks->values);
  return blocks;
}
