/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "swift-start.h"

#include <glib/gstdio.h>
#include <unistd.h>

/* Where glibc reads how to get memory: in large pages. */
#define TUNABLES "GLIBC_TUNABLES"
#define HUGE_PAGES "glibc.malloc.hugetlb=1"

/* Where GEGL reads in which folder its modules are, and what those of FFmpeg begin with. */
#define MODULES "GEGL_PATH"
#define FFMPEG "ff-"

static gchar *
links_in (const gchar *folder)
{
  return g_build_filename (folder, "modules", NULL);
}

/* FALSE where there are no modules, or no links. */
static gboolean
link_modules (const gchar *links)
{
  g_autoptr (GDir) modules = g_dir_open (GEGL_MODULES, 0, NULL);
  const gchar *name;
  guint n = 0;

  if (!modules || g_mkdir (links, 0700) != 0)
    return FALSE;
  while ((name = g_dir_read_name (modules)))
    {
      g_autofree gchar *module = g_build_filename (GEGL_MODULES, name, NULL);
      g_autofree gchar *link = g_build_filename (links, name, NULL);

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
  g_autofree gchar *links = links_in (folder);

  if (!g_getenv (TUNABLES))
    g_subprocess_launcher_setenv (launcher, TUNABLES, HUGE_PAGES, TRUE);
  if (!g_getenv (MODULES) && link_modules (links))
    g_subprocess_launcher_setenv (launcher, MODULES, links, TRUE);
}

void
batch_swift_start_remove (const gchar *folder)
{
  g_autofree gchar *links = links_in (folder);
  g_autoptr (GDir) open = g_dir_open (links, 0, NULL);
  const gchar *name;

  while (open && (name = g_dir_read_name (open)))
    {
      g_autofree gchar *link = g_build_filename (links, name, NULL);

      g_unlink (link);
    }
  g_rmdir (links);
}
