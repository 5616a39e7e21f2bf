/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "huge-pages.h"

#include <stdlib.h>
#include <unistd.h>

/* glibc reads this once, before the program begins; other C libraries do not know it. What the user
 * has set there stays. */
#define TUNABLES "GLIBC_TUNABLES"

void
retexture_huge_pages_use (char *const *arguments)
{
  if (!getenv (TUNABLES) && setenv (TUNABLES, "glibc.malloc.hugetlb=1", 0) == 0)
    execv ("/proc/self/exe", arguments);
}
