/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "level-mask.h"

#include <math.h>
#include <string.h>

#include "areas.h"
#include "face-features.h"
#include "hair-mass.h"
#include "luma.h"
#include "marks.h"
#include "smooth-step.h"

/* The reduced picture's longer side is at most this. */
#define LONGEST 1100

/* The surface's edge is soft, by this part of the face. */
#define SOFT (1.0 / 150.0)

/* What is narrower than about 1.4 of these parts of the face is no skin. */
#define BROAD (1.0 / 25.0)

/* A face is about as high as the square root of what looks like skin; face-cells.h knows better,
 * once it is known where that is. */
#define FACE_OF_SKIN 1.0

/* Less of a picture is nobody's face. */
#define LEAST_SKIN 0.005

/* Shares of the tone of skin in the light, below the first of which nothing is skin, and from the
 * second on all that looks like it. */
#define DARK_FROM 0.2f
#define DARK_TO 0.4f

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

/* What the light falls on: the mean of the likely samples' luma, weighed by itself. */
static gdouble
find_light (const RetextureReducedPicture *reduced)
{
  gdouble weight = 0.0, sum = 0.0;

  for (gint i = 0; i < reduced->width * reduced->height; i++)
    {
      /* Whatever a picture in floats holds. */
      const gdouble luma = MIN (MAX (reduced->luma.values[i], 0.0f), 1.0f);
      const gdouble share = reduced->likely.values[i] * luma;

      weight += share;
      sum += share * luma;
    }
  return weight > 0.0 ? sum / weight : 1.0;
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

/* ---- how large the face is, roughly ---- */

typedef struct
{
  const RetextureReducedPicture *picture;
  gdouble light;
} Skin;

static gfloat
in_the_light (const RetextureReducedPicture *reduced, gint sample, gdouble light)
{
  return retexture_smooth_step (DARK_FROM, DARK_TO,
                                MAX (reduced->luma.values[sample], 0.0f) / light);
}

static gboolean
is_likely (gint sample, gconstpointer data)
{
  const Skin *skin = data;

  return skin->picture->likely.values[sample] * in_the_light (skin->picture, sample, skin->light)
         >= RETEXTURE_SURFACE_LIKELY;
}

/* In samples. */
static gdouble
find_size (const RetextureReducedPicture *reduced, RetextureSurface surface, gdouble light)
{
  const Skin of_it = { reduced, light };
  const gint shorter = MIN (reduced->width, reduced->height);
  const gint longer = MAX (reduced->width, reduced->height);
  const RetextureCells samples
      = { reduced->likely.width, reduced->likely.height, is_likely, NULL, &of_it };
  g_autofree gint *areas = NULL;
  gint skin;

  if (surface != RETEXTURE_SURFACE_SKIN)
    return shorter;
  areas = g_new0 (gint, samples.columns * samples.rows);
  retexture_areas_find_largest (&samples, areas, &skin);
  return skin < LEAST_SKIN * reduced->width * reduced->height
             ? shorter
             : MIN (FACE_OF_SKIN * sqrt (skin), longer);
}

/* ---- coarse detail ---- */

/* A band of detail looks this many times its size around itself, as deviation; and applies from the
 * first share of surface there on, wholly from the second. */
#define AROUND 2.0
#define INNER_FROM 0.6f
#define INNER_TO 0.95f

static void
find_inner (RetextureLevelMask *self)
{
  const RetextureLattice *weight = self->weight;
  const RetexturePlane plane = { weight->columns, weight->rows, weight->values };

  for (gint k = 0; k < RETEXTURE_LEVEL_OCTAVES; k++)
    {
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

  return inner ? inner : self->weight;
}

/* ---- the whole ---- */

/* Dark hair has skin's hue, and so has noise in the dark: what is much darker than skin in the
 * light is no skin, or none whose texture can be seen; but for what is small, such as a mole. */
static void
leave_out_dark (RetextureReducedPicture *reduced, gdouble light, gdouble radius)
{
  RetexturePlane lit = retexture_plane_new (reduced->width, reduced->height);
  RetexturePlane around;

  for (gint i = 0; i < lit.width * lit.height; i++)
    lit.values[i] = in_the_light (reduced, i, light);
  around = retexture_level_blurred (&lit, MAX (radius, RETEXTURE_LEAST_FINE));
  for (gint i = 0; i < lit.width * lit.height; i++)
    reduced->likely.values[i]
        *= MAX (lit.values[i], retexture_smooth_step (0.6f, 0.85f, around.values[i]));
  retexture_plane_clear (&around);
  retexture_plane_clear (&lit);
}

/* Leaves what is broad, and what lies beside it: skin is, and the rims of hair, twigs and seams are
 * not. */
static void
leave_out_narrow (RetextureLattice *surface, gdouble radius)
{
  const RetexturePlane plane = { surface->columns, surface->rows, surface->values };
  RetexturePlane broad;

  if (radius < RETEXTURE_LEAST_FINE)
    return;
  broad = retexture_level_blurred (&plane, radius);
  for (gint i = 0; i < broad.width * broad.height; i++)
    broad.values[i] = retexture_smooth_step (0.45f, 0.7f, broad.values[i]);
  retexture_level_blur (&broad, radius);
  for (gint i = 0; i < broad.width * broad.height; i++)
    surface->values[i] *= retexture_smooth_step (0.02f, 0.15f, broad.values[i]);
  retexture_plane_clear (&broad);
}

static void
find_surface (RetextureLevelMask *self,
              RetextureSurface surface,
              const RetextureReducedPicture *reduced)
{
  RetexturePlane soft = retexture_level_blurred (
      &reduced->likely, MAX (SOFT * self->size / self->step, RETEXTURE_LEAST_WINDOW));

  for (gint i = 0; i < self->surface->columns * self->surface->rows; i++)
    self->surface->values[i] = retexture_smooth_step (0.15f, 0.6f, soft.values[i]);
  retexture_plane_clear (&soft);
  if (surface == RETEXTURE_SURFACE_SKIN)
    leave_out_narrow (self->surface, BROAD * self->size / self->step);
}

/* Where cells are, between samples. */
static void
leave_out_cells (const RetextureLattice *cells, RetextureLattice *surface)
{
  static const gdouble cell = RETEXTURE_LINED_CELL;
  const RetextureLatticePlace place = { 1.0 / cell, 0.5 / cell - 0.5, 0.5 / cell - 0.5 };
  gfloat *row = gegl_scratch_new (gfloat, surface->columns);

  for (gint y = 0; y < surface->rows; y++)
    {
      retexture_lattice_read (cells, &place, GEGL_RECTANGLE (0, y, surface->columns, 1), row);
      for (gint x = 0; x < surface->columns; x++)
        surface->values[(gsize) y * surface->columns + x] *= 1.0f - row[x];
    }
  gegl_scratch_free (row);
}

/* Single hairs fly further than the mass. */
#define FLYAWAYS 2

void
retexture_level_mask_leave_out_person (RetextureLevelMask *self, const RetextureLevelMask *skin)
{
  for (gint i = 0; i < self->surface->columns * self->surface->rows; i++)
    self->surface->values[i] *= 1.0f - skin->surface->values[i];
  if (!skin->face)
    return;
  leave_out_cells (skin->face, self->surface);
  {
    g_autoptr (RetextureLattice) hair = retexture_lattice_copy (skin->hair);

    retexture_lattice_spread (hair, FLYAWAYS, TRUE);
    leave_out_cells (hair, self->surface);
  }
}

static gboolean
is_empty (const RetextureLattice *cells)
{
  for (gint i = 0; i < cells->columns * cells->rows; i++)
    if (cells->values[i] > 0.0f)
      return FALSE;
  return TRUE;
}

/* What lies around no face may be skin with strong pores as well as hair, and is not left out. */
static void
find_face_and_hair (RetextureLevelMask *self, gdouble size_px, RetextureReducedPicture *reduced)
{
  const gdouble cell_px = RETEXTURE_LINED_CELL * self->step;
  RetextureLattice likely = { reduced->width, reduced->height, reduced->likely.values };
  g_autoptr (RetextureLinedCells) cells = retexture_lined_cells_new (reduced, self->surface);
  g_autoptr (RetextureFaceCells) face = retexture_face_cells_find (cells, size_px / cell_px);

  self->hair = retexture_hair_mass_find (cells, face);
  if (!face)
    return;
  self->size = face->height * cell_px;
  self->face = retexture_lattice_copy (face->inside);
  leave_out_cells (self->hair, self->surface);
  leave_out_cells (self->hair, &likely);
  if (!is_empty (self->hair))
    return;
  retexture_lattice_free (self->hair);
  self->hair = retexture_hair_mass_find (cells, NULL);
}

/* All but features and marks, and the picture it is made of. */
static RetextureLevelMask *
begin (GeglBuffer *picture,
       RetextureSurface surface,
       gdouble size_px,
       RetextureReducedPicture *reduced)
{
  RetextureLevelMask *self = g_atomic_rc_box_new0 (RetextureLevelMask);
  const GeglRectangle *extent = gegl_buffer_get_extent (picture);
  gdouble light;

  self->step = find_step (extent);
  self->x = (gint) floor ((gdouble) extent->x / self->step);
  self->y = (gint) floor ((gdouble) extent->y / self->step);
  self->surface = retexture_lattice_new (
      (gint) ceil ((gdouble) (extent->x + extent->width) / self->step) - self->x,
      (gint) ceil ((gdouble) (extent->y + extent->height) / self->step) - self->y);
  *reduced = reduce (picture, surface, self);
  light = find_light (reduced);
  self->size = size_px > 0.0 ? size_px : self->step * find_size (reduced, surface, light);
  if (surface == RETEXTURE_SURFACE_SKIN)
    leave_out_dark (reduced, light, BROAD * self->size / self->step);
  find_surface (self, surface, reduced);
  if (surface == RETEXTURE_SURFACE_SKIN)
    find_face_and_hair (self, size_px, reduced);
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
  RetexturePlane features = retexture_features_find (&reduced, size);

  self->weight = retexture_lattice_new (columns, rows);
  self->tone = retexture_lattice_new (columns, rows);
  self->marks = retexture_lattice_new (columns, rows);
  self->permanent = retexture_lattice_new (columns, rows);
  retexture_marks_find (&reduced, size, &features, self->marks, self->permanent);
  for (gint i = 0; i < columns * rows; i++)
    self->weight->values[i] = self->surface->values[i] * (1.0f - features.values[i]);
  find_inner (self);
  memcpy (self->tone->values, reduced.luma.values, (gsize) columns * rows * sizeof (gfloat));
  retexture_plane_clear (&features);
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
