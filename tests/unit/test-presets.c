/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "pictures.h"
#include "presets.h"
#include "rendering.h"

#include <glib/gstdio.h>

typedef struct
{
  gchar *folder, *file, *other;
  RetextureParameters *parameters;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("presets-XXXXXX", NULL);
  f->file = g_build_filename (f->folder, "sub", "one.presets", NULL);
  f->other = g_build_filename (f->folder, "other.presets", NULL);
  f->parameters = retexture_method_parameters_new ("retexture:map");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autofree gchar *sub = g_path_get_dirname (f->file);

  g_remove (f->file);
  g_remove (f->other);
  g_rmdir (sub);
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->file);
  g_free (f->other);
  g_object_unref (f->parameters);
}

static void
save (Fixture *f, const gchar *name, gdouble radius_px)
{
  g_autoptr (GError) error = NULL;

  retexture_parameters_set_number (f->parameters, "radius", radius_px, NULL);
  g_assert_true (retexture_presets_save (f->file, name, f->parameters, &error));
  g_assert_no_error (error);
}

static void
a_saved_preset_gives_its_values_back (Fixture *f, gconstpointer data)
{
  g_auto (GStrv) names = NULL;

  save (f, "Skin, 24 MP = “fine”", 2.5);
  save (f, "Gold", 7.0);
  retexture_parameters_reset (f->parameters);
  g_assert_true (retexture_presets_load (f->file, "Skin, 24 MP = “fine”", f->parameters, NULL));
  g_assert_cmpfloat (retexture_parameters_get_number (f->parameters, "radius"), ==, 2.5);
  names = retexture_presets_list (f->file, NULL);
  g_assert_cmpuint (g_strv_length (names), ==, 2);
  g_assert_cmpstr (names[0], ==, "Gold");
}

static void
a_deleted_preset_is_gone_and_the_others_stay (Fixture *f, gconstpointer data)
{
  g_auto (GStrv) names = NULL;

  save (f, "One", 1.0);
  save (f, "Two", 2.0);
  g_assert_true (retexture_presets_delete (f->file, "One", NULL));
  names = retexture_presets_list (f->file, NULL);
  g_assert_cmpuint (g_strv_length (names), ==, 1);
  g_assert_cmpstr (names[0], ==, "Two");
}

static void
exported_presets_can_be_imported (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  save (f, "Mine", 3.0);
  g_assert_true (retexture_presets_export (f->file, f->other, NULL));
  g_assert_true (retexture_presets_delete (f->file, "Mine", NULL));
  g_assert_true (retexture_presets_import (f->file, f->other, f->parameters, &error));
  g_assert_no_error (error);
  retexture_parameters_reset (f->parameters);
  g_assert_true (retexture_presets_load (f->file, "Mine", f->parameters, NULL));
  g_assert_cmpfloat (retexture_parameters_get_number (f->parameters, "radius"), ==, 3.0);
}

/* Nothing of a file is taken that is broken, empty or holds a value out of range. */
static void
a_bad_file_is_refused_and_changes_nothing (Fixture *f, gconstpointer data)
{
  static const gchar *bad[] = { "", "no group\n", "[Good]\nradius=3\n[Bad]\nradius=1000\n",
                                "[A\nradius=3\n", "\xff\xfe\n" };

  save (f, "Mine", 3.0);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree gchar *before = NULL;
      g_autofree gchar *after = NULL;

      g_assert_true (g_file_set_contents (f->other, bad[i], -1, NULL));
      g_assert_true (g_file_get_contents (f->file, &before, NULL, NULL));
      g_assert_false (retexture_presets_import (f->file, f->other, f->parameters, &error));
      g_assert_nonnull (error);
      g_assert_true (g_file_get_contents (f->file, &after, NULL, NULL));
      g_assert_cmpstr (before, ==, after);
    }
}

static void
a_broken_file_of_ones_own_is_not_written_over (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree gchar *after = NULL;

  save (f, "Mine", 3.0);
  g_assert_true (g_file_set_contents (f->file, "[Mine\nradius=3\n", -1, NULL));
  g_assert_false (retexture_presets_save (f->file, "New", f->parameters, &error));
  g_assert_nonnull (error);
  g_assert_true (g_file_get_contents (f->file, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, "[Mine\nradius=3\n");
}

static void
a_name_no_preset_can_have_is_refused (Fixture *f, gconstpointer data)
{
  static const gchar *bad[] = { "", "a]b", "[a" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (retexture_presets_save (f->file, bad[i], f->parameters, &error));
      g_assert_error (error, RETEXTURE_PRESETS_ERROR, RETEXTURE_PRESETS_ERROR_NAME);
    }
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
#define TEST(name) g_test_add ("/presets/" #name, Fixture, NULL, set_up, name, tear_down)
  TEST (a_saved_preset_gives_its_values_back);
  TEST (a_deleted_preset_is_gone_and_the_others_stay);
  TEST (exported_presets_can_be_imported);
  TEST (a_bad_file_is_refused_and_changes_nothing);
  TEST (a_broken_file_of_ones_own_is_not_written_over);
  TEST (a_name_no_preset_can_have_is_refused);
  return g_test_run ();
}
