/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Masks that were painted on outlive a new rendering: that of the whole result where the same one
 * would be made, and those of its parts where they are no longer as they were made.
 */
#pragma once

#include "job.h"

/* The painted mask of the result that the job replaces; NULL: make a new one. */
GeglBuffer *retexture_kept_masks_find (const RetextureJob *job, gint width, gint height);

/* The same of one of its parts. */
GeglBuffer *
retexture_kept_masks_find_part (const RetextureJob *job, gint part, gint width, gint height);

/* Notes on a layer that it is this part, and what its mask holds, which is what `made` does, in the
 * same format. */
void retexture_kept_masks_note_part (gint32 layer, gint part, GeglBuffer *made);

/* The number that was noted on a layer, or -1. */
gint retexture_kept_masks_get_part (gint32 layer);
