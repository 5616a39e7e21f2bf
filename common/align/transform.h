/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a place of the edit is in the original: an affine map between the two pictures, in
 * coordinates counted from either's middle, in pixels, where a pixel is a square of its own.
 *
 *   (u, v) = matrix (x, y) + shift
 */
#pragma once

#include <glib.h>

typedef enum
{
  RETEXTURE_MODEL_IDENTITY,    /* every pixel where it was; both are of one size */
  RETEXTURE_MODEL_TRANSLATION, /* shifted, and as large as the sizes say */
  RETEXTURE_MODEL_SIMILARITY,  /* shifted, scaled and turned */
  RETEXTURE_MODEL_AFFINE,      /* also sheared, or scaled differently along and across */
  RETEXTURE_MODEL_LOCAL        /* and each place a little by itself (field.h) */
} RetextureModel;

typedef struct
{
  gdouble matrix[4]; /* row by row */
  gdouble shift[2];
} RetextureTransform;

RetextureTransform retexture_transform_scaling (gdouble x, gdouble y);

static inline void
retexture_transform_apply (
    const RetextureTransform *self, gdouble x, gdouble y, gdouble *u, gdouble *v)
{
  *u = self->matrix[0] * x + self->matrix[1] * y + self->shift[0];
  *v = self->matrix[2] * x + self->matrix[3] * y + self->shift[1];
}

/* Pixels of the original to one of the edit. */
gdouble retexture_transform_scale (const RetextureTransform *self);

/* From the original back to the edit. */
RetextureTransform retexture_transform_inverted (const RetextureTransform *self);

/* The same map between pictures of which the edit is reduced by one factor, the original by the
 * other. */
RetextureTransform retexture_transform_reduced (const RetextureTransform *self,
                                                gdouble edit_factor,
                                                gdouble original_factor);

/* How far apart, in pixels of the original, two maps put a corner of the edit, at most. */
gdouble retexture_transform_distance (const RetextureTransform *self,
                                      const RetextureTransform *other,
                                      gint edit_width,
                                      gint edit_height);
