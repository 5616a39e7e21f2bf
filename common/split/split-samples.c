/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "split-samples.h"

#include <math.h>
#include <string.h>

#define WHITE_32 4294967295.0

static gboolean
has_type (const RetextureSplitSamples *self, const gchar *type)
{
  return babl_format_get_type (self->format, 0) == babl_type (type);
}

void
retexture_split_samples_init (RetextureSplitSamples *self, const Babl *format)
{
  *self = (RetextureSplitSamples){
    .format = format,
    .components = babl_format_get_n_components (format),
    .has_alpha = babl_format_has_alpha (format),
    .bytes = babl_format_get_bytes_per_pixel (format),
    .composited = babl_format_with_space (
        retexture_split_is_linear (format) ? "RGBA float" : "R'G'B'A float", format),
  };
  if (has_type (self, "u8"))
    self->white = 255;
  else if (has_type (self, "u16"))
    self->white = 65535;
  else if (has_type (self, "u32"))
    self->numbers = RETEXTURE_SPLIT_UNSIGNED;
  else if (has_type (self, "half"))
    {
      /* One component, so that nothing but the type is converted. */
      self->numbers = RETEXTURE_SPLIT_HALF;
      self->widen = babl_fish (babl_format ("Y half"), babl_format ("Y float"));
      self->narrow = babl_fish (babl_format ("Y float"), babl_format ("Y half"));
    }
}

/* Between what is stored and what is computed with; `n` numbers. */
#define CONVERT(to_type, to, from_type, from, expression)                                          \
  for (gsize i = 0; i < n; i++)                                                                    \
    {                                                                                              \
      const from_type value = ((const from_type *) (from))[i];                                     \
                                                                                                   \
      ((to_type *) (to))[i] = (to_type) (expression);                                              \
    }

static void
widen (const RetextureSplitSamples *self, gconstpointer stored, gpointer values, gsize n)
{
  if (self->white == 255)
    CONVERT (gint, values, guint8, stored, value)
  else if (self->white)
    CONVERT (gint, values, guint16, stored, value)
  else if (self->widen)
    babl_process (self->widen, stored, values, n);
  else if (has_type (self, "u32"))
    CONVERT (gfloat, values, guint32, stored, value / WHITE_32)
  else if (has_type (self, "double"))
    CONVERT (gfloat, values, gdouble, stored, value)
  else
    memcpy (values, stored, n * sizeof (gfloat));
}

static void
narrow (const RetextureSplitSamples *self, gconstpointer values, gpointer stored, gsize n)
{
  if (self->white == 255)
    CONVERT (guint8, stored, gint, values, value)
  else if (self->white)
    CONVERT (guint16, stored, gint, values, value)
  else if (self->narrow)
    babl_process (self->narrow, values, stored, n);
  else if (has_type (self, "u32"))
    CONVERT (guint32, stored, gfloat, values, rint (CLAMP (value, 0.0f, 1.0f) * WHITE_32))
  else if (has_type (self, "double"))
    CONVERT (gdouble, stored, gfloat, values, value)
  else
    memcpy (stored, values, n * sizeof (gfloat));
}

void
retexture_split_samples_read (const RetextureSplitSamples *self,
                              GeglBuffer *buffer,
                              const GeglRectangle *area,
                              gpointer values)
{
  const gsize n = (gsize) area->width * area->height;
  gpointer stored = gegl_scratch_alloc (n * self->bytes);

  gegl_buffer_get (buffer, area, 1.0, self->format, stored, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  widen (self, stored, values, n * self->components);
  gegl_scratch_free (stored);
}

void
retexture_split_samples_write (const RetextureSplitSamples *self,
                               GeglBuffer *buffer,
                               const GeglRectangle *area,
                               gconstpointer values)
{
  const gsize n = (gsize) area->width * area->height;
  gpointer stored = gegl_scratch_alloc (n * self->bytes);

  narrow (self, values, stored, n * self->components);
  gegl_buffer_set (buffer, area, 0, self->format, stored, GEGL_AUTO_ROWSTRIDE);
  gegl_scratch_free (stored);
}

void
retexture_split_samples_see (const RetextureSplitSamples *self, gfloat *values, gsize n_pixels)
{
  const gint colours = self->components - (self->has_alpha ? 1 : 0);
  gpointer stored;
  gfloat *seen;

  if (has_type (self, "float"))
    return;
  stored = gegl_scratch_alloc (n_pixels * self->bytes);
  seen = gegl_scratch_new (gfloat, 4 * n_pixels);
  narrow (self, values, stored, n_pixels * self->components);
  babl_process (babl_fish (self->format, self->composited), stored, seen, n_pixels);
  for (gsize i = 0; i < n_pixels; i++)
    for (gint c = 0; c < colours; c++)
      values[i * self->components + c] = seen[4 * i + c];
  gegl_scratch_free (seen);
  gegl_scratch_free (stored);
}
