/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What there is to look at and to count after a batch, in a folder of its own among the results: a
 * contact sheet of all pictures, the worst first, and their numbers as CSV and JSON.
 */
#pragma once

#include <json-glib/json-glib.h>

/* Keeps the pictures of `sheet`, base64 of JPEG by name, for the result of that name. What cannot
 * be kept is left out. */
void batch_contact_keep (const gchar *out, const gchar *name, JsonObject *sheet);

/* `lines` are the ledger's, one for each picture. FALSE and an error. */
gboolean batch_contact_write (const gchar *out, GPtrArray *lines, GError **error);
