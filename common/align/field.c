/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "field.h"

#include <math.h>

/* Rounds of taking the edge off, before the whole field is made weaker. */
#define ROUNDS 40

/* An inverse is found by repetition, which a slope of 0.2 makes five times as exact each time. */
#define REPETITIONS 8

RetextureField *
retexture_field_new (gint width, gint height, gdouble spacing)
{
  RetextureField *self = g_new (RetextureField, 1);
  const gint columns = (gint) ceil (width / spacing) + 1;
  const gint rows = (gint) ceil (height / spacing) + 1;

  self->spacing = spacing;
  self->u = retexture_lattice_new (columns, rows);
  self->v = retexture_lattice_new (columns, rows);
  return self;
}

RetextureField *
retexture_field_copy (const RetextureField *self)
{
  RetextureField *copy = g_new (RetextureField, 1);

  copy->spacing = self->spacing;
  copy->u = retexture_lattice_copy (self->u);
  copy->v = retexture_lattice_copy (self->v);
  return copy;
}

void
retexture_field_free (RetextureField *self)
{
  if (!self)
    return;
  retexture_lattice_free (self->u);
  retexture_lattice_free (self->v);
  g_free (self);
}

/* The uniform cubic B-spline's weights of the four nodes around. */
static void
weigh (gdouble t, gdouble *weights)
{
  const gdouble s = 1.0 - t;

  weights[0] = s * s * s / 6.0;
  weights[1] = (3.0 * t * t * t - 6.0 * t * t + 4.0) / 6.0;
  weights[2] = (3.0 * s * s * s - 6.0 * s * s + 4.0) / 6.0;
  weights[3] = t * t * t / 6.0;
}

void
retexture_field_at (const RetextureField *self, gdouble x, gdouble y, gdouble *u, gdouble *v)
{
  const gint columns = self->u->columns, rows = self->u->rows;
  const gdouble i = CLAMP (x / self->spacing + 0.5 * (columns - 1), 0.0, columns - 1.0);
  const gdouble j = CLAMP (y / self->spacing + 0.5 * (rows - 1), 0.0, rows - 1.0);
  const gint left = (gint) i, top = (gint) j;
  gdouble across[4], down[4];

  weigh (i - left, across);
  weigh (j - top, down);
  *u = *v = 0.0;
  for (gint b = 0; b < 4; b++)
    {
      const gsize row = (gsize) CLAMP (top + b - 1, 0, rows - 1) * columns;
      gdouble of_u = 0.0, of_v = 0.0;

      for (gint a = 0; a < 4; a++)
        {
          const gsize node = row + CLAMP (left + a - 1, 0, columns - 1);

          of_u += across[a] * self->u->values[node];
          of_v += across[a] * self->v->values[node];
        }
      *u += down[b] * of_u;
      *v += down[b] * of_v;
    }
}

void
retexture_field_node (const RetextureField *self, gint column, gint row, gdouble *x, gdouble *y)
{
  *x = (column - 0.5 * (self->u->columns - 1)) * self->spacing;
  *y = (row - 0.5 * (self->u->rows - 1)) * self->spacing;
}

gdouble
retexture_field_most (const RetextureField *self)
{
  gdouble most = 0.0;

  for (gint i = 0; i < self->u->columns * self->u->rows; i++)
    most = MAX (most, hypot (self->u->values[i], self->v->values[i]));
  return most;
}

/* The most that neighbours differ by. */
static gdouble
steepest (const RetextureLattice *lattice)
{
  gdouble most = 0.0;

  for (gint j = 0; j < lattice->rows; j++)
    for (gint i = 0; i < lattice->columns; i++)
      {
        const gfloat *value = lattice->values + (gsize) j * lattice->columns + i;

        if (i + 1 < lattice->columns)
          most = MAX (most, fabs ((gdouble) value[1] - value[0]));
        if (j + 1 < lattice->rows)
          most = MAX (most, fabs ((gdouble) value[lattice->columns] - value[0]));
      }
  return most;
}

static void
flatten (RetextureLattice *lattice, gdouble allowed)
{
  gdouble most = steepest (lattice);

  for (gint round = 0; round < ROUNDS && most > allowed; round++)
    {
      retexture_lattice_smooth (lattice, 1);
      most = steepest (lattice);
    }
  for (gint i = 0; most > allowed && i < lattice->columns * lattice->rows; i++)
    lattice->values[i] *= allowed / most;
}

void
retexture_field_flatten (RetextureField *self, gdouble scale)
{
  /* Both directions of it are as steep at most. */
  const gdouble allowed = G_SQRT2 / 2.0 * RETEXTURE_FIELD_STEEPEST * scale * self->spacing;

  flatten (self->u, allowed);
  flatten (self->v, allowed);
}

static RetextureField *
invert_field (const RetextureMotion *self, const RetextureTransform *back, gint width, gint height)
{
  RetextureField *inverse = retexture_field_new (
      width, height, self->field->spacing * retexture_transform_scale (&self->transform));

  for (gint row = 0; row < inverse->u->rows; row++)
    for (gint column = 0; column < inverse->u->columns; column++)
      {
        const gsize node = (gsize) row * inverse->u->columns + column;
        gdouble u, v, x, y, first_x, first_y;

        retexture_field_node (inverse, column, row, &u, &v);
        retexture_transform_apply (back, u, v, &first_x, &first_y);
        x = first_x;
        y = first_y;
        for (gint i = 0; i < REPETITIONS; i++)
          {
            gdouble du, dv;

            retexture_field_at (self->field, x, y, &du, &dv);
            retexture_transform_apply (back, u - du, v - dv, &x, &y);
          }
        inverse->u->values[node] = (gfloat) (x - first_x);
        inverse->v->values[node] = (gfloat) (y - first_y);
      }
  return inverse;
}

RetextureMotion
retexture_motion_inverted (const RetextureMotion *self, gint width, gint height)
{
  RetextureMotion back = { .transform = retexture_transform_inverted (&self->transform) };

  if (self->field)
    back.field = invert_field (self, &back.transform, width, height);
  return back;
}
