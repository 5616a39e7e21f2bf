/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which pictures there are, which original belongs to which edit, and what each becomes.
 *
 * An edit's partner has the same name but for the ending; or its name is the edit's up to a hyphen,
 * underscore, dot or space (`ring.jpg` of `ring-edit.png`), the longest of those; of several with
 * the same name, the one with the edit's own ending, else the first by its ending.
 */
#pragma once

#include <glib.h>

typedef struct
{
  gchar *edit;          /* path */
  gchar *original;      /* path, or NULL */
  gchar *out;           /* path */
  gint attempts;        /* that ended with the death of a worker */
  gboolean made_before; /* an earlier run wrote to that name */
} BatchPicture;

/* A list that frees them, sorted by name; NULL and an error where a folder cannot be read.
 * `originals` may be NULL; `ending` is that of all results, NULL for each edit's own. Hidden files
 * and what GIMP's usual formats are not is passed over. */
GPtrArray *batch_pictures_list (const gchar *edits,
                                const gchar *originals,
                                const gchar *out,
                                const gchar *ending,
                                GError **error);

/* What stands in the way of starting, a line each; "" where nothing does: results with one name, or
 * with that of an input. */
gchar *batch_pictures_find_clashes (GPtrArray *pictures);
