/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "colour-difference.h"

#include "luma.h"

enum
{
  RED,
  BLUE,
  N_PLANES
};

void
retexture_colour_difference_init (RetextureColourDifference *self,
                                  RetextureLattice *const coarse[2][3])
{
  const RetextureLattice *like = coarse[0][0];

  for (gint p = 0; p < N_PLANES; p++)
    self->planes[p] = retexture_lattice_new (like->columns, like->rows);
  for (gsize i = 0; i < (gsize) like->columns * like->rows; i++)
    {
      const gfloat differences[3] = { coarse[0][0]->values[i] - coarse[1][0]->values[i],
                                      coarse[0][1]->values[i] - coarse[1][1]->values[i],
                                      coarse[0][2]->values[i] - coarse[1][2]->values[i] };
      const gfloat luma = retexture_luma (differences);

      self->planes[RED]->values[i] = differences[0] - luma;
      self->planes[BLUE]->values[i] = differences[2] - luma;
    }
}

void
retexture_colour_difference_clear (RetextureColourDifference *self)
{
  for (gint p = 0; p < N_PLANES; p++)
    g_clear_pointer (&self->planes[p], retexture_lattice_free);
}

/* Adds the squares of a plane's band, and puts the next level in its place. */
static void
take_plane (RetextureLattice **plane, RetextureLattice *squares)
{
  const GeglRectangle own = { 0, 0, squares->columns, squares->rows };
  const GeglRectangle next = { 0, 0, (own.width + 1) / 2, (own.height + 1) / 2 };
  const GeglRectangle coarser = retexture_pyramid_coarser (&own);
  const GeglRectangle finer = retexture_pyramid_finer (&coarser);
  RetextureLevel fine = retexture_pyramid_level_new (&finer);
  RetextureLevel coarse = retexture_pyramid_level_new (&coarser);
  RetextureLevel band = retexture_pyramid_level_new (&own);
  RetextureLevel kept;

  retexture_lattice_read_places (*plane, &finer, fine.values);
  retexture_pyramid_reduce (&fine, &coarse);
  retexture_pyramid_take_band (&fine, &coarse, &band);
  for (gsize i = 0; i < (gsize) own.width * own.height; i++)
    squares->values[i] += band.values[i] * band.values[i];
  retexture_lattice_free (*plane);
  *plane = retexture_lattice_new (next.width, next.height);
  kept = (RetextureLevel){ next, (*plane)->values };
  retexture_pyramid_copy (&coarse, &kept, &next);
  gegl_scratch_free (band.values);
  gegl_scratch_free (coarse.values);
  gegl_scratch_free (fine.values);
}

RetextureLattice *
retexture_colour_difference_take_band (RetextureColourDifference *self)
{
  RetextureLattice *squares
      = retexture_lattice_new (self->planes[RED]->columns, self->planes[RED]->rows);

  for (gint p = 0; p < N_PLANES; p++)
    take_plane (self->planes + p, squares);
  return squares;
}
