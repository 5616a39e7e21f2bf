/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The plug-in executable: all methods there are, handed to the framework. The list is made by the
 * Makefile from the files plugins/method-*.c.
 */
#include "huge-pages.h"
#include "plug-in.h"

#define METHOD(name) extern const RetextureMethod retexture_method_##name;
#include "methods.inc"
#undef METHOD

static const RetextureMethod *const methods[] = {
#define METHOD(name) &retexture_method_##name,
#include "methods.inc"
#undef METHOD
  NULL
};

static void
query (void)
{
  retexture_plug_in_query (methods);
}

static void
run (
    const gchar *name, gint n_params, const GimpParam *params, gint *n_results, GimpParam **results)
{
  retexture_plug_in_run (methods, name, n_params, params, n_results, results);
}

const GimpPlugInInfo PLUG_IN_INFO = { NULL, NULL, query, run };

int
main (int argc, char *argv[])
{
  retexture_huge_pages_use (argv);
  return gimp_main (&PLUG_IN_INFO, argc, argv);
}
