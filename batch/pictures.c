/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "pictures.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

static const gchar *const endings[]
    = { "jpg", "jpeg", "png", "tif", "tiff", "webp", "xcf", "psd", NULL };

/* After these, an edit's name may go on. */
#define SEPARATORS "-_. "

static void
picture_free (gpointer data)
{
  BatchPicture *picture = data;

  g_free (picture->edit);
  g_free (picture->original);
  g_free (picture->out);
  g_free (picture);
}

/* ---- names ---- */

/* Of a file's name, behind its last dot; "" where it has none. */
static const gchar *
ending_of (const gchar *name)
{
  const gchar *dot = strrchr (name, '.');

  return dot && dot != name ? dot + 1 : "";
}

static gchar *
base_of (const gchar *name)
{
  const gchar *ending = ending_of (name);

  return *ending ? g_strndup (name, ending - 1 - name) : g_strdup (name);
}

static gboolean
is_picture (const gchar *name)
{
  g_autofree gchar *ending = g_ascii_strdown (ending_of (name), -1);

  return *name != '.' && g_strv_contains (endings, ending);
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const gchar *const *) a, *(const gchar *const *) b);
}

/* Of the pictures in a folder, sorted; NULL and an error. */
static GPtrArray *
list_names (const gchar *folder, GError **error)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, error);
  GPtrArray *names;
  const gchar *name;

  if (!directory)
    return NULL;
  names = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (directory)))
    {
      g_autofree gchar *path = g_build_filename (folder, name, NULL);

      if (is_picture (name) && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);
  return names;
}

/* ---- partners ---- */

/* How well a name fits an edit's: 0 not at all; the longer the base, the better, and best where the
 * ending is the same, too. */
static gsize
fit (const gchar *edit, const gchar *name)
{
  g_autofree gchar *edit_base = base_of (edit);
  g_autofree gchar *base = base_of (name);
  const gsize length = strlen (base);
  const gboolean begins = length > 0 && g_str_has_prefix (edit_base, base);

  if (!begins || (edit_base[length] && !strchr (SEPARATORS, edit_base[length])))
    return 0;
  return 2 * length + (g_ascii_strcasecmp (ending_of (edit), ending_of (name)) == 0 ? 1 : 0);
}

static const gchar *
find_partner (const gchar *edit, GPtrArray *names)
{
  const gchar *best = NULL;
  gsize most = 0;

  for (guint i = 0; i < names->len; i++)
    if (fit (edit, names->pdata[i]) > most)
      {
        best = names->pdata[i];
        most = fit (edit, best);
      }
  return best;
}

static gchar *
out_name (const gchar *edit, const gchar *ending)
{
  g_autofree gchar *base = base_of (edit);

  return ending ? g_strconcat (base, ".", ending, NULL) : g_strdup (edit);
}

GPtrArray *
batch_pictures_list (const gchar *edits,
                     const gchar *originals,
                     const gchar *out,
                     const gchar *ending,
                     GError **error)
{
  g_autoptr (GPtrArray) names = list_names (edits, error);
  g_autoptr (GPtrArray) others = names && originals ? list_names (originals, error) : NULL;
  GPtrArray *pictures;

  if (!names || (originals && !others))
    return NULL;
  pictures = g_ptr_array_new_with_free_func (picture_free);
  for (guint i = 0; i < names->len; i++)
    {
      BatchPicture *picture = g_new0 (BatchPicture, 1);
      const gchar *partner = others ? find_partner (names->pdata[i], others) : NULL;
      g_autofree gchar *result = out_name (names->pdata[i], ending);

      picture->edit = g_build_filename (edits, names->pdata[i], NULL);
      picture->original = partner ? g_build_filename (originals, partner, NULL) : NULL;
      picture->out = g_build_filename (out, result, NULL);
      g_ptr_array_add (pictures, picture);
    }
  return pictures;
}

/* ---- clashes ---- */

/* Whether both names lead to one file, whatever links lie between. */
static gboolean
is_same_file (const gchar *one, const gchar *other)
{
  GStatBuf a, b;

  return g_stat (one, &a) == 0 && g_stat (other, &b) == 0 && a.st_dev == b.st_dev
         && a.st_ino == b.st_ino;
}

gchar *
batch_pictures_find_clashes (GPtrArray *pictures)
{
  g_autoptr (GHashTable) results = g_hash_table_new (g_str_hash, g_str_equal);
  GString *clashes = g_string_new (NULL);

  for (guint i = 0; i < pictures->len; i++)
    {
      const BatchPicture *picture = pictures->pdata[i];
      g_autofree gchar *shown = g_filename_display_name (picture->out);

      if (!g_hash_table_add (results, picture->out))
        g_string_append_printf (clashes, _ ("Several pictures would become %s.\n"), shown);
      if (is_same_file (picture->edit, picture->out)
          || (picture->original && is_same_file (picture->original, picture->out)))
        g_string_append_printf (clashes, _ ("%s is a picture to be read; it is not overwritten.\n"),
                                shown);
    }
  return g_string_free (clashes, FALSE);
}
