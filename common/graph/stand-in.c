/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "stand-in.h"

#include <glib/gi18n-lib.h>

#include "node-bands.h"
#include "recover-recipe.h"

#define RECOVER "retexture:recover"

GeglBuffer *
retexture_stand_in_new (GeglBuffer *edit,
                        RetextureSurface surface,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglNode *source
      = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", edit, NULL);
  /* What its other values are by default is what Recover does without an original. */
  GeglNode *recover = gegl_node_new_child (graph, "operation", RECOVER, "surface", surface,
                                           "standalone", FALSE, NULL);
  g_autoptr (RetextureRecovery) recovery
      = retexture_recovery_new (edit, NULL, NULL, NULL, NULL, cancellable);
  g_autoptr (GeglBuffer) made = NULL;
  RetextureRecoverRecipe recipe;
  gboolean wanted, borrows;

  if (!recovery)
    return NULL;
  gegl_node_link (source, recover);
  gegl_node_set (recover, "analysis", recovery, NULL);
  recipe = retexture_recover_read_recipe (G_OBJECT (gegl_node_get_gegl_operation (recover)));
  wanted = retexture_recover_get_borrowing (&recipe) != NULL;
  borrows = retexture_recover_makes (&recipe, RETEXTURE_PART_BORROWED);
  retexture_recover_recipe_clear (&recipe);
  if (!wanted)
    return g_object_ref (edit);
  if (!borrows)
    {
      g_set_error_literal (
          error, RETEXTURE_DONOR_ERROR, RETEXTURE_DONOR_NOT_FOUND,
          _ ("No healthy texture was found to borrow. Choose the original, or turn "
             "“raise” off."));
      return NULL;
    }
  made = gegl_buffer_new (gegl_buffer_get_extent (edit), gegl_buffer_get_format (edit));
  return retexture_node_render (recover, made, cancellable) ? g_steal_pointer (&made) : NULL;
}
