/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "operation-frame.h"

#include "neutral.h"

GeglRectangle
retexture_frame_of_input (GeglOperation *operation)
{
  const GeglRectangle *input = gegl_operation_source_get_bounding_box (operation, "input");

  return input ? *input : *GEGL_RECTANGLE (0, 0, 0, 0);
}

GeglRectangle
retexture_frame_of_overlap (GeglOperation *operation)
{
  const GeglRectangle *input = gegl_operation_source_get_bounding_box (operation, "input");
  const GeglRectangle *aux = gegl_operation_source_get_bounding_box (operation, "aux");
  GeglRectangle overlap = { 0, 0, 0, 0 };

  if (input && aux)
    gegl_rectangle_intersect (&overlap, input, aux);
  return overlap;
}

GeglRectangle
retexture_frame_grow (const GeglRectangle *area, gint margin)
{
  return *GEGL_RECTANGLE (area->x - margin, area->y - margin, area->width + 2 * margin,
                          area->height + 2 * margin);
}

void
retexture_frame_fill (GeglBuffer *output, const GeglRectangle *area, gfloat neutral)
{
  const gfloat pixel[4] = { neutral, neutral, neutral, 1.0f };

  gegl_buffer_set_color_from_pixel (
      output, area, pixel,
      babl_format_with_space ("R'G'B'A float", gegl_buffer_get_format (output)));
}

void
retexture_frame_keep_format (GeglOperation *operation)
{
  const Babl *input = gegl_operation_get_source_format (operation, "input");

  gegl_operation_set_format (operation, "output", input ? input : babl_format ("R'G'B'A float"));
}

void
retexture_frame_set_up (
    gpointer operation_class,
    GeglRectangle (*bounding_box) (GeglOperation *),
    GeglRectangle (*around) (GeglOperation *, const gchar *, const GeglRectangle *),
    gboolean (*process) (
        GeglOperation *, GeglBuffer *, GeglBuffer *, GeglBuffer *, const GeglRectangle *, gint))
{
  GeglOperationClass *klass = GEGL_OPERATION_CLASS (operation_class);

  klass->prepare = retexture_frame_keep_format;
  klass->get_bounding_box = bounding_box;
  klass->get_required_for_output = around;
  klass->get_invalidated_by_change = around;
  klass->threaded = FALSE;
  GEGL_OPERATION_COMPOSER_CLASS (klass)->process = process;
}

/* ---- operations that look at the whole picture first ---- */

typedef gint (*ReachFunc) (GeglOperation *);

/* By which a class remembers its reach. */
static GQuark
reach_quark (void)
{
  return g_quark_from_static_string ("retexture-reach");
}

gboolean
retexture_frame_looks_at_all (GeglOperation *operation)
{
  g_autoptr (GObject) analysis = NULL;
  gboolean standalone;

  g_object_get (operation, "analysis", &analysis, "standalone", &standalone, NULL);
  return !analysis && standalone;
}

static gint
reach_of (GeglOperation *operation)
{
  const ReachFunc reach = (ReachFunc) g_type_get_qdata (G_OBJECT_TYPE (operation), reach_quark ());

  return reach (operation);
}

static GeglRectangle
get_required (GeglOperation *operation, const gchar *pad, const GeglRectangle *area)
{
  const GeglRectangle *whole = gegl_operation_source_get_bounding_box (operation, pad);

  return whole && retexture_frame_looks_at_all (operation)
             ? *whole
             : retexture_frame_grow (area, reach_of (operation));
}

static GeglRectangle
get_invalidated (GeglOperation *operation, const gchar *pad, const GeglRectangle *area)
{
  return retexture_frame_looks_at_all (operation)
             ? GEGL_OPERATION_GET_CLASS (operation)->get_bounding_box (operation)
             : retexture_frame_grow (area, reach_of (operation));
}

static GeglRectangle
get_cached (GeglOperation *operation, const GeglRectangle *area)
{
  return retexture_frame_looks_at_all (operation)
             ? GEGL_OPERATION_GET_CLASS (operation)->get_bounding_box (operation)
             : *area;
}

void
retexture_frame_set_up_analysed (gpointer operation_class,
                                 GeglRectangle (*bounding_box) (GeglOperation *),
                                 gint (*reach) (GeglOperation *),
                                 gboolean (*process) (GeglOperation *,
                                                      GeglBuffer *,
                                                      GeglBuffer *,
                                                      GeglBuffer *,
                                                      const GeglRectangle *,
                                                      gint))
{
  GeglOperationClass *klass = GEGL_OPERATION_CLASS (operation_class);

  g_type_set_qdata (G_TYPE_FROM_CLASS (klass), reach_quark (), (gpointer) reach);
  retexture_frame_set_up (klass, bounding_box, get_required, process);
  klass->get_invalidated_by_change = get_invalidated;
  klass->get_cached_region = get_cached;
}

GObject *
retexture_frame_find_analysis (GeglOperation *operation,
                               GeglBuffer *input,
                               GeglBuffer *aux,
                               RetextureFrameAnalyseFunc make)
{
  GObject *analysis;

  if (retexture_frame_looks_at_all (operation))
    return make (input, aux);
  g_object_get (operation, "analysis", &analysis, NULL);
  return analysis;
}

gboolean
retexture_frame_lay_difference (GeglOperation *operation,
                                GeglBuffer *input,
                                GeglBuffer *aux,
                                GeglBuffer *output,
                                const GeglRectangle *area,
                                RetextureFrameAnalyseFunc make,
                                void (*render) (GeglOperation *operation,
                                                const RetextureDifference *difference))
{
  g_autoptr (GObject) analysis = NULL;
  RetextureDifference difference = { .input = input, .aux = aux, .output = output, .area = area };
  gdouble scale, offset;

  if (!input)
    return FALSE;
  g_object_get (operation, "scale", &scale, "offset", &offset, "pixel-size", &difference.pixel_size,
                NULL);
  difference.gain = 1.0 / scale;
  difference.neutral = retexture_neutral_value (gegl_buffer_get_format (output), offset);
  analysis = retexture_frame_find_analysis (operation, input, aux, make);
  difference.analysis = analysis;
  if (analysis)
    render (operation, &difference);
  else
    retexture_frame_fill (output, area, difference.neutral);
  return TRUE;
}
