/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the suite did to an image, kept with the image itself, so that it is known after layers were
 * merged; and read together with what the layers that are still there tell.
 */
#pragma once

#include "job.h"
#include "steps.h"

/* Notes a run: that it changed its edit (`layer` -1), or made `layer`, in the place of the job's
 * previous one. To be called while that is still there. Returns when that was. */
gchar *retexture_history_add (const RetextureJob *job, gint32 layer);

/* All steps, oldest first. */
GPtrArray *retexture_history_collect (gint32 image);
