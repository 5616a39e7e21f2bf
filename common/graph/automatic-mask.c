/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "automatic-mask.h"

#include "method-parameters.h"

#define DETECT "retexture:detect"

#define KEY_SURFACE "surface"

static void
set_surface (GeglNode *detect, const gchar *operation)
{
  const gchar *surface = gegl_operation_get_key (operation, KEY_SURFACE);
  GParamSpec *spec = gegl_node_find_property (detect, "surface");

  if (surface)
    gegl_node_set (detect, "surface",
                   g_enum_get_value_by_nick (G_PARAM_SPEC_ENUM (spec)->enum_class, surface)->value,
                   NULL);
}

RetextureAutomaticMask
retexture_automatic_mask_new (GeglNode *graph,
                              const gchar *operation,
                              GeglNode *edit,
                              GeglNode *original,
                              GeglNode *selection,
                              gdouble zoom)
{
  RetextureAutomaticMask self;

  self.detect = gegl_node_new_child (graph, "operation", DETECT, "as-mask", TRUE, "standalone",
                                     FALSE, "pixel-size", 1.0 / zoom, NULL);
  self.output = self.detect;
  set_surface (self.detect, operation);
  gegl_node_link (edit, self.detect);
  if (original && retexture_method_has_original (operation))
    gegl_node_connect_to (original, "output", self.detect, "aux");
  if (selection)
    {
      self.output = gegl_node_new_child (graph, "operation", "gegl:multiply", NULL);
      gegl_node_link (self.detect, self.output);
      gegl_node_connect_to (selection, "output", self.output, "aux");
    }
  return self;
}

void
retexture_automatic_mask_set_plastic (const RetextureAutomaticMask *self, GObject *plastic)
{
  gegl_node_set (self->detect, "analysis", plastic, NULL);
}

void
retexture_automatic_mask_set_radius (const RetextureAutomaticMask *self, gdouble radius_px)
{
  gegl_node_set (self->detect, "radius", radius_px, NULL);
}
