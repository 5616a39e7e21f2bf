/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "level-surface.h"

#include <math.h>

#include "areas.h"
#include "hair-mass.h"
#include "smooth-step.h"

/* The surface's edge is soft, by this part of the face. */
#define SOFT (1.0 / 150.0)

/* What is narrower than about 1.4 of these parts of the face is no skin. */
#define BROAD (1.0 / 25.0)

/* Less of a picture is nobody's face. */
#define LEAST_SKIN 0.005

/* Shares of the tone of skin in the light, below the first of which nothing is skin, and from the
 * second on all that looks like it; and the same within a face, part of which may be in the shade.
 */
typedef struct
{
  gfloat from, to;
} Shade;
static const Shade anywhere = { 0.2f, 0.4f }, in_face = { 0.12f, 0.25f };

/* ---- how large the face is, roughly ---- */

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

typedef struct
{
  const RetextureReducedPicture *picture;
  gdouble light;
} Skin;

static gfloat
in_the_light (const RetextureReducedPicture *reduced, gint sample, gdouble light, Shade shade)
{
  return retexture_smooth_step (shade.from, shade.to,
                                MAX (reduced->luma.values[sample], 0.0f) / light);
}

static gboolean
is_likely (gint sample, gconstpointer data)
{
  const Skin *skin = data;

  return skin->picture->likely.values[sample]
             * in_the_light (skin->picture, sample, skin->light, anywhere)
         >= RETEXTURE_SURFACE_LIKELY;
}

/* In samples, the square root of what looks like skin; face-cells.h knows better, once it is known
 * where that is. */
static gdouble
find_size (const RetextureReducedPicture *reduced, gdouble light)
{
  const Skin of_it = { reduced, light };
  const gint shorter = MIN (reduced->width, reduced->height);
  const gint longer = MAX (reduced->width, reduced->height);
  const RetextureCells samples
      = { reduced->likely.width, reduced->likely.height, is_likely, NULL, &of_it };
  g_autofree gint *areas = g_new0 (gint, samples.columns * samples.rows);
  gint skin;

  retexture_areas_find_largest (&samples, areas, &skin);
  return skin < LEAST_SKIN * reduced->width * reduced->height ? shorter : MIN (sqrt (skin), longer);
}

/* ---- what is dark ---- */

/* Dark hair has skin's hue, and so has noise in the dark: what is much darker than skin in the
 * light is no skin, or none whose texture can be seen; but for what is small, such as a mole. How
 * far each sample counts, 0 to 1; a new plane. */
