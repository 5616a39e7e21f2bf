/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GIMP 2.10 lets a plug-in choose what a brush paints with, but neither the tool in the toolbox nor
 * its source and alignment: that is for the user.
 */
#include "clone-tool.h"

#include <glib/gi18n-lib.h>

#define PAINT_METHOD "gimp-clone"

/* A soft brush that covers a few pores; its edge shows neither as a line nor as a blur. */
#define BRUSH "2. Hardness 050"
#define BRUSH_SHARE 0.02
#define SMALLEST_BRUSH 12.0
#define LARGEST_BRUSH 120.0

static void
set_up_painting (gint32 image)
{
  const gdouble side = MIN (gimp_image_width (image), gimp_image_height (image));

  gimp_context_set_paint_method (PAINT_METHOD);
  gimp_context_set_paint_mode (GIMP_LAYER_MODE_NORMAL);
  gimp_context_set_opacity (100.0);
  gimp_context_set_dynamics ("Dynamics Off");
  gimp_context_set_brush (BRUSH);
  gimp_context_set_brush_size (CLAMP (BRUSH_SHARE * side, SMALLEST_BRUSH, LARGEST_BRUSH));
}

/* The layer above the lowest, which is the tone. */
static gint32
texture_layer (gint32 group)
{
  gint n;
  g_autofree gint *layers = gimp_item_get_children (group, &n);

  return n >= 2 ? layers[n - 2] : -1;
}

void
retexture_clone_tool_prepare (gint32 image, gint32 result, gboolean interactive)
{
  const gint32 texture = texture_layer (result);

  if (texture != -1)
    gimp_image_set_active_layer (image, texture);
  set_up_painting (image);
  if (interactive)
    gimp_message (
        _ ("The texture is selected. Take the Clone tool (C), leave “Sample merged” off, set "
           "Alignment to None, Ctrl-click on healthy texture and paint over the plastic "
           "area: tone and light stay."));
}
