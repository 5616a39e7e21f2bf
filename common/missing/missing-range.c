/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "missing-range.h"

#include <math.h>

#include "missing-bands.h"

/* A radius below this is one for the formula of a band's share. */
#define LEAST_RADIUS 0.3

/* Bands end softly: what an edit smoothed with the radius is still made up for when they go on to
 * so many of it. */
#define BEYOND 1.5

/* The share of a band between the blurs `a` and `b` that lies below `radius`: of the projections of
 * identity minus Gaussian on the band, for white texture. 0 at a, 1 at b. */
static gdouble
share_below (gdouble radius, gdouble a, gdouble b)
{
  const gdouble aa = 1.0 / (2.0 * a * a), bb = 1.0 / (2.0 * b * b), ab = 1.0 / (a * a + b * b);
  const gdouble ar = 1.0 / (a * a + radius * radius), br = 1.0 / (b * b + radius * radius);

  return CLAMP ((aa - ab - ar + br) / (aa - 2.0 * ab + bb), 0.0, 1.0);
}

gint
retexture_missing_range_shares (gdouble radius_px, gfloat shares[RETEXTURE_BAND_MOST])
{
  const gdouble radius = MAX (BEYOND * radius_px, LEAST_RADIUS);
  gint n = 0;

  while (n < RETEXTURE_BAND_MOST && (n == 0 || retexture_pyramid_radius (n) < radius))
    {
      shares[n] = share_below (radius, MAX (retexture_pyramid_radius (n), LEAST_RADIUS),
                               retexture_pyramid_radius (n + 1));
      n++;
    }
  return n;
}

/* ---- the coarse bands ---- */

static void
fill_level (const RetextureLevel *level, const RetextureLattice *lattice)
{
  retexture_lattice_read_places (lattice, &level->area, level->values);
}

static void
find_coarse (RetextureMissingRange *self)
{
  const RetextureLattice *like
      = retexture_missing_get_coarse (self->missing, RETEXTURE_MISSING_ORIGINAL, 0);
  const GeglRectangle whole = retexture_missing_get_overlap (self->missing);
  const GeglRectangle own = { 0, 0, like->columns, like->rows };
  RetextureMissingFrame frame
      = { .missing = self->missing, .x = whole.x, .y = whole.y, .pixel_size = 1.0 };
  const gint n = retexture_missing_range_shares (self->radius_px, frame.shares);
  RetextureMissingBands bands;

  if (n <= RETEXTURE_BAND_COARSE)
    return;
  retexture_missing_bands_set_up (&bands, &frame, RETEXTURE_BAND_COARSE, n, &own);
  for (gint c = 0; c < 3; c++)
    {
      RetextureLevel sum, kept;

      fill_level (&bands.levels[bands.first].original,
                  retexture_missing_get_coarse (self->missing, RETEXTURE_MISSING_ORIGINAL, c));
      fill_level (&bands.levels[bands.first].edit,
                  retexture_missing_get_coarse (self->missing, RETEXTURE_MISSING_EDIT, c));
      sum = retexture_missing_bands_put_together (&bands, &frame, NULL);
      self->coarse[c] = retexture_lattice_new (own.width, own.height);
      kept = retexture_level_of (self->coarse[c]);
      retexture_pyramid_copy (&sum, &kept, &own);
      gegl_scratch_free (sum.values);
    }
  retexture_missing_bands_clear (&bands);
}

/* ---- the whole ---- */

RetextureMissingRange *
retexture_missing_range_new (RetextureMissing *missing, gdouble radius_px)
{
  RetextureMissingRange *self = g_new0 (RetextureMissingRange, 1);

  self->missing = g_object_ref (missing);
  self->radius_px = radius_px;
  self->change = retexture_missing_find_change (missing, radius_px, &self->change_level);
  self->bare = retexture_missing_find_bare (missing, radius_px);
  self->coloured = retexture_missing_find_colour_change (missing, radius_px);
  find_coarse (self);
  return self;
}

void
retexture_missing_range_free (RetextureMissingRange *self)
{
  if (!self)
    return;
  g_object_unref (self->missing);
  retexture_lattice_free (self->change);
  retexture_lattice_free (self->bare);
  retexture_lattice_free (self->coloured);
  for (gint c = 0; c < 3; c++)
    retexture_lattice_free (self->coarse[c]);
  g_free (self);
}
