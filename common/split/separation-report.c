/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "separation-report.h"

#include <math.h>

#include "split-rendering.h"
#include "split-samples.h"

typedef struct
{
  GeglBuffer *picture;
  const RetextureSplitSettings *settings;
  const GeglRectangle *area;
  RetextureSplitSamples samples; /* of the output format */
  RetextureSplitMode mode;
  gsize n; /* numbers in the area */
} Measurement;

/* The numbers of a part, as GIMP composites them: 0 to 1. */
static gfloat *
read_part (const Measurement *m, gint part)
{
  g_autoptr (GeglBuffer) layer = gegl_buffer_new (m->area, m->samples.format);
  gfloat *numbers = g_new (gfloat, m->n);

  retexture_split_render (m->picture, NULL, layer, m->area, m->settings, part);
  retexture_split_samples_read (&m->samples, layer, m->area, numbers);
  if (!m->samples.white)
    retexture_split_samples_see (&m->samples, numbers, m->n / m->samples.components);
  for (gsize i = 0; m->samples.white && i < m->n; i++)
    numbers[i] = (gfloat) ((const gint *) numbers)[i] / m->samples.white;
  return numbers;
}

/* Lays a band over the stack. */
static void
add_band (const Measurement *m, gfloat *stack, const gfloat *band)
{
  if (m->mode != RETEXTURE_SPLIT_MODE_GRAIN_MERGE)
    retexture_split_add_floats (stack, band, m->n);
  else
    for (gsize i = 0; i < m->n; i++)
      stack[i] = CLAMP (stack[i] + band[i] - 128.0 / 255.0, 0.0, 1.0);
}

static gdouble
error_of (const Measurement *m, gfloat number, gfloat truth)
{
  if (m->samples.white)
    return fabs (rint ((gdouble) number * m->samples.white)
                 - rint ((gdouble) truth * m->samples.white))
           / m->samples.white;
  if (isfinite (truth))
    return isfinite (number) ? fabs ((gdouble) number - truth) : INFINITY;
  return isnan (number) == isnan (truth) && (isnan (truth) || number == truth) ? 0.0 : INFINITY;
}

/* Colours only: GIMP passes alpha, and what is fully transparent, through. */
static gdouble
largest_error (const Measurement *m, const gfloat *low, const gfloat *stack, const gfloat *truth)
{
  const gint components = m->samples.components;
  const gint colours = components - (m->samples.has_alpha ? 1 : 0);
  gdouble largest = 0.0;

  for (gsize i = 0; i < m->n; i += components)
    {
      const gboolean hidden = colours < components && low[i + colours] == 0.0f;

      for (gint c = 0; c < colours; c++)
        largest = MAX (largest, error_of (m, hidden ? low[i + c] : stack[i + c], truth[i + c]));
    }
  return largest;
}

static gdouble
measure_stack (const Measurement *m)
{
  g_autofree gfloat *low = read_part (m, RETEXTURE_PART_LOW);
  g_autofree gfloat *truth = read_part (m, RETEXTURE_PART_JOINED);
  g_autofree gfloat *stack = g_memdup2 (low, m->n * sizeof (gfloat));

  for (gint k = m->settings->bands - 1; k >= 1; k--)
    {
      g_autofree gfloat *band = read_part (m, k);

      add_band (m, stack, band);
    }
  if (retexture_split_needs_rounding (m->samples.format))
    {
      g_autofree gfloat *rounding = read_part (m, RETEXTURE_PART_ROUNDING);

      for (gsize i = 0; i < m->n; i++)
        stack[i] += rounding[i];
    }
  return largest_error (m, low, stack, truth);
}

/* How many pixels of a grey part are above a threshold. */
static guint64
count_above (const Measurement *m, gint part, gfloat threshold)
{
  const Babl *grey = babl_format_with_space ("Y' float", m->samples.format);
  const gsize n = (gsize) m->area->width * m->area->height;
  g_autoptr (GeglBuffer) layer = gegl_buffer_new (m->area, grey);
  g_autofree gfloat *values = g_new (gfloat, n);
  guint64 count = 0;

  retexture_split_render (m->picture, NULL, layer, m->area, m->settings, part);
  gegl_buffer_get (layer, m->area, 1.0, grey, values, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  for (gsize i = 0; i < n; i++)
    count += values[i] > threshold;
  return count;
}

void
retexture_separation_measure (GeglBuffer *picture,
                              const RetextureSplitSettings *settings,
                              const GeglRectangle *area,
                              RetextureSeparationReport *report)
{
  const Babl *format
      = retexture_split_output_format (gegl_buffer_get_format (picture), settings->precision);
  Measurement m = {
    .picture = picture,
    .settings = settings,
    .area = area,
    .mode = retexture_split_resolve_mode (format, settings->mode),
  };

  retexture_split_samples_init (&m.samples, format);
  m.n = (gsize) area->width * area->height * m.samples.components;

  report->pixels += (guint64) area->width * area->height;
  report->clipped += count_above (&m, RETEXTURE_PART_CLIPPED, 0.5f);
  report->haloed += count_above (&m, RETEXTURE_PART_HALO, RETEXTURE_SEPARATION_HALO_THRESHOLD);
  report->largest_error = MAX (report->largest_error, measure_stack (&m));
}
