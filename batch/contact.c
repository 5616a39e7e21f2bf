/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "contact.h"

#include "ledger.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define FOLDER "retexture-contact"

/* As the worker calls them, in the order of the sheet. */
static const gchar *const pictures[] = { "before", "after", "before-detail", "after-detail" };

/* Details are shown pixel by pixel. */
static const gchar style[]
    = "body{margin:2em;font-family:sans-serif}article{margin-bottom:2em}"
      "img{vertical-align:top;margin:0 .5em .5em 0}.before,.after{height:14em}"
      "h2{font-size:1em;margin:.3em 0}.bad{color:#b00}p{margin:.3em 0}";

/* ---- pictures ---- */

static gchar *
folder_in (const gchar *out)
{
  return g_build_filename (out, FOLDER, NULL);
}

/* Results may be called anything. */
static gchar *
picture_name (const gchar *name, const gchar *which)
{
  g_autofree gchar *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);

  return g_strdup_printf ("%.16s-%s.jpg", hash, which);
}

void
batch_contact_keep (const gchar *out, const gchar *name, JsonObject *sheet)
{
  g_autofree gchar *folder = folder_in (out);

  g_mkdir (folder, 0777);
  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      const gchar *text = json_object_get_string_member_with_default (sheet, pictures[i], "");
      g_autofree gchar *file = picture_name (name, pictures[i]);
      g_autofree gchar *path = g_build_filename (folder, file, NULL);
      gsize length;
      g_autofree guchar *data = g_base64_decode (text, &length);

      if (length > 0)
        g_file_set_contents (path, (const gchar *) data, length, NULL);
    }
}

/* ---- what the lines say ---- */

static const gchar *
get (JsonObject *line, const gchar *member)
{
  return json_object_get_string_member_with_default (line, member, "");
}

static const gchar *
reason_of (JsonObject *line)
{
  return *get (line, "error") ? get (line, "error") : get (line, "missed");
}

static JsonObject *
report_of (JsonObject *line)
{
  return json_object_has_member (line, "report") ? json_object_get_object_member (line, "report")
                                                 : NULL;
}

static gchar *
text_of (JsonNode *node)
{
  gchar number[G_ASCII_DTOSTR_BUF_SIZE];

  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  return g_strdup (g_ascii_formatd (number, sizeof number, "%.6g", json_node_get_double (node)));
}

/* How bad: what failed, then what the gate kept back, then by how far tone moved, where it is
 * known. */
static gdouble
badness (JsonObject *line)
{
  JsonObject *report = report_of (line);
  g_autoptr (GList) members = report ? json_object_get_members (report) : NULL;
  gdouble shift = 0.0;

  for (GList *item = members; item; item = item->next)
    if (g_str_has_suffix (item->data, ".tone-shift"))
      shift = MAX (shift, json_object_get_double_member (report, item->data));
  return (*get (line, "error") ? 2e6 : 0.0) + (*get (line, "missed") ? 1e6 : 0.0) + shift;
}

static gint
worst_first (gconstpointer a, gconstpointer b)
{
  JsonObject *one = *(JsonObject *const *) a, *other = *(JsonObject *const *) b;
  const gdouble difference = badness (other) - badness (one);

  return difference > 0.0   ? 1
         : difference < 0.0 ? -1
                            : strcmp (get (one, "out"), get (other, "out"));
}

/* ---- the sheet ---- */

static void
append (GString *html, const gchar *before, const gchar *text, const gchar *after)
{
  g_autofree gchar *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (html, "%s%s%s", before, escaped, after);
}

static void
append_pictures (GString *html, const gchar *folder, const gchar *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autofree gchar *file = picture_name (name, pictures[i]);
      g_autofree gchar *path = g_build_filename (folder, file, NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        g_string_append_printf (html, "<img class=\"%s\" alt=\"\" src=\"%s\">\n", pictures[i],
                                file);
    }
}

static void
append_numbers (GString *html, JsonObject *report)
{
  g_autoptr (GList) members = report ? json_object_get_members (report) : NULL;

  g_string_append (html, "<p>");
  for (GList *item = members; item; item = item->next)
    {
      JsonNode *node = json_object_get_member (report, item->data);
      g_autofree gchar *value = text_of (node);

      if (json_node_get_value_type (node) == G_TYPE_STRING)
        continue;
      append (html, "", item->data, " ");
      append (html, "", value, "; ");
    }
  g_string_append (html, "</p>\n");
}

