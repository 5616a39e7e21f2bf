/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A batch: all pictures through all steps, on several workers; nothing lost and nothing done twice,
 * whenever it is killed.
 */
#pragma once

#include "ledger.h"
#include "pictures.h"

typedef struct
{
  GPtrArray *pictures; /* of BatchPicture, those that are to be made */
  JsonArray *steps;
  gint quality;
  gint jobs;          /* workers */
  gint64 megabytes;   /* of memory for each of their processes; 0: as many as they like */
  gint patience;      /* seconds for one picture, until its worker counts as dead */
  gboolean overwrite; /* files that no batch made */
  gboolean retry;     /* what was set aside */
  BatchLedger *ledger;
} BatchRun;

typedef struct
{
  guint done, already, failed, set_aside;
} BatchCounts;

/* What stands in the way of starting, a line each; "" where nothing does. */
gchar *batch_run_find_obstacles (const BatchRun *run);

/* FALSE and an error where nothing was begun, or the ledger could not be written. */
gboolean batch_run (BatchRun *run, BatchCounts *counts, GError **error);
