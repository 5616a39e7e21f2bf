/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A batch: all pictures through all steps, on several workers; nothing lost and nothing done twice,
 * whenever it is killed.
 */
#pragma once

#include "gate.h"
#include "ledger.h"
#include "pictures.h"

typedef struct
{
  GPtrArray *pictures; /* of BatchPicture, those that are to be made */
  JsonArray *steps;
  gint quality;
  gint jobs;              /* workers */
  gint64 megabytes;       /* of memory for each of their processes; 0: as many as they like */
  gint patience;          /* seconds for one picture, until its worker counts as dead */
  gboolean overwrite;     /* files that no batch made */
  gboolean retry;         /* what was set aside */
  gboolean contact;       /* whether a contact sheet is made */
  const gchar *gate_text; /* NULL: everything is let through */
  const BatchGate *gate;
  const gchar *out; /* folder */
  BatchLedger *ledger;
} BatchRun;

typedef struct
{
  guint done, already, missed, failed, set_aside; /* `missed` are among those done */
} BatchCounts;

/* What stands in the way of starting, a line each; "" where nothing does. */
gchar *batch_run_find_obstacles (const BatchRun *run);

/* FALSE and an error where nothing was begun, or the ledger could not be written. */
gboolean batch_run (BatchRun *run, BatchCounts *counts, GError **error);

/* The ledger's lines about these pictures, as far as they were begun; and about those of other
 * programs that take the same steps, too. Borrowed. */
GPtrArray *batch_run_list_own_lines (const BatchRun *run);
GPtrArray *batch_run_list_all_lines (const BatchRun *run);
