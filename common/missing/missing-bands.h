/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A piece of one channel of original and edit as pyramids, and what is missing of it, put together
 * from the bands. Called by what renders blocks, and by what prepares the coarse bands of a whole
 * picture.
 */
#pragma once

#include "missing.h"

/* In pixels of the pictures that are taken apart. */
typedef struct
{
  RetextureMissing *missing;
  gint x, y;                          /* of level 0's first sample, in those pixels */
  gdouble pixel_size;                 /* of them, in the finished picture's */
  gfloat shares[RETEXTURE_BAND_MOST]; /* of each band, that count */
} RetextureMissingFrame;

/* Where the samples of the pictures' level `k` lie on a lattice over the finished picture, of which
 * a cell is `cell` pixels wide, and the overlap's first pixel lies at `first`. */
RetextureLatticePlace retexture_missing_frame_place (const RetextureMissingFrame *self,
                                                     gint k,
                                                     gdouble cell,
                                                     gdouble first);

/* One level of a piece. */
typedef struct
{
  GeglRectangle own;             /* of which samples are wanted */
  RetextureLevel original, edit; /* with what the next level needs around them */
  gfloat *returned, *removed;    /* gains for its own samples; not of the last level */
} RetextureMissingBand;

typedef struct
{
  gint first, last; /* levels; bands are those from `first` to before `last` */
  RetextureMissingBand levels[RETEXTURE_BAND_MOST + 1];
} RetextureMissingBands;

/* For the samples `own` of level `first`. */
void retexture_missing_bands_set_up (RetextureMissingBands *self,
                                     const RetextureMissingFrame *frame,
                                     gint first,
                                     gint last,
                                     const GeglRectangle *own);
void retexture_missing_bands_clear (RetextureMissingBands *self);

/* What is missing of the piece, nothing where it has no bands; of which level `first` of both
 * pictures has been filled; `coarse` is what is missing from level `last` on, and holds its own
 * samples there, or NULL: nothing. To be freed by gegl_scratch_free (). */
RetextureLevel retexture_missing_bands_put_together (const RetextureMissingBands *self,
                                                     const RetextureMissingFrame *frame,
                                                     const RetextureLevel *coarse);
