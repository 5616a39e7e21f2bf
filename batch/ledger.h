/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What became of each picture: a line of JSON for each thing that happened, in the results' folder.
 * Lines are only ever added, each at once and on the disk before anything that depends on it, so
 * that a run that was killed at any moment is taken up where it was; several programs may add to
 * one.
 */
#pragma once

#include <json-glib/json-glib.h>

typedef enum
{
  BATCH_UNKNOWN,  /* never begun */
  BATCH_BEGUN,    /* its temporary file may lie about, whole or not */
  BATCH_WRITTEN,  /* that file is whole, with a hash, and about to get its name */
  BATCH_DONE,     /* it has its name */
  BATCH_FAILED,   /* it was refused, with a sentence */
  BATCH_SET_ASIDE /* it killed its worker more than once */
} BatchState;

typedef struct _BatchLedger BatchLedger;

/* In `folder`, read as far as it goes; NULL and an error. */
BatchLedger *batch_ledger_open (const gchar *folder, GError **error);
void batch_ledger_free (BatchLedger *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatchLedger, batch_ledger_free)

/* The last line about the result of that name, made by these steps from this edit; NULL where there
 * is none, or it was another edit or other steps. Borrowed until the next line is added. */
JsonObject *
batch_ledger_find (BatchLedger *self, const gchar *out, const gchar *edit, const gchar *steps);
BatchState batch_ledger_get_state (JsonObject *line);

/* The last line about every result that was made by these steps, of all programs that wrote here;
 * borrowed as above. */
GPtrArray *batch_ledger_list (BatchLedger *self, const gchar *steps);

/* Whether any run made a file of that name here. */
gboolean batch_ledger_knows (BatchLedger *self, const gchar *out);

/* Adds a line: `state`, about `out`, and what else is in `line`, which is taken over. FALSE and an
 * error where it is not on the disk. */
gboolean batch_ledger_add (
    BatchLedger *self, const gchar *out, BatchState state, JsonObject *line, GError **error);
