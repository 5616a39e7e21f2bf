/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "module-links.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Several processes may do so at the same time. */
static guint
link_those_of (const gchar *from, const gchar *folder, RetextureModuleFunc wanted)
{
  g_autoptr (GDir) modules = g_dir_open (from, 0, NULL);
  const gchar *name;
  guint n = 0;

  while (modules && (name = g_dir_read_name (modules)))
    {
      g_autofree gchar *module = g_build_filename (from, name, NULL);
      g_autofree gchar *link = g_build_filename (folder, name, NULL);

      if (wanted (name))
        n += symlink (module, link) == 0 || errno == EEXIST;
    }
  return n;
}

/* To modules that are gone. */
static void
remove_dead_links (const gchar *folder)
{
  g_autoptr (GDir) links = g_dir_open (folder, 0, NULL);
  const gchar *name;

  while (links && (name = g_dir_read_name (links)))
    {
      g_autofree gchar *link = g_build_filename (folder, name, NULL);

      if (!g_file_test (link, G_FILE_TEST_EXISTS))
        g_unlink (link);
    }
}

gchar *
retexture_module_links_get (const gchar *name, RetextureModuleFunc wanted)
{
  const gchar *set = g_getenv (RETEXTURE_MODULE_PATH);
  const gchar *path = set ? set : GEGL_MODULES;
  g_auto (GStrv) folders = g_strsplit (path, G_SEARCHPATH_SEPARATOR_S, -1);
  g_autofree gchar *own_name = g_strdup_printf ("%s-%08x", name, g_str_hash (path));
  g_autofree gchar *folder
      = g_build_filename (g_get_user_cache_dir (), "retexture", own_name, NULL);
  guint n = 0;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return NULL;
  remove_dead_links (folder);
  for (guint i = 0; folders[i]; i++)
    n += link_those_of (folders[i], folder, wanted);
  return n > 0 ? g_steal_pointer (&folder) : NULL;
}
