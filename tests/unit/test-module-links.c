/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "module-links.h"

static gchar *home; /* with folders for modules and the cache */

static gchar *
path_of (const gchar *folder, const gchar *name)
{
  return g_build_filename (home, folder, name, NULL);
}

static void
make (const gchar *folder, const gchar *name)
{
  g_autofree gchar *path = path_of (folder, name);

  g_assert_true (g_file_set_contents (path, name, -1, NULL));
}

static void
begin (const gchar *const *folders)
{
  g_autoptr (GString) path = g_string_new (NULL);

  for (; *folders; folders++)
    {
      g_autofree gchar *folder = path_of (*folders, NULL);

      g_mkdir (folder, 0700);
      if (path->len > 0)
        g_string_append (path, G_SEARCHPATH_SEPARATOR_S);
      g_string_append (path, folder);
    }
  g_setenv (RETEXTURE_MODULE_PATH, path->str, TRUE);
}

/* A folder with one module. */
static void
begin_with (const gchar *folder, const gchar *module)
{
  const gchar *const folders[] = { folder, NULL };

  begin (folders);
  make (folder, module);
}

static gboolean
is_own (const gchar *name)
{
  return g_str_has_prefix (name, "own-");
}

/* What a link leads to holds its name; NULL: there is none. */
static void
assert_link (const gchar *folder, const gchar *name, gboolean there)
{
  g_autofree gchar *path = g_build_filename (folder, name, NULL);
  g_autofree gchar *contents = NULL;

  g_assert_true (g_file_test (path, G_FILE_TEST_IS_SYMLINK) == there);
  if (there)
    {
      g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
      g_assert_cmpstr (contents, ==, name);
    }
}

static void
those_that_are_wanted_are_linked_from_all_folders (void)
{
  static const gchar *const folders[] = { "one", "two", NULL };
  g_autofree gchar *links = NULL, *again = NULL;

  begin (folders);
  make ("one", "own-a.so");
  make ("one", "other.so");
  make ("two", "own-b.so");
  links = retexture_module_links_get ("some", is_own);
  assert_link (links, "own-a.so", TRUE);
  assert_link (links, "own-b.so", TRUE);
  assert_link (links, "other.so", FALSE);
  again = retexture_module_links_get ("some", is_own);
  g_assert_cmpstr (links, ==, again);
}

static void
those_of_another_time_are_mended (void)
{
  g_autofree gchar *links = NULL, *again = NULL, *gone = path_of ("changing", "own-old.so");

  begin_with ("changing", "own-old.so");
  links = retexture_module_links_get ("some", is_own);
  g_unlink (gone);
  make ("changing", "own-new.so");
  again = retexture_module_links_get ("some", is_own);
  g_assert_cmpstr (links, ==, again);
  assert_link (again, "own-old.so", FALSE);
  assert_link (again, "own-new.so", TRUE);
}

static void
where_modules_differ_so_do_folders (void)
{
  g_autofree gchar *first = NULL, *second = NULL;

  begin_with ("here", "own-a.so");
  first = retexture_module_links_get ("some", is_own);
  begin_with ("there", "own-a.so");
  second = retexture_module_links_get ("some", is_own);
  g_assert_cmpstr (first, !=, second);
}

static void
without_modules_there_is_no_folder (void)
{
  begin_with ("none", "other.so");
  g_assert_null (retexture_module_links_get ("some", is_own));
  /* Nor where it cannot be. */
  make ("none", "own-a.so");
  make ("cache/retexture", "file");
  g_assert_null (retexture_module_links_get ("file/some", is_own));
}

int
main (int argc, char **argv)
{
  g_autofree gchar *cache = NULL;
  gint failed;

  g_test_init (&argc, &argv, NULL);
  home = g_dir_make_tmp ("test-module-links-XXXXXX", NULL);
  cache = path_of ("cache", NULL);
  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
#define TEST(name) g_test_add_func ("/module-links/" #name, name)
  TEST (those_that_are_wanted_are_linked_from_all_folders);
  TEST (those_of_another_time_are_mended);
  TEST (where_modules_differ_so_do_folders);
  TEST (without_modules_there_is_no_folder);
  failed = g_test_run ();
  {
    const gchar *remove[] = { "rm", "-rf", home, NULL };

    g_spawn_sync (NULL, (gchar **) remove, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                  NULL);
  }
  g_free (home);
  return failed;
}
