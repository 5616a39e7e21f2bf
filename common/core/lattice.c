/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "lattice.h"

#include <math.h>
#include <string.h>

#include "vector.h"

RetextureLattice *
retexture_lattice_new (gint columns, gint rows)
{
  RetextureLattice *self = g_new (RetextureLattice, 1);

  *self = (RetextureLattice){ columns, rows, g_new0 (gfloat, (gsize) columns * rows) };
  return self;
}

void
retexture_lattice_free (RetextureLattice *self)
{
  if (self)
    g_free (self->values);
  g_free (self);
}

RetextureLattice *
retexture_lattice_copy (const RetextureLattice *self)
{
  RetextureLattice *copy = g_new (RetextureLattice, 1);

  *copy = *self;
  copy->values = g_memdup2 (self->values, (gsize) self->columns * self->rows * sizeof (gfloat));
  return copy;
}

/* ---- smoothing ---- */

RETEXTURE_VECTOR static void
mix_three (const gfloat *restrict a,
           const gfloat *restrict b,
           const gfloat *restrict c,
           gfloat *restrict out,
           gint n)
{
  for (gint i = 0; i < n; i++)
    out[i] = 0.25f * (a[i] + c[i]) + 0.5f * b[i];
}

/* `padded` has room for two more values than the row. */
static void
smooth_along (gfloat *row, gfloat *padded, gint n)
{
  memcpy (padded + 1, row, n * sizeof (gfloat));
  padded[0] = row[0];
  padded[n + 1] = row[n - 1];
  mix_three (padded, padded + 1, padded + 2, row, n);
}

/* Down, in place: the rows that are needed once more are kept aside. */
static void
smooth_down (RetextureLattice *self, gfloat *above, gfloat *here)
{
  const gsize n = self->columns, bytes = n * sizeof (gfloat);

  memcpy (above, self->values, bytes);
  for (gint y = 0; y < self->rows; y++)
    {
      gfloat *row = self->values + y * n;
      gfloat *kept = here;

      memcpy (here, row, bytes);
      mix_three (above, here, y + 1 < self->rows ? row + n : here, row, self->columns);
      here = above;
      above = kept;
    }
}

void
retexture_lattice_smooth (RetextureLattice *self, gint times)
{
  gfloat *rows = gegl_scratch_new (gfloat, 2 * (self->columns + 2));

  for (gint i = 0; i < times; i++)
    {
      for (gint y = 0; y < self->rows; y++)
        smooth_along (self->values + (gsize) y * self->columns, rows, self->columns);
      smooth_down (self, rows, rows + self->columns + 2);
    }
  gegl_scratch_free (rows);
}

/* ---- spreading ---- */

void
retexture_lattice_spread (RetextureLattice *self, gint reach, gboolean most)
{
  const gint n = self->columns * self->rows;
  const gint strides[] = { 1, self->columns };

  for (gint way = 0; way < 2; way++)
    {
      g_autoptr (RetextureLattice) before = retexture_lattice_copy (self);

      for (gint i = 0; i < n; i++)
        {
          const gint at = way == 0 ? i % self->columns : i / self->columns;
          const gint last = way == 0 ? self->columns - 1 : self->rows - 1;
          gfloat value = self->values[i];

          for (gint k = MAX (-reach, -at); k <= MIN (reach, last - at); k++)
            {
              const gfloat other = before->values[i + k * strides[way]];

              value = most ? MAX (value, other) : MIN (value, other);
            }
          self->values[i] = value;
        }
    }
}

/* ---- reading ---- */

/* The first of the two values around a place, and the share of the second. */
static inline gint
split_place (gdouble place, gint n, gfloat *share)
{
  const gdouble within = CLAMP (place, 0.0, n - 1.0);
  const gint first = MIN ((gint) within, MAX (n - 2, 0));

  *share = within - first;
  return first;
}

RETEXTURE_VECTOR static void
mix_two (
    const gfloat *restrict a, const gfloat *restrict b, gfloat share, gfloat *restrict out, gint n)
{
  for (gint i = 0; i < n; i++)
    out[i] = a[i] + share * (b[i] - a[i]);
}

RetextureLatticePlace
retexture_lattice_place_over (const GeglRectangle *frame,
                              gdouble pixel_size,
                              gdouble cell,
                              gdouble first)
{
  const gdouble middle = 0.5 * pixel_size - 0.5;

  return (RetextureLatticePlace){ .step = pixel_size / cell,
                                  .x0 = (middle - frame->x) / cell + first,
                                  .y0 = (middle - frame->y) / cell + first };
}

void
retexture_lattice_read (const RetextureLattice *self,
                        const RetextureLatticePlace *place,
                        const GeglRectangle *area,
                        gfloat *values)
{
  gint *columns = gegl_scratch_new (gint, area->width);
  gfloat *shares = gegl_scratch_new (gfloat, area->width);
  gfloat *row = gegl_scratch_new (gfloat, self->columns + 1);
  gint from, n;

  for (gint x = 0; x < area->width; x++)
    columns[x] = split_place ((area->x + x) * place->step + place->x0, self->columns, shares + x);
  from = columns[0];
  n = MIN (columns[area->width - 1] + 2, self->columns) - from;
  for (gint y = 0; y < area->height; y++)
    {
      gfloat share;
      const gint j = split_place ((area->y + y) * place->step + place->y0, self->rows, &share);
      const gfloat *upper = self->values + (gsize) j * self->columns + from;
      const gfloat *lower = j + 1 < self->rows ? upper + self->columns : upper;
      gfloat *out = values + (gsize) y * area->width;

      mix_two (upper, lower, share, row, n);
      row[n] = row[n - 1];
      for (gint x = 0; x < area->width; x++)
        {
          const gfloat *at = row + columns[x] - from;

          out[x] = at[0] + shares[x] * (at[1] - at[0]);
        }
    }
  gegl_scratch_free (row);
  gegl_scratch_free (shares);
  gegl_scratch_free (columns);
}

void
retexture_lattice_read_places (const RetextureLattice *self,
                               const GeglRectangle *area,
                               gfloat *values)
{
  for (gint y = 0; y < area->height; y++)
    {
      const gsize row = CLAMP (area->y + y, 0, self->rows - 1);

      for (gint x = 0; x < area->width; x++)
        *values++ = self->values[row * self->columns + CLAMP (area->x + x, 0, self->columns - 1)];
    }
}
