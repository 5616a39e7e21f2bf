/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "presets.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include <string.h>

G_DEFINE_QUARK (retexture - presets - error - quark, retexture_presets_error)

/* Presets take some hundred bytes each. What is larger is not a file of presets. */
#define LARGEST_FILE (1 << 20)

/* ---- files ---- */

static gboolean
refuse_file (const gchar *file, const gchar *reason, GError **error)
{
  g_autofree gchar *shown = g_filename_display_name (file);

  g_set_error (error, RETEXTURE_PRESETS_ERROR, RETEXTURE_PRESETS_ERROR_FILE,
               _ ("“%s” cannot be read as presets: %s"), shown, reason);
  return FALSE;
}

static GKeyFile *
read_file (const gchar *file, GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autoptr (GError) cause = NULL;
  GStatBuf status;

  if (g_stat (file, &status) == 0 && status.st_size > LARGEST_FILE)
    {
      refuse_file (file, _ ("it is too large."), error);
      return NULL;
    }
  if (!g_key_file_load_from_file (keys, file, G_KEY_FILE_KEEP_COMMENTS, &cause))
    {
      refuse_file (file, cause->message, error);
      return NULL;
    }
  return g_steal_pointer (&keys);
}

static GKeyFile *
read_own (const gchar *file, GError **error)
{
  return g_file_test (file, G_FILE_TEST_EXISTS) ? read_file (file, error) : g_key_file_new ();
}

/* GLib writes a new file and renames it: the old one stays whole whatever happens. */
static gboolean
write_file (GKeyFile *keys, const gchar *file, GError **error)
{
  g_autofree gchar *folder = g_path_get_dirname (file);
  g_autofree gchar *shown = g_filename_display_name (file);
  g_autoptr (GError) cause = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (g_key_file_save_to_file (keys, file, &cause))
    return TRUE;

  g_set_error (error, RETEXTURE_PRESETS_ERROR, RETEXTURE_PRESETS_ERROR_FILE,
               _ ("The presets could not be saved as “%s”: %s"), shown, cause->message);
  return FALSE;
}

/* ---- one preset ---- */

/* A key file's group may hold none of these in its name. */
static gboolean
check_name (const gchar *name, GError **error)
{
  gboolean good = *name != '\0' && g_utf8_validate (name, -1, NULL);

  for (const gchar *c = name; good && *c; c = g_utf8_next_char (c))
    good = !strchr ("[]", *c) && !g_unichar_iscntrl (g_utf8_get_char (c));
  if (!good)
    g_set_error_literal (error, RETEXTURE_PRESETS_ERROR, RETEXTURE_PRESETS_ERROR_NAME,
                         _ ("A preset's name must not be empty or contain square brackets."));
  return good;
}

/* The group as parameters' text. */
static gchar *
group_to_text (GKeyFile *keys, const gchar *group)
{
  g_auto (GStrv) names = g_key_file_get_keys (keys, group, NULL, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; names && names[i]; i++)
    {
      g_autofree gchar *value = g_key_file_get_value (keys, group, names[i], NULL);

      g_string_append_printf (text, "%s=%s\n", names[i], value);
    }
  return g_string_free (text, FALSE);
}

static void
group_from_text (GKeyFile *keys, const gchar *group, const gchar *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_key_file_remove_group (keys, group, NULL);
  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) pair = g_strsplit (lines[i], "=", 2);

      if (g_strv_length (pair) == 2)
        g_key_file_set_value (keys, group, pair[0], pair[1]);
    }
}

/* The group's values over the defaults; NULL and an error where one of them is bad. */
static RetextureParameters *
read_group (GKeyFile *keys, const gchar *group, RetextureParameters *like, GError **error)
{
  g_autoptr (RetextureParameters) parameters = retexture_parameters_copy (like);
  g_autofree gchar *text = group_to_text (keys, group);

  retexture_parameters_reset (parameters);
  if (!retexture_parameters_from_text (parameters, text, error))
    {
      g_prefix_error (error, _ ("Preset “%s”: "), group);
      return NULL;
    }
  return g_steal_pointer (&parameters);
}

