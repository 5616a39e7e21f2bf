/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The automatic mask: the plastic map as a branch of a rendering's graph, within the selection. It
 * compares with the original where the method's operation says, by its key "original", that its
 * second picture is one; else it looks within the kind of surface that the key "surface" names.
 */
#pragma once

#include <gegl.h>

typedef struct
{
  GeglNode *detect; /* both belong to the graph */
  GeglNode *output; /* Y float, 0 to 1 */
} RetextureAutomaticMask;

/* `original` and `selection` may be NULL. */
RetextureAutomaticMask retexture_automatic_mask_new (GeglNode *graph,
                                                     const gchar *operation,
                                                     GeglNode *edit,
                                                     GeglNode *original,
                                                     GeglNode *selection,
                                                     gdouble zoom);

/* `plastic` is a RetexturePlastic; without it nothing is plastic. */
void retexture_automatic_mask_set_plastic (const RetextureAutomaticMask *self, GObject *plastic);
void retexture_automatic_mask_set_radius (const RetextureAutomaticMask *self, gdouble radius_px);
