/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What Recover has to know of the pictures, found once for all values: what the edit lost, from
 * where healthy texture can be borrowed, and the photograph's grain. May be asked from several
 * threads.
 */
#pragma once

#include "aligned.h"
#include "grain.h"
#include "lenders.h"
#include "missing-range.h"
#include "source-weights.h"
#include "wanted-cells.h"

#define RETEXTURE_TYPE_RECOVERY (retexture_recovery_get_type ())
G_DECLARE_FINAL_TYPE (RetextureRecovery, retexture_recovery, RETEXTURE, RECOVERY, GObject)

/* `original` lies where the edit has it, by `aligned` where that was asked for; `given` is the
 * photograph as it was given, whose grain is its own. An original that does not reach the edit is
 * none. All three may be NULL, and so may
 * `selection` (Y, 0 to 1), which is what wants texture. NULL when cancelled. */
RetextureRecovery *retexture_recovery_new (GeglBuffer *edit,
                                           GeglBuffer *original,
                                           RetextureAligned *aligned,
                                           GeglBuffer *given,
                                           GeglBuffer *selection,
                                           GCancellable *cancellable);

gboolean retexture_recovery_has_original (RetextureRecovery *self);

/* Fills area->width x area->height values: how much steeper light and dark of the edit are than the
 * original's, whose texture returns as steep; 1 without an original. */
void retexture_recovery_read_contrast (RetextureRecovery *self,
                                       const GeglRectangle *area,
                                       gfloat *values);

/* Where texture ends and tone begins, found from the spectra of the two pictures, in pixels; a
 * usual one without an original, and where nothing was lost. */
gdouble retexture_recovery_get_radius (RetextureRecovery *self);

/* By how much to make up for what aligning took from the original's finest band. */
gfloat retexture_recovery_get_sharpening (RetextureRecovery *self);

/* And the share of its deviation there that it kept. */
gdouble retexture_recovery_get_faded (RetextureRecovery *self);

/* NULL where the photograph has no grain that could be measured. */
RetextureGrain *retexture_recovery_get_grain (RetextureRecovery *self);

/* For each block, the share of it that healthy blocks around have; NULL where the photograph has
 * none, or is at hand and shows what the edit does. */
const RetextureLattice *retexture_recovery_get_grain_around (RetextureRecovery *self);

/* For each block how much of its texture it has lost, or with an original, how surely that shows
 * something else: 0 to 1. */
const RetextureLattice *retexture_recovery_get_lost (RetextureRecovery *self);

/* What follows for certain values; kept for a while. */
typedef struct
{
  gdouble radius_px;
  gboolean protect;
  RetextureSurface surface;
  RetextureMissingRange *range;         /* NULL without an original */
  RetextureSourceWeights *weights;      /* those of borrowed texture limited to where it belongs */
  RetextureWantedCells *lent, *grained; /* where borrowed texture and grain have a weight */
  RetextureLenders *lenders;
} RetextureRecoverySetup;

RetextureRecoverySetup *retexture_recovery_get_setup (RetextureRecovery *self,
                                                      gdouble radius_px,
                                                      gboolean protect,
                                                      RetextureSurface surface);
void retexture_recovery_setup_unref (RetextureRecoverySetup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureRecoverySetup, retexture_recovery_setup_unref)
