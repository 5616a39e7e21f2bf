/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What imperfection.c keeps, for level-measure.c; and what that finds, for imperfection.c.
 */
#pragma once

#include "imperfection.h"
#include "kept.h"

struct _RetextureImperfection
{
  GObject parent;

  GeglBuffer *reference; /* the original, or the edit */
  GeglBuffer *selection; /* NULL: all */
  GeglRectangle frame;
  RetextureMissing *missing; /* NULL without an original */
  gboolean made;             /* that is, of the edit */
  gint n;
  RetextureLattice *energies[RETEXTURE_BAND_MOST][2]; /* of reference and edit */
  RetextureLattice *coarse[2][3];

  GMutex mutex;
  RetextureKept setups, masks;
  RetextureImperfection *model; /* the last; NULL: none yet */
};

/* How much steeper the edit's light and shade are than the reference's, all in all, where the level
 * applies. */
gdouble retexture_imperfection_find_contrast (const RetextureImperfection *self,
                                              const RetextureLevelMask *mask);
