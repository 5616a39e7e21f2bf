/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The middles of thin lines, brighter or darker than what is beside them, at the size of the
 * picture's own pixels; and how much of that there is from place to place.
 */
#pragma once

#include <gio/gio.h>

#include "lattice.h"

/* Pixels across and down of a cell of the lattices. */
#define RETEXTURE_RIDGE_CELL 32

/* Widths that are told apart, as deviations of a line's profile in pixels; each 1.6 times the last.
 */
#define RETEXTURE_RIDGE_SCALES 4
gdouble retexture_ridge_scale (gint scale);

typedef struct
{
  GeglRectangle extent;
  /* By pixel: contrast of the line whose middle is there, in 8-bit levels; 0: none. Its direction
   * in steps of pi / 32, its scale, and whether it is darker, packed. */
  guint8 *contrast, *kind;
  RetextureLattice *usual; /* of all pixels of a cell, the middle contrast, 0 to 1, */
  RetextureLattice *mean;  /* and the mean */
} RetextureRidges;

/* NULL when cancelled. */
RetextureRidges *retexture_ridges_new (GeglBuffer *picture, GCancellable *cancellable);
void retexture_ridges_free (RetextureRidges *self);

/* What a kind says: radians, from the x axis towards the y axis. */
static inline gdouble
retexture_ridge_angle (guint8 kind)
{
  return (kind & 31) * G_PI / 32.0;
}
static inline gint
retexture_ridge_scale_of (guint8 kind)
{
  return (kind >> 5) & 3;
}
static inline gboolean
retexture_ridge_is_dark (guint8 kind)
{
  return kind >> 7;
}
