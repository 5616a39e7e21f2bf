/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The structure tensor's direction, as a vector of twice its angle and of its coherence's length,
 * averaged over wider and wider neighbourhoods: the wider, the less it weighs, so that it only
 * decides where the narrower ones are silent.
 */
#include "form-field.h"

#include <math.h>

/* Gradients below this, squared, are noise and rounding. */
#define NOISE 1e-6

/* Reach of the neighbourhoods in blocks, and how much each weighs against the one before. */
static const gint reaches[] = { 1, 4, 12, 32 };
#define NEXT_WEIGHT 0.05f

typedef struct
{
  gfloat x, y;
} Vector;

struct _RetextureFormField
{
  GeglRectangle extent;
  gint columns, rows;
  Vector *vectors;
};

/* A running mean over 2 * reach + 1 vectors `step` apart; beyond the ends there are none. */
static void
average_line (const Vector *from, Vector *to, gint n, gint step, gint reach)
{
  Vector sum = { 0.0f, 0.0f };

  for (gint i = -reach; i < n; i++)
    {
      if (i + reach < n)
        {
          sum.x += from[(i + reach) * step].x;
          sum.y += from[(i + reach) * step].y;
        }
      if (i >= 0)
        to[i * step] = (Vector){ sum.x / (2 * reach + 1), sum.y / (2 * reach + 1) };
      if (i - reach >= 0)
        {
          sum.x -= from[(i - reach) * step].x;
          sum.y -= from[(i - reach) * step].y;
        }
    }
}

static void
average (const RetextureFormField *self, Vector *vectors, Vector *scratch, gint reach)
{
  for (gint y = 0; y < self->rows; y++)
    average_line (vectors + (gsize) y * self->columns, scratch + (gsize) y * self->columns,
                  self->columns, 1, reach);
  for (gint x = 0; x < self->columns; x++)
    average_line (scratch + x, vectors + x, self->rows, self->columns, reach);
}

static Vector
vector_of (const RetextureBlock *block)
{
  const gfloat sum = block->form.xx + block->form.yy + NOISE;

  return (Vector){ (block->form.xx - block->form.yy) / sum, 2.0f * block->form.xy / sum };
}

RetextureFormField *
retexture_form_field_new (const RetextureSurvey *survey)
{
  RetextureFormField *self = g_new (RetextureFormField, 1);
  const gsize n = (gsize) survey->columns * survey->rows;
  g_autofree Vector *wide = g_new (Vector, n);
  g_autofree Vector *scratch = g_new (Vector, n);
  gfloat weight = 1.0f;

  self->extent = survey->extent;
  self->columns = survey->columns;
  self->rows = survey->rows;
  self->vectors = g_new0 (Vector, n);
  for (gsize i = 0; i < n; i++)
    wide[i] = vector_of (survey->blocks + i);
  for (guint k = 0; k < G_N_ELEMENTS (reaches); k++)
    {
      average (self, wide, scratch, reaches[k]);
      for (gsize i = 0; i < n; i++)
        {
          self->vectors[i].x += weight * wide[i].x;
          self->vectors[i].y += weight * wide[i].y;
        }
      weight *= NEXT_WEIGHT;
    }
  return self;
}

void
retexture_form_field_free (RetextureFormField *self)
{
  g_free (self->vectors);
  g_free (self);
}

/* The gradient is across the form. */
static gdouble
angle_of (gdouble x, gdouble y)
{
  return 0.5 * atan2 (y, x) + 0.5 * G_PI;
}

gdouble
retexture_form_field_get_angle (const RetextureFormField *self, gdouble x, gdouble y)
{
  const gdouble column = (x - self->extent.x) / RETEXTURE_BLOCK - 0.5;
  const gdouble row = (y - self->extent.y) / RETEXTURE_BLOCK - 0.5;
  const gint left = (gint) floor (column), top = (gint) floor (row);
  gdouble sum_x = 0.0, sum_y = 0.0;

  for (gint k = 0; k < 4; k++)
    {
      const gint i = left + k % 2, j = top + k / 2;
      const gdouble weight = (1.0 - fabs (column - i)) * (1.0 - fabs (row - j));
      const Vector *vector = self->vectors + (gsize) CLAMP (j, 0, self->rows - 1) * self->columns
                             + CLAMP (i, 0, self->columns - 1);

      sum_x += weight * vector->x;
      sum_y += weight * vector->y;
    }
  return angle_of (sum_x, sum_y);
}

gdouble
retexture_form_field_get_mean_angle (const RetextureFormField *self, const GeglRectangle *area)
{
  gdouble sum_x = 0.0, sum_y = 0.0;

  for (gint j = 0; j < self->rows; j++)
    for (gint i = 0; i < self->columns; i++)
      {
        const gint x = self->extent.x + i * RETEXTURE_BLOCK + RETEXTURE_BLOCK / 2;
        const gint y = self->extent.y + j * RETEXTURE_BLOCK + RETEXTURE_BLOCK / 2;

        if (x >= area->x && y >= area->y && x < area->x + area->width && y < area->y + area->height)
          {
            sum_x += self->vectors[(gsize) j * self->columns + i].x;
            sum_y += self->vectors[(gsize) j * self->columns + i].y;
          }
      }
  return angle_of (sum_x, sum_y);
}
