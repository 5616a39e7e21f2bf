/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "swift-start.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Where glibc reads how to get memory: in large pages. */
#define TUNABLES "GLIBC_TUNABLES"
#define HUGE_PAGES "glibc.malloc.hugetlb=1"

#define MODULES "GEGL_PATH"
#define FFMPEG "ff-"

/* FALSE where there are no modules, or no links. */
static gboolean
link_modules (const gchar *folder)
{
  g_autoptr (GDir) modules = g_dir_open (GEGL_MODULES, 0, NULL);
  const gchar *name;
  guint n = 0;

  if (!modules || g_mkdir (folder, 0700) != 0)
    return FALSE;
  while ((name = g_dir_read_name (modules)))
    {
      g_autofree gchar *module = g_build_filename (GEGL_MODULES, name, NULL);
      g_autofree gchar *link = g_build_filename (folder, name, NULL);

      if (g_str_has_prefix (name, FFMPEG))
        continue;
      if (symlink (module, link) != 0)
        return FALSE;
      n++;
    }
  return n > 0;
}

void
batch_swift_start_prepare (GSubprocessLauncher *launcher, const gchar *folder)
{
  if (!g_getenv (TUNABLES))
    g_subprocess_launcher_setenv (launcher, TUNABLES, HUGE_PAGES, TRUE);
  if (!g_getenv (MODULES) && link_modules (folder))
    g_subprocess_launcher_setenv (launcher, MODULES, folder, TRUE);
}

void
batch_swift_start_remove (const gchar *folder)
{
  g_autoptr (GDir) links = g_dir_open (folder, 0, NULL);
  const gchar *name;

  while (links && (name = g_dir_read_name (links)))
    {
      g_autofree gchar *link = g_build_filename (folder, name, NULL);

      g_unlink (link);
    }
  g_rmdir (folder);
}
