/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples.h"

#include "vector.h"

/* NaN, which fails every comparison, becomes 0. */
static inline gfloat
limit (gfloat value)
{
  return value > 0.0f ? (value < 1.0f ? value : 1.0f) : 0.0f;
}

#define SCALERS(bits, type, white)                                                                 \
  RETEXTURE_VECTOR static void read_##bits (const void *stored, gfloat *restrict values, gsize n)  \
  {                                                                                                \
    const type *samples = stored;                                                                  \
                                                                                                   \
    for (gsize i = 0; i < n; i++)                                                                  \
      values[i] = samples[i] * (1.0f / white);                                                     \
  }                                                                                                \
                                                                                                   \
  RETEXTURE_VECTOR static void write_##bits (const gfloat *restrict values, void *stored, gsize n) \
  {                                                                                                \
    type *samples = stored;                                                                        \
                                                                                                   \
    for (gsize i = 0; i < n; i++)                                                                  \
      samples[i] = (type) (gint) (limit (values[i]) * white + 0.5f);                               \
  }

SCALERS (8, guint8, 255.0f)
SCALERS (16, guint16, 65535.0f)

typedef struct
{
  const gchar *name;
  void (*read) (const void *stored, gfloat *values, gsize n);
  void (*write) (const gfloat *values, void *stored, gsize n);
} Plain;

static const Plain plain_formats[] = {
  { "R'G'B' u8", read_8, write_8 },
  { "R'G'B' u16", read_16, write_16 },
  { "R'G'B'A u8", read_8, write_8 },
  { "R'G'B'A u16", read_16, write_16 },
};

/* How to convert between what the buffer stores and `format`; NULL: leave it to babl. */
static const Plain *
find_plain (const Babl *stored, const Babl *format)
{
  if (babl_format_get_n_components (stored) != babl_format_get_n_components (format))
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (plain_formats); i++)
    if (stored == babl_format_with_space (plain_formats[i].name, format))
      return &plain_formats[i];
  return NULL;
}

void
retexture_samples_read (GeglBuffer *buffer,
                        const GeglRectangle *area,
                        const Babl *format,
                        gfloat *values)
{
  const Babl *stored = gegl_buffer_get_format (buffer);
  const Plain *plain = find_plain (stored, format);
  const gsize n_pixels = (gsize) area->width * area->height;
  gpointer samples;

  if (!plain)
    {
      gegl_buffer_get (buffer, area, 1.0, format, values, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_CLAMP);
      return;
    }
  samples = gegl_scratch_alloc (n_pixels * babl_format_get_bytes_per_pixel (stored));
  gegl_buffer_get (buffer, area, 1.0, stored, samples, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_CLAMP);
  plain->read (samples, values, n_pixels * babl_format_get_n_components (format));
  gegl_scratch_free (samples);
}

void
retexture_samples_write (GeglBuffer *buffer,
                         const GeglRectangle *area,
                         const Babl *format,
                         const gfloat *values)
{
  const Babl *stored = gegl_buffer_get_format (buffer);
  const Plain *plain = find_plain (stored, format);
  const gsize n_pixels = (gsize) area->width * area->height;
  gpointer samples;

  if (!plain)
    {
      gegl_buffer_set (buffer, area, 0, format, values, GEGL_AUTO_ROWSTRIDE);
      return;
    }
  samples = gegl_scratch_alloc (n_pixels * babl_format_get_bytes_per_pixel (stored));
  plain->write (values, samples, n_pixels * babl_format_get_n_components (format));
  gegl_buffer_set (buffer, area, 0, stored, samples, GEGL_AUTO_ROWSTRIDE);
  gegl_scratch_free (samples);
}
