/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A GIMP without a window that takes one picture after the other, so that it is started once; and
 * how it is spoken with (plugins/batch-worker.h). When this program ends, so does it.
 */
#pragma once

#include <json-glib/json-glib.h>

typedef struct _BatchWorker BatchWorker;

/* `answer` is NULL where the worker died, which is the last that is heard of it; `user_data` is the
 * worker's. */
typedef void (*BatchAnswered) (BatchWorker *worker, JsonObject *answer, gpointer user_data);

/* `megabytes` of memory for each of its processes, 0 for as many as they like. NULL and an error.
 */
BatchWorker *
batch_worker_start (gint64 megabytes, BatchAnswered answered, gpointer user_data, GError **error);

/* One thing at a time. */
void batch_worker_ask (BatchWorker *self, JsonObject *question);

/* Its death is told as any other. */
void batch_worker_kill (BatchWorker *self);

/* What it said before it died, its last lines; free it. */
gchar *batch_worker_get_last_words (BatchWorker *self);

void batch_worker_free (BatchWorker *self);
