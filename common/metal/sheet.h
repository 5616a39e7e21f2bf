/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A sheet of metal: its texture with one direction, on a plane that goes on periodically, ready to
 * be laid along any form (sheet-laying.h). It is kept twice as fine as the finished picture and a
 * few times more and more blurred, so that it can be read at any place, angle and sharpness.
 */
#pragma once

#include "clusters.h"
#include "fourier.h"

/* Samples for a pixel of the finished picture. */
#define RETEXTURE_SHEET_FINENESS 2

#define RETEXTURE_SHEET_LEVELS 4

typedef struct
{
  gint size;     /* of a level in samples: a power of two */
  gint n_levels; /* 1 where nothing is out of focus */
  gfloat *levels[RETEXTURE_SHEET_LEVELS];
  gdouble spacing; /* of the lattice on which it is to be laid, in finished pixels */
  gdouble angle;   /* of its streaks, in radians */
} RetextureSheet;

/* `texture` has a value for each finished pixel, and is used up; its mean and strength do not
 * count: the sheet's mean is 0, its standard deviation 1, or what clusters that do not preserve it
 * make of 1. `pixel_size` is that of the pixels to be rendered. */
RetextureSheet *retexture_sheet_new (RetextureFourier *texture,
                                     const RetextureClusters *clusters,
                                     gdouble pixel_size,
                                     gboolean blurred);
void retexture_sheet_free (RetextureSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureSheet, retexture_sheet_free)

/* The level whose blur comes nearest to a standard deviation in finished pixels. */
gint retexture_sheet_level (const RetextureSheet *self, gdouble blur);
