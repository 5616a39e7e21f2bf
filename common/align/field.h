/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an affine map leaves: a smooth displacement, on nodes over one picture, in pixels of the
 * other, added to where the map puts a place. Cubic B-splines between the nodes, so that it is
 * smooth, and steeper nowhere than from node to node.
 */
#pragma once

#include "lattice.h"
#include "transform.h"

/* Nodes may differ by this much of their distance: then no two places can change their order. */
#define RETEXTURE_FIELD_STEEPEST 0.2

typedef struct
{
  gdouble spacing;         /* of the nodes, in pixels; they are centred on the picture's middle */
  RetextureLattice *u, *v; /* of the spline */
} RetextureField;

/* Where places of one picture are in the other, in whole: the map, and what comes on top. */
typedef struct
{
  RetextureTransform transform;
  RetextureField *field; /* or NULL */
} RetextureMotion;

/* Zero, over a picture of that size. */
RetextureField *retexture_field_new (gint width, gint height, gdouble spacing);
RetextureField *retexture_field_copy (const RetextureField *self);
void retexture_field_free (RetextureField *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureField, retexture_field_free)

/* The displacement at (x, y), from the picture's middle; beyond the nodes the outermost go on. */
void retexture_field_at (const RetextureField *self, gdouble x, gdouble y, gdouble *u, gdouble *v);

/* Where a node lies. */
void
retexture_field_node (const RetextureField *self, gint column, gint row, gdouble *x, gdouble *y);

/* The largest displacement there is. */
gdouble retexture_field_most (const RetextureField *self);

/* Flattens it, as little as needed, to RETEXTURE_FIELD_STEEPEST times `scale`: pixels of the other
 * picture to one of this. */
void retexture_field_flatten (RetextureField *self, gdouble scale);

/* From the other picture, of that size, back. Its field is the caller's. */
RetextureMotion retexture_motion_inverted (const RetextureMotion *self, gint width, gint height);

static inline void
retexture_motion_apply (const RetextureMotion *self, gdouble x, gdouble y, gdouble *u, gdouble *v)
{
  retexture_transform_apply (&self->transform, x, y, u, v);
  if (self->field)
    {
      gdouble du, dv;

      retexture_field_at (self->field, x, y, &du, &dv);
      *u += du;
      *v += dv;
    }
}
