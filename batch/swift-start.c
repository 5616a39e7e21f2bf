/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "swift-start.h"

#include "module-links.h"

/* Where glibc reads how to get memory: in large pages. */
#define TUNABLES "GLIBC_TUNABLES"
#define HUGE_PAGES "glibc.malloc.hugetlb=1"

/* What the names of FFmpeg's modules begin with. */
#define FFMPEG "ff-"

static gboolean
is_wanted (const gchar *module)
{
  return !g_str_has_prefix (module, FFMPEG);
}

void
batch_swift_start_prepare (GSubprocessLauncher *launcher)
{
  g_autofree gchar *modules = retexture_module_links_get ("no-ffmpeg", is_wanted);

  if (!g_getenv (TUNABLES))
    g_subprocess_launcher_setenv (launcher, TUNABLES, HUGE_PAGES, TRUE);
  if (modules)
    g_subprocess_launcher_setenv (launcher, RETEXTURE_MODULE_PATH, modules, TRUE);
}