static RetexturePlane
weigh_dark (const RetextureReducedPicture *reduced, gdouble light, Shade shade, gdouble radius)
{
  RetexturePlane lit = retexture_plane_new (reduced->width, reduced->height);
  RetexturePlane around;

  for (gint i = 0; i < lit.width * lit.height; i++)
    lit.values[i] = in_the_light (reduced, i, light, shade);
  around = retexture_level_blurred (&lit, MAX (radius, RETEXTURE_LEAST_FINE));
  for (gint i = 0; i < lit.width * lit.height; i++)
    lit.values[i] = MAX (lit.values[i], retexture_smooth_step (0.6f, 0.85f, around.values[i]));
  retexture_plane_clear (&around);
  return lit;
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

void
retexture_level_surface_find (RetextureLevelMask *self, const RetextureReducedPicture *reduced)
{
  RetexturePlane soft = retexture_level_blurred (
      &reduced->likely, MAX (SOFT * self->size / self->step, RETEXTURE_LEAST_WINDOW));

  for (gint i = 0; i < self->surface->columns * self->surface->rows; i++)
    self->surface->values[i] = retexture_smooth_step (0.15f, 0.6f, soft.values[i]);
  retexture_plane_clear (&soft);
}

static void
multiply (gfloat *values, const RetexturePlane *by)
{
  for (gint i = 0; i < by->width * by->height; i++)
    values[i] *= by->values[i];
}

/* ---- face and hair ---- */

/* Cells, between samples: a new plane. */
static RetexturePlane
spread_out (const RetextureLattice *cells, gint width, gint height)
{
  static const gdouble cell = RETEXTURE_LINED_CELL;
  const RetextureLatticePlace place = { 1.0 / cell, 0.5 / cell - 0.5, 0.5 / cell - 0.5 };
  RetexturePlane plane = retexture_plane_new (width, height);

  retexture_lattice_read (cells, &place, GEGL_RECTANGLE (0, 0, width, height), plane.values);
  return plane;
}

static void
leave_out_cells (const RetextureLattice *cells, RetextureLattice *surface)
{
  RetexturePlane plane = spread_out (cells, surface->columns, surface->rows);

  for (gint i = 0; i < plane.width * plane.height; i++)
    surface->values[i] *= 1.0f - plane.values[i];
  retexture_plane_clear (&plane);
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

/* But in the face. */
static void
leave_out_dark (RetextureLevelMask *self, RetextureReducedPicture *reduced, gdouble light)
{
  RetexturePlane lit = weigh_dark (reduced, light, anywhere, BROAD * self->size / self->step);

  if (self->face)
    {
      RetexturePlane face = spread_out (self->face, reduced->width, reduced->height);

      for (gint i = 0; i < lit.width * lit.height; i++)
        lit.values[i] = MAX (lit.values[i], face.values[i]);
      retexture_plane_clear (&face);
    }
  multiply (reduced->likely.values, &lit);
  multiply (self->surface->values, &lit);
  retexture_plane_clear (&lit);
}

/* Skin, where its face and hair are, and how large; what is dark may be skin at first. */
void
retexture_level_surface_find_skin (RetextureLevelMask *self,
                                   gdouble size_px,
                                   RetextureReducedPicture *reduced)
{
  const gdouble light = find_light (reduced);
  RetexturePlane lit;

  if (size_px <= 0.0)
    self->size = self->step * find_size (reduced, light);
  lit = weigh_dark (reduced, light, in_face, BROAD * self->size / self->step);
  multiply (reduced->likely.values, &lit);
  retexture_plane_clear (&lit);
  retexture_level_surface_find (self, reduced);
  leave_out_narrow (self->surface, BROAD * self->size / self->step);
  find_face_and_hair (self, size_px, reduced);
  leave_out_dark (self, reduced, light);
}

/* ---- with what it surrounds ---- */

/* What is narrower than about this part of the face, and in the surface, it surrounds. */
#define SURROUNDED (1.0 / 18.0)
#define SURROUNDED_FROM 0.5f
#define SURROUNDED_TO 0.7f

static void
join_cells (const RetextureLattice *cells, RetextureLattice *whole)
{
  RetexturePlane plane;

  if (!cells)
    return;
  plane = spread_out (cells, whole->columns, whole->rows);
  for (gint i = 0; i < plane.width * plane.height; i++)
    whole->values[i] = MIN (whole->values[i] + plane.values[i], 1.0f);
  retexture_plane_clear (&plane);
}

void
retexture_level_mask_find_whole (RetextureLevelMask *self)
{
  const RetextureLattice *surface = self->surface;
  const RetexturePlane plane = { surface->columns, surface->rows, surface->values };
  RetexturePlane around = retexture_level_blurred (
      &plane, MAX (SURROUNDED * self->size / self->step, RETEXTURE_LEAST_COARSE));

  self->whole = retexture_lattice_copy (surface);
  for (gint i = 0; i < plane.width * plane.height; i++)
    self->whole->values[i] = MAX (
        plane.values[i], retexture_smooth_step (SURROUNDED_FROM, SURROUNDED_TO, around.values[i]));
  retexture_plane_clear (&around);
  join_cells (self->face, self->whole);
  join_cells (self->hair, self->whole);
}

/* ---- of something else ---- */

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
