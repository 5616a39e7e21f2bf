/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "huge-pages.h"

#include <glib.h>
#include <unistd.h>

/* glibc reads this once, before the program begins; other C libraries do not know it. What the user
 * has set there stays. */
#define TUNABLES "GLIBC_TUNABLES"

void
retexture_huge_pages_use (char *const *arguments)
{
  /* By its own name, which lists of processes show. */
  g_autofree gchar *program = g_file_read_link ("/proc/self/exe", NULL);

  if (program && !g_getenv (TUNABLES) && g_setenv (TUNABLES, "glibc.malloc.hugetlb=1", FALSE))
    execv (program, arguments);
}