static gchar *
make_sheet (const gchar *folder, GPtrArray *lines)
{
  GString *html = g_string_new ("<!DOCTYPE html>\n<meta charset=\"utf-8\">\n");

  append (html, "<title>", _ ("Contact sheet"), "</title>\n");
  g_string_append_printf (html, "<style>%s</style>\n", style);
  append (html, "<h1>", _ ("Contact sheet"), "</h1>\n");
  append (html, "<p>",
          _ ("Before, after, and both at full size where most changed; the worst first."),
          "</p>\n");
  for (guint i = 0; i < lines->len; i++)
    {
      JsonObject *line = lines->pdata[i];
      g_autofree gchar *name = g_uri_unescape_string (get (line, "out"), NULL);

      append (html, "<article><h2>", name ? name : get (line, "out"), "</h2>\n");
      if (*reason_of (line))
        append (html, "<p class=\"bad\">", reason_of (line), "</p>\n");
      append_pictures (html, folder, get (line, "out"));
      append_numbers (html, report_of (line));
      g_string_append (html, "</article>\n");
    }
  return g_string_free (html, FALSE);
}

/* ---- numbers ---- */

/* All names of numbers there are, sorted. */
static GList *
list_columns (GPtrArray *lines)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < lines->len; i++)
    {
      JsonObject *report = report_of (lines->pdata[i]);
      g_autoptr (GList) members = report ? json_object_get_members (report) : NULL;

      for (GList *item = members; item; item = item->next)
        g_hash_table_add (seen, item->data);
    }
  return g_list_sort (g_hash_table_get_keys (seen), (GCompareFunc) strcmp);
}

/* RFC 4180. */
static void
append_field (GString *csv, const gchar *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\"", -1);
  g_autofree gchar *doubled = g_strjoinv ("\"\"", parts);

  g_string_append_printf (csv, "%s\"%s\"",
                          csv->len == 0 || csv->str[csv->len - 1] == '\n' ? "" : ",", doubled);
}

static void
append_row (GString *csv, JsonObject *line, GList *columns)
{
  JsonObject *report = report_of (line);

  append_field (csv, get (line, "out"));
  append_field (csv, get (line, "state"));
  append_field (csv, reason_of (line));
  for (GList *item = columns; item; item = item->next)
    {
      JsonNode *node = report ? json_object_get_member (report, item->data) : NULL;
      g_autofree gchar *value = node ? text_of (node) : g_strdup ("");

      append_field (csv, value);
    }
  g_string_append (csv, "\r\n");
}

static gchar *
make_csv (GPtrArray *lines)
{
  static const gchar *const first[] = { "result", "state", "reason" };
  g_autoptr (GList) columns = list_columns (lines);
  GString *csv = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    append_field (csv, first[i]);
  for (GList *item = columns; item; item = item->next)
    append_field (csv, item->data);
  g_string_append (csv, "\r\n");
  for (guint i = 0; i < lines->len; i++)
    append_row (csv, lines->pdata[i], columns);
  return g_string_free (csv, FALSE);
}

static gchar *
make_json (GPtrArray *lines)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_ARRAY);
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < lines->len; i++)
    json_array_add_object_element (list, json_object_ref (lines->pdata[i]));
  json_node_take_array (root, list);
  json_generator_set_pretty (generator, TRUE);
  json_generator_set_root (generator, root);
  return json_generator_to_data (generator, NULL);
}

static gboolean
write_file (const gchar *folder, const gchar *name, const gchar *text, GError **error)
{
  g_autofree gchar *path = g_build_filename (folder, name, NULL);

  return g_file_set_contents (path, text, -1, error);
}

gboolean
batch_contact_write (const gchar *out, GPtrArray *lines, GError **error)
{
  g_autofree gchar *folder = folder_in (out);
  g_autofree gchar *sheet = NULL;
  g_autofree gchar *csv = NULL;
  g_autofree gchar *json = NULL;

  g_mkdir (folder, 0777);
  g_ptr_array_sort (lines, worst_first);
  sheet = make_sheet (folder, lines);
  csv = make_csv (lines);
  json = make_json (lines);
  return write_file (folder, "index.html", sheet, error)
         && write_file (folder, "numbers.csv", csv, error)
         && write_file (folder, "numbers.json", json, error);
}
