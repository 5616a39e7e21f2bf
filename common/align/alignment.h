/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finds where every place of an edit is in the original, whatever their sizes, and says how sure
 * that is. Called by the operation and by whoever asks about it; knows nothing of GIMP.
 */
#pragma once

#include <gegl.h>
#include <gio/gio.h>

#include "confidence.h"
#include "field.h"

/* Neither side of either picture may be smaller. */
#define RETEXTURE_ALIGNMENT_LEAST 64

typedef enum
{
  RETEXTURE_ALIGNMENT_FOUND,
  RETEXTURE_ALIGNMENT_NO_GAIN,  /* no map fits better than none: they are aligned as well as can be
                                 */
  RETEXTURE_ALIGNMENT_UNRELATED /* they do not show the same */
} RetextureAlignmentVerdict;

typedef struct
{
  RetextureAlignmentVerdict verdict;
  RetextureModel model;
  RetextureMotion motion;       /* from pixels of the edit to those of the original */
  gdouble displacement;         /* the most a corner moved, in the original's pixels, from where the
                                 * sizes put it, or the field moved any place */
  gdouble before, after;        /* correlation of the kept bands, -1 to 1 */
  gdouble related;              /* share of the edit, 0 to 1, where the two agree at a glance */
  RetextureLattice *confidence; /* how sure that is from place to place (confidence.h); NULL where
                                 * they are unrelated */
  RetextureLatticePlace places; /* of these, in pixels of the edit from its corner */
  gdouble matched;              /* their mean */
  gdouble residual;             /* what robustly remains, in deviations of the bands */
} RetextureAlignment;

/* Told how much is done, 0 to 1, from time to time, on the thread that asked; what it returns does
 * not matter. */
typedef gboolean (*RetextureProgressFunc) (gdouble share);

/* `simplest` and `richest` bound the model; a local one is made only where it is the richest, and
 * gains. Where the pictures lie does not count: both are looked at by their own extents. Neither
 * may be smaller than RETEXTURE_ALIGNMENT_LEAST. `progress` and `cancellable` may be NULL. The
 * caller clears it. */
RetextureAlignment retexture_alignment_find (GeglBuffer *edit,
                                             GeglBuffer *original,
                                             RetextureModel simplest,
                                             RetextureModel richest,
                                             RetextureProgressFunc progress,
                                             GCancellable *cancellable);

void retexture_alignment_clear (RetextureAlignment *self);
