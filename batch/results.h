/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The results' files and what they are known by: names, keys, hashes, and the temporary file that
 * takes its name when all is well.
 */
#pragma once

#include <json-glib/json-glib.h>

#include "pictures.h"

/* Ledgers are text and names need not be: of a path; and of a result, without its folder. */
gchar *batch_results_get_uri (const gchar *path);
gchar *batch_results_get_name (const BatchPicture *picture);

/* Of what is done; another one where pictures would come out otherwise. */
gchar *batch_results_get_key (JsonArray *steps, gint quality, const gchar *gate);

/* Of what a picture is made from; another one where a file is another, or newer. */
gchar *batch_results_get_inputs (const BatchPicture *picture);

gboolean batch_results_has_hash (const gchar *path, const gchar *hash);

/* Where a result goes, by whether it missed the gate. */
gchar *batch_results_get_path (const BatchPicture *picture, gboolean is_missed);

/* A name for a file in work, without a folder; and where that is, NULL where the name is none of
 * those. */
gchar *batch_results_new_temporary (const BatchPicture *picture);
gchar *batch_results_get_temporary_path (const BatchPicture *picture, const gchar *name);

/* The whole file takes its name, and one that an earlier run made with another verdict goes. FALSE,
 * with errno, where it cannot. */
gboolean
batch_results_give_name (const BatchPicture *picture, const gchar *temporary, const gchar *path);
