/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Channels that say where something is, over the image in red, to be painted.
 */
#pragma once

#include "job.h"

/* A channel of the job's title with `marks` (Y, 0 to 1; in the edit's coordinates). The layer stays
 * the selected one. */
gint32 retexture_channel_add (const RetextureJob *job, GeglBuffer *marks);

/* Copies marks, moved by (dx, dy), into a drawable. */
void retexture_channel_fill (gint32 drawable, GeglBuffer *marks, gint dx, gint dy);

/* What is called last of the image's channels that a procedure made; -1: none. */
gint32 retexture_channel_find (gint32 image, const gchar *procedure);
