/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One picture of a batch: loaded, taken through its steps, saved and read back.
 */
#pragma once

#include <json-glib/json-glib.h>

#include "job.h"

/* `asked` as batch-worker.h has it. Adds to the object that `answer` is writing. FALSE and an
 * error, and no file then. */
gboolean retexture_batch_picture_make (const RetextureJob *job,
                                       JsonObject *asked,
                                       JsonBuilder *answer,
                                       GError **error);
