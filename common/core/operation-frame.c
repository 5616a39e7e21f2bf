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
retexture_frame_keep_format (GeglOperation *operation)
{
  const Babl *input = gegl_operation_get_source_format (operation, "input");

  gegl_operation_set_format (operation, "output", input ? input : babl_format ("R'G'B'A float"));
}
