/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Single hairs: long, thin lines on calm ground that leave the mass of hair, or lie near it.
 */
#pragma once

#include "ridges.h"

typedef struct
{
  gint first, n; /* of the points, at least two */
} RetextureHair;

typedef struct
{
  gint x, y;       /* counted from the picture's corner */
  gfloat angle;    /* of the hair there: radians, from the x axis towards the y axis */
  gfloat width_px; /* deviation of its profile there */
} RetextureHairPoint;

typedef struct
{
  GArray *hairs;  /* of RetextureHair */
  GArray *points; /* of RetextureHairPoint */
} RetextureHairs;

/* What is looked for. */
typedef struct
{
  gdouble width_px;    /* of the widest hair */
  gdouble distance_px; /* from the mass, at most; a hair that reaches it may go further */
  gdouble sensitivity; /* 0 to 1: higher finds fainter and shorter ones */
  gboolean inside;     /* those within the outline of the mass, or the face, too */
} RetextureHairLook;

/* None. */
RetextureHairs *retexture_hairs_new (void);

/* `distances` are those of hair-cells.h; lines where `face` (NULL: nowhere) is above 0 are lashes
 * and wrinkles as often as hairs, and count as within the outline. */
RetextureHairs *retexture_hairs_find (const RetextureRidges *ridges,
                                      const RetextureLattice *distances,
                                      const RetextureLattice *face,
                                      const RetextureHairLook *look);
void retexture_hairs_free (RetextureHairs *self);
