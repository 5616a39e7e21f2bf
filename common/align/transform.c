/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "transform.h"

#include <math.h>

RetextureTransform
retexture_transform_scaling (gdouble x, gdouble y)
{
  return (RetextureTransform){ .matrix = { x, 0.0, 0.0, y } };
}

gdouble
retexture_transform_scale (const RetextureTransform *self)
{
  return sqrt (fabs (self->matrix[0] * self->matrix[3] - self->matrix[1] * self->matrix[2]));
}

RetextureTransform
retexture_transform_inverted (const RetextureTransform *self)
{
  const gdouble *m = self->matrix;
  const gdouble determinant = m[0] * m[3] - m[1] * m[2];
  RetextureTransform inverse = { .matrix = { m[3] / determinant, -m[1] / determinant,
                                             -m[2] / determinant, m[0] / determinant } };

  retexture_transform_apply (&inverse, -self->shift[0], -self->shift[1], &inverse.shift[0],
                             &inverse.shift[1]);
  return inverse;
}

RetextureTransform
retexture_transform_reduced (const RetextureTransform *self,
                             gdouble edit_factor,
                             gdouble original_factor)
{
  RetextureTransform reduced = *self;

  for (gint i = 0; i < 4; i++)
    reduced.matrix[i] *= edit_factor / original_factor;
  for (gint i = 0; i < 2; i++)
    reduced.shift[i] /= original_factor;
  return reduced;
}

gdouble
retexture_transform_distance (const RetextureTransform *self,
                              const RetextureTransform *other,
                              gint edit_width,
                              gint edit_height)
{
  gdouble largest = 0.0;

  for (gint corner = 0; corner < 4; corner++)
    {
      const gdouble x = (corner % 2 ? 0.5 : -0.5) * edit_width;
      const gdouble y = (corner / 2 ? 0.5 : -0.5) * edit_height;
      gdouble u, v, other_u, other_v;

      retexture_transform_apply (self, x, y, &u, &v);
      retexture_transform_apply (other, x, y, &other_u, &other_v);
      largest = MAX (largest, hypot (u - other_u, v - other_v));
    }
  return largest;
}
