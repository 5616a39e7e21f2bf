/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "operation-frame.h"

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
