/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Averages over wider and wider neighbourhoods are added up: the wider, the less they weigh, so
 * that they only decide where the narrower ones are silent.
 */
#include "block-field.h"

#include <math.h>

/* Reach of the neighbourhoods in blocks, each averaged over the one before; and how much each
 * weighs against the one before. */
static const gint reaches[] = { 2, 4, 12, 32 };
#define NEXT_WEIGHT 0.05f

struct _RetextureBlockField
{
  GeglRectangle extent;
  gint columns, rows;
  RetextureVector *vectors;
};

/* A running mean over 2 * reach + 1 vectors `step` apart; beyond the ends there are none. */
static void
average_line (const RetextureVector *from, RetextureVector *to, gint n, gint step, gint reach)
{
  gdouble x = 0.0, y = 0.0;

  for (gint i = -reach; i < n; i++)
    {
      if (i + reach < n)
        {
          x += from[(i + reach) * step].x;
          y += from[(i + reach) * step].y;
        }
      if (i >= 0)
        to[i * step] = (RetextureVector){ x / (2 * reach + 1), y / (2 * reach + 1) };
      if (i - reach >= 0)
        {
          x -= from[(i - reach) * step].x;
          y -= from[(i - reach) * step].y;
        }
    }
}

static void
average (const RetextureBlockField *self,
         RetextureVector *vectors,
         RetextureVector *scratch,
         gint reach)
{
  for (gint y = 0; y < self->rows; y++)
    average_line (vectors + (gsize) y * self->columns, scratch + (gsize) y * self->columns,
                  self->columns, 1, reach);
  for (gint x = 0; x < self->columns; x++)
    average_line (scratch + x, vectors + x, self->rows, self->columns, reach);
}

RetextureBlockField *
retexture_block_field_new (const RetextureSurvey *survey, const RetextureVector *vectors)
{
  RetextureBlockField *self = g_new (RetextureBlockField, 1);
  const gsize n = (gsize) survey->columns * survey->rows;
  g_autofree RetextureVector *wide = g_memdup2 (vectors, n * sizeof *vectors);
  g_autofree RetextureVector *scratch = g_new (RetextureVector, n);
  gfloat weight = 1.0f;

  self->extent = survey->extent;
  self->columns = survey->columns;
  self->rows = survey->rows;
  self->vectors = g_new0 (RetextureVector, n);
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
retexture_block_field_free (RetextureBlockField *self)
{
  g_free (self->vectors);
  g_free (self);
}

static const RetextureVector *
vector_of (const RetextureBlockField *self, gint column, gint row)
{
  return self->vectors + (gsize) CLAMP (row, 0, self->rows - 1) * self->columns
         + CLAMP (column, 0, self->columns - 1);
}

RetextureVector
retexture_block_field_at (const RetextureBlockField *self, gdouble x, gdouble y)
{
  const gdouble column = (x - self->extent.x) / RETEXTURE_BLOCK - 0.5;
  const gdouble row = (y - self->extent.y) / RETEXTURE_BLOCK - 0.5;
  const gint left = (gint) floor (column), top = (gint) floor (row);
  RetextureVector sum = { 0.0f, 0.0f };

  for (gint k = 0; k < 4; k++)
    {
      const gint i = left + k % 2, j = top + k / 2;
      const gfloat weight = (1.0 - fabs (column - i)) * (1.0 - fabs (row - j));

      sum.x += weight * vector_of (self, i, j)->x;
      sum.y += weight * vector_of (self, i, j)->y;
    }
  return sum;
}

RetextureVector
retexture_block_field_sum (const RetextureBlockField *self, const GeglRectangle *area)
{
  RetextureVector sum = { 0.0f, 0.0f };

  for (gint j = 0; j < self->rows; j++)
    for (gint i = 0; i < self->columns; i++)
      {
        const gint x = self->extent.x + i * RETEXTURE_BLOCK + RETEXTURE_BLOCK / 2;
        const gint y = self->extent.y + j * RETEXTURE_BLOCK + RETEXTURE_BLOCK / 2;

        if (x >= area->x && y >= area->y && x < area->x + area->width && y < area->y + area->height)
          {
            sum.x += vector_of (self, i, j)->x;
            sum.y += vector_of (self, i, j)->y;
          }
      }
  return sum;
}
