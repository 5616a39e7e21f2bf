/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define NAME "retexture-ledger.jsonl"

struct _BatchLedger
{
  gchar *path;
  int file;
  GHashTable *last; /* out → JsonObject */
};

static const gchar *const states[] = {
  [BATCH_UNKNOWN] = "",  [BATCH_BEGUN] = "begun",   [BATCH_WRITTEN] = "written",
  [BATCH_DONE] = "done", [BATCH_FAILED] = "failed", [BATCH_SET_ASIDE] = "set-aside",
};

static gboolean
refuse (const BatchLedger *self, GError **error)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _ ("The ledger %s: %s"),
               self->path, g_strerror (errno));
  return FALSE;
}

static void
object_unref (gpointer object)
{
  json_object_unref (object);
}

static void
remember (BatchLedger *self, JsonObject *line)
{
  g_hash_table_replace (self->last, g_strdup (json_object_get_string_member (line, "out")),
                        json_object_ref (line));
}

/* What was cut off in the middle of a line is none. */
static void
read_line (BatchLedger *self, const gchar *text)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;

  if (!*text || !json_parser_load_from_data (parser, text, -1, NULL))
    return;
  root = json_parser_get_root (parser);
  if (root && JSON_NODE_HOLDS_OBJECT (root)
      && json_object_has_member (json_node_get_object (root), "out"))
    remember (self, json_node_get_object (root));
}

static gboolean
read_all (BatchLedger *self, GError **error)
{
  g_autofree gchar *contents = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (self->path, &contents, NULL, error))
    return FALSE;
  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    read_line (self, lines[i]);
  return TRUE;
}

BatchLedger *
batch_ledger_open (const gchar *folder, GError **error)
{
  g_autoptr (BatchLedger) self = g_new0 (BatchLedger, 1);

  self->path = g_build_filename (folder, NAME, NULL);
  self->last = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, object_unref);
  self->file = open (self->path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
  if (self->file < 0)
    {
      refuse (self, error);
      return NULL;
    }
  return read_all (self, error) ? g_steal_pointer (&self) : NULL;
}

void
batch_ledger_free (BatchLedger *self)
{
  if (self->file >= 0)
    close (self->file);
  g_hash_table_unref (self->last);
  g_free (self->path);
  g_free (self);
}

JsonObject *
batch_ledger_find (BatchLedger *self, const gchar *out, const gchar *inputs, const gchar *steps)
{
  JsonObject *line = g_hash_table_lookup (self->last, out);

  return line
                 && g_strcmp0 (json_object_get_string_member_with_default (line, "inputs", ""),
                               inputs)
                        == 0
                 && g_strcmp0 (json_object_get_string_member_with_default (line, "steps", ""),
                               steps)
                        == 0
             ? line
             : NULL;
}

GPtrArray *
batch_ledger_list (BatchLedger *self, const gchar *steps)
{
  GPtrArray *lines = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer line;

  read_all (self, NULL);
  g_hash_table_iter_init (&iter, self->last);
  while (g_hash_table_iter_next (&iter, NULL, &line))
    if (g_str_equal (json_object_get_string_member_with_default (line, "steps", ""), steps))
      g_ptr_array_add (lines, line);
  return lines;
}

BatchState
batch_ledger_get_state (JsonObject *line)
{
  const gchar *state = line ? json_object_get_string_member_with_default (line, "state", "") : "";

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i], state))
      return i;
  return BATCH_UNKNOWN;
}

gboolean
batch_ledger_knows (BatchLedger *self, const gchar *out)
{
  return g_hash_table_contains (self->last, out);
}

/* A writer that was killed may have left half a line. */
static gboolean
ends_within_a_line (const BatchLedger *self)
{
  const off_t size = lseek (self->file, 0, SEEK_END);
  gchar last = '\n';

  return size > 0 && pread (self->file, &last, 1, size - 1) == 1 && last != '\n';
}

/* All of it or nothing, among other writers. */
static gboolean
append (const BatchLedger *self, const gchar *json)
{
  g_autofree gchar *text = NULL;
  gboolean written;

  if (flock (self->file, LOCK_EX) != 0)
    return FALSE;
  text = g_strconcat (ends_within_a_line (self) ? "\n" : "", json, "\n", NULL);
  written = write (self->file, text, strlen (text)) == (gssize) strlen (text)
            && fsync (self->file) == 0;
  flock (self->file, LOCK_UN);
  return written;
}

gboolean
batch_ledger_add (
    BatchLedger *self, const gchar *out, BatchState state, JsonObject *line, GError **error)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree gchar *when = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree gchar *json = NULL;

  json_object_set_string_member (line, "out", out);
  json_object_set_string_member (line, "state", states[state]);
  json_object_set_string_member (line, "when", when);
  json_node_take_object (node, line);
  json_generator_set_root (generator, node);
  json = json_generator_to_data (generator, NULL);
  if (!append (self, json))
    return refuse (self, error);
  remember (self, line);
  return TRUE;
}