static gboolean
check_known (GKeyFile *keys, const gchar *name, GError **error)
{
  if (g_key_file_has_group (keys, name))
    return TRUE;

  g_set_error (error, RETEXTURE_PRESETS_ERROR, RETEXTURE_PRESETS_ERROR_NAME,
               _ ("There is no preset “%s”."), name);
  return FALSE;
}

/* ---- what the header promises ---- */

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const gchar *const *) a, *(const gchar *const *) b);
}

gchar *
retexture_presets_get_file (const gchar *folder, const gchar *procedure)
{
  g_autofree gchar *name = g_strconcat (procedure, ".presets", NULL);

  return g_build_filename (folder, "retexture", name, NULL);
}

gchar **
retexture_presets_list (const gchar *file, GError **error)
{
  g_autoptr (GKeyFile) keys = read_own (file, error);
  gchar **names;
  gsize n;

  if (!keys)
    return NULL;

  names = g_key_file_get_groups (keys, &n);
  qsort (names, n, sizeof *names, compare_names);
  return names;
}

gboolean
retexture_presets_load (const gchar *file,
                        const gchar *name,
                        RetextureParameters *parameters,
                        GError **error)
{
  g_autoptr (GKeyFile) keys = read_own (file, error);
  g_autoptr (RetextureParameters) preset = NULL;
  g_autofree gchar *text = NULL;

  if (!keys || !check_known (keys, name, error))
    return FALSE;

  preset = read_group (keys, name, parameters, error);
  if (!preset)
    return FALSE;

  /* In one go, so that whoever listens hears of one change. */
  text = retexture_parameters_to_text (preset);
  return retexture_parameters_from_text (parameters, text, error);
}

gboolean
retexture_presets_save (const gchar *file,
                        const gchar *name,
                        RetextureParameters *parameters,
                        GError **error)
{
  g_autoptr (GKeyFile) keys = NULL;
  g_autofree gchar *text = retexture_parameters_to_text (parameters);

  if (!check_name (name, error))
    return FALSE;
  keys = read_own (file, error);
  if (!keys)
    return FALSE;

  group_from_text (keys, name, text);
  return write_file (keys, file, error);
}

gboolean
retexture_presets_delete (const gchar *file, const gchar *name, GError **error)
{
  g_autoptr (GKeyFile) keys = read_own (file, error);

  if (!keys || !check_known (keys, name, error))
    return FALSE;

  g_key_file_remove_group (keys, name, NULL);
  return write_file (keys, file, error);
}

gboolean
retexture_presets_import (const gchar *file,
                          const gchar *other,
                          RetextureParameters *parameters,
                          GError **error)
{
  g_autoptr (GKeyFile) theirs = read_file (other, error);
  g_autoptr (GKeyFile) ours = theirs ? read_own (file, error) : NULL;
  g_auto (GStrv) names = ours ? g_key_file_get_groups (theirs, NULL) : NULL;

  if (!names)
    return FALSE;
  if (!names[0])
    return refuse_file (other, _ ("it holds none."), error);

  for (guint i = 0; names[i]; i++)
    {
      g_autoptr (GError) cause = NULL;
      g_autoptr (RetextureParameters) preset = NULL;
      g_autofree gchar *text = NULL;

      if (!check_name (names[i], &cause)
          || !(preset = read_group (theirs, names[i], parameters, &cause)))
        return refuse_file (other, cause->message, error);

      text = retexture_parameters_to_text (preset);
      group_from_text (ours, names[i], text);
    }
  return write_file (ours, file, error);
}

gboolean
retexture_presets_export (const gchar *file, const gchar *other, GError **error)
{
  g_autoptr (GKeyFile) keys = read_own (file, error);

  return keys && write_file (keys, other, error);
}
