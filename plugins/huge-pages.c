/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "huge-pages.h"

#include <glib.h>
#include <unistd.h>

/* glibc reads this once, before the program begins; other C libraries do not know it. What the user
 * has set there stays. */
#define TUNABLES "GLIBC_TUNABLES"

/* Large pages; and what was given back is kept, a gigabyte of it, since the next piece is asked for
 * soon. */
#define MEMORY                                                                                     \
  "glibc.malloc.hugetlb=1:glibc.malloc.mmap_max=0:glibc.malloc.trim_threshold=1073741824"

void
retexture_huge_pages_use (char *const *arguments)
{
  /* By its own name, which lists of processes show. */
  g_autofree gchar *program = g_file_read_link ("/proc/self/exe", NULL);

  if (program && !g_getenv (TUNABLES) && g_setenv (TUNABLES, MEMORY, FALSE))
    execv (program, arguments);
}
