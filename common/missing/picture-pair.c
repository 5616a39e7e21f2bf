/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture-pair.h"

#include "samples.h"
#include "vector.h"

void
retexture_picture_pair_init (RetexturePicturePair *self,
                             GeglBuffer *original,
                             GeglBuffer *edit,
                             const GeglRectangle *overlap)
{
  const Babl *space = gegl_buffer_get_format (edit);
  const gboolean has_alpha
      = babl_format_has_alpha (space) || babl_format_has_alpha (gegl_buffer_get_format (original));

  *self = (RetexturePicturePair){
    .original = gegl_buffer_create_sub_buffer (original, overlap),
    .edit = gegl_buffer_create_sub_buffer (edit, overlap),
    .overlap = *overlap,
    .format = babl_format_with_space (has_alpha ? "R'G'B'A float" : "R'G'B' float", space),
    .channels = has_alpha ? 4 : 3,
  };
}

void
retexture_picture_pair_clear (RetexturePicturePair *self)
{
  g_clear_object (&self->original);
  g_clear_object (&self->edit);
}

RetextureLatticePlace
retexture_picture_pair_place (gint x,
                              gint y,
                              gdouble pixel_size,
                              const GeglRectangle *whole,
                              gint k,
                              gdouble cell,
                              gdouble first)
{
  /* Pixel x of these pictures is x * size + (size - 1) / 2 of the finished one. */
  const gdouble left = (x + 0.5) * pixel_size - 0.5 - whole->x;
  const gdouble top = (y + 0.5) * pixel_size - 0.5 - whole->y;

  return (RetextureLatticePlace){ pixel_size * (1 << k) / cell, left / cell + first,
                                  top / cell + first };
}

/* Lighter is no texture any more; and squares of what is stay numbers. */
#define LARGEST 1000.0f

static inline gfloat
finite (gfloat value)
{
  return value == value ? CLAMP (value, -LARGEST, LARGEST) : 0.0f;
}

RETEXTURE_VECTOR static void
make_finite (gfloat *values, gsize n)
{
  for (gsize i = 0; i < n; i++)
    values[i] = finite (values[i]);
}

RETEXTURE_VECTOR static void
lend_transparent (gfloat *restrict one, gfloat *restrict other, gsize n)
{
  for (gsize i = 0; i < 4 * n; i += 4)
    {
      const gfloat a = CLAMP (one[i + 3], 0.0f, 1.0f), b = CLAMP (other[i + 3], 0.0f, 1.0f);

      for (gint c = 0; c < 3; c++)
        {
          const gfloat difference = other[i + c] - one[i + c];

          one[i + c] += (1.0f - a) * difference;
          other[i + c] -= (1.0f - b) * difference;
        }
    }
}

void
retexture_picture_pair_read (const RetexturePicturePair *self,
                             const GeglRectangle *area,
                             gfloat *original,
                             gfloat *edit)
{
  const GeglRectangle place
      = { area->x + self->overlap.x, area->y + self->overlap.y, area->width, area->height };
  const gsize n = (gsize) area->width * area->height;

  retexture_samples_read (self->original, &place, self->format, original);
  retexture_samples_read (self->edit, &place, self->format, edit);
  make_finite (original, n * self->channels);
  make_finite (edit, n * self->channels);
  if (self->channels == 4)
    lend_transparent (original, edit, n);
}

/* One good loop for each case: the compiler sees the constants. */
RETEXTURE_VECTOR void
retexture_picture_pair_take_channel (const gfloat *restrict pixels,
                                     gfloat *restrict values,
                                     gsize n,
                                     gint channels)
{
  if (channels == 4)
    for (gsize i = 0; i < n; i++)
      values[i] = pixels[4 * i];
  else
    for (gsize i = 0; i < n; i++)
      values[i] = pixels[3 * i];
}
