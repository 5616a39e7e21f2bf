/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "results.h"

#include <glib/gstdio.h>
#include <string.h>

/* Of a folder among the results. */
#define MISSED "missed"
/* Names of files in work begin with it. */
#define TEMPORARY ".retexture-"

gchar *
batch_results_get_uri (const gchar *path)
{
  g_autofree gchar *whole = g_canonicalize_filename (path, NULL);

  return g_filename_to_uri (whole, NULL, NULL);
}

gchar *
batch_results_get_name (const BatchPicture *picture)
{
  g_autofree gchar *name = g_path_get_basename (picture->out);

  return g_uri_escape_string (name, " ()", TRUE);
}

gchar *
batch_results_get_key (JsonArray *steps, gint quality, const gchar *gate)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  g_autofree gchar *json = NULL;
  g_autofree gchar *text = NULL;

  json_node_set_array (node, steps);
  json_generator_set_root (generator, node);
  json = json_generator_to_data (generator, NULL);
  text = g_strdup_printf ("%s %d %s", json, quality, gate ? gate : "");
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

static void
append_file (GString *text, const gchar *path)
{
  g_autofree gchar *uri = path ? batch_results_get_uri (path) : g_strdup ("");
  GStatBuf status = { 0 };

  if (path && g_stat (path, &status) != 0)
    memset (&status, 0, sizeof status);
  g_string_append_printf (text, "%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", uri,
                          (gint64) status.st_size, (gint64) status.st_mtime);
}

gchar *
batch_results_get_inputs (const BatchPicture *picture)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_file (text, picture->edit);
  append_file (text, picture->original);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, -1);
}

static gchar *
hash_of (const gchar *path)
{
  g_autofree gchar *contents = NULL;
  gsize length;

  return g_file_get_contents (path, &contents, &length, NULL)
             ? g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) contents, length)
             : NULL;
}

gboolean
batch_results_has_hash (const gchar *path, const gchar *hash)
{
  g_autofree gchar *there = hash_of (path);

  return there && g_str_equal (there, hash);
}

/* Where a result goes that the gate does not let through. */
static gchar *
missed_path (const BatchPicture *picture)
{
  g_autofree gchar *folder = g_path_get_dirname (picture->out);
  g_autofree gchar *name = g_path_get_basename (picture->out);

  return g_build_filename (folder, MISSED, name, NULL);
}

gchar *
batch_results_get_path (const BatchPicture *picture, gboolean is_missed)
{
  return is_missed ? missed_path (picture) : g_strdup (picture->out);
}

gboolean
batch_results_give_name (const BatchPicture *picture, const gchar *temporary, const gchar *path)
{
  const gboolean is_missed = !g_str_equal (path, picture->out);
  g_autofree gchar *folder = g_path_get_dirname (path);
  g_autofree gchar *other = is_missed ? g_strdup (picture->out) : missed_path (picture);

  if (is_missed)
    g_mkdir (folder, 0777);
  if (g_rename (temporary, path) != 0)
    return FALSE;
  if (picture->made_before)
    g_unlink (other);
  return TRUE;
}

gchar *
batch_results_new_temporary (const BatchPicture *picture)
{
  const gchar *ending = strrchr (picture->out, '.');

  return g_strdup_printf (TEMPORARY "%08x%08x%s", g_random_int (), g_random_int (), ending);
}

gchar *
batch_results_get_temporary_path (const BatchPicture *picture, const gchar *name)
{
  g_autofree gchar *folder = g_path_get_dirname (picture->out);

  return g_str_has_prefix (name, TEMPORARY) && !strchr (name, '/')
             ? g_build_filename (folder, name, NULL)
             : NULL;
}
