/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * To look at what borrowed texture makes of a place, and to try what a user would reach for
 * instead: where RETEXTURE_PICTURES names a folder for them.
 */
#pragma once

#include "hidden-texture.h"
#include "texture-look.h"

/* What is seen around a place, and what G'MIC may take texture from, in pixels. */
#define HIDDEN_SEEN 64
#define HIDDEN_SOURCE 192

static inline void
save_picture (GeglBuffer *picture, const GeglRectangle *area, const gchar *path)
{
  g_autoptr (GeglNode) graph = gegl_node_new ();
  g_autoptr (GeglBuffer) part = gegl_buffer_new (GEGL_RECTANGLE (0, 0, area->width, area->height),
                                                 babl_format ("R'G'B' u8"));
  GeglNode *source, *save;

  gegl_buffer_copy (picture, area, GEGL_ABYSS_CLAMP, part, gegl_buffer_get_extent (part));
  source = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", part, NULL);
  save = gegl_node_new_child (graph, "operation", "gegl:png-save", "path", path, "bitdepth", 8,
                              NULL);
  gegl_node_link (source, save);
  gegl_node_process (save);
}

/* Truth, edit and result beside each other, by NAME-truth.png and so on. */
static inline void
save_place (const gchar *folder,
            const gchar *name,
            const HiddenPlace *place,
            GeglBuffer *truth,
            GeglBuffer *edit,
            GeglBuffer *result)
{
  const struct
  {
    const gchar *what;
    GeglBuffer *picture;
  } pictures[] = { { "truth", truth }, { "edit", edit }, { "result", result } };
  const GeglRectangle seen
      = { place->area.x - HIDDEN_SEEN, place->area.y - HIDDEN_SEEN,
          place->area.width + 2 * HIDDEN_SEEN, place->area.height + 2 * HIDDEN_SEEN };

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autofree gchar *file = g_strdup_printf ("%s-%s.png", name, pictures[i].what);
      g_autofree gchar *path = g_build_filename (folder, file, NULL);

      save_picture (pictures[i].picture, &seen, path);
    }
}

/* G'MIC's healing of the same place; FALSE where it is not installed. */
static inline gboolean
look_of_gmic (const gchar *folder,
              const HiddenPlace *place,
              GeglBuffer *edit,
              GeglBuffer *mask,
              RetextureTextureLook *look)
{
  const GeglRectangle around
      = { place->area.x - HIDDEN_SOURCE, place->area.y - HIDDEN_SOURCE,
          place->area.width + 2 * HIDDEN_SOURCE, place->area.height + 2 * HIDDEN_SOURCE };
  const GeglRectangle middle
      = { HIDDEN_SOURCE, HIDDEN_SOURCE, place->area.width, place->area.height };
  g_autofree gchar *input = g_build_filename (folder, "gmic-edit.png", NULL);
  g_autofree gchar *hole = g_build_filename (folder, "gmic-mask.png", NULL);
  g_autofree gchar *output = g_build_filename (folder, "gmic-result.png", NULL);
  gchar *command[] = { "gmic", "-v",
                       "-1",   input,
                       hole,   "-channels[1]",
                       "0",    "-threshold[1]",
                       "50%",  "-inpaint_matchpatch[0]",
                       "[1]",  "-output[0]",
                       output, NULL };
  g_autoptr (GeglBuffer) healed = NULL;
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglNode *load;
  gint status;

  save_picture (edit, &around, input);
  save_picture (mask, &around, hole);
  if (!g_spawn_sync (NULL, command, NULL,
                     G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                     NULL, NULL, NULL, NULL, &status, NULL)
      || !g_spawn_check_wait_status (status, NULL))
    return FALSE;
  healed = gegl_buffer_new (GEGL_RECTANGLE (0, 0, around.width, around.height),
                            babl_format ("R'G'B' u8"));
  load = gegl_node_new_child (graph, "operation", "gegl:png-load", "path", output, NULL);
  gegl_node_blit_buffer (load, healed, NULL, 0, GEGL_ABYSS_NONE);
  *look = retexture_texture_look_at (healed, &middle);
  return TRUE;
}
