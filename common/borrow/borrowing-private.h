/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What borrowing.c keeps, for borrowing-choice.c.
 */
#pragma once

#include "borrowing.h"
#include "kept.h"

struct _RetextureBorrowing
{
  GObject parent;

  GeglBuffer *donor;
  gboolean is_own, is_marked;
  gboolean knows_lost; /* so that what surrounds the target has what it should have */
  RetextureSurvey *edit_survey;
  RetextureSurvey *donor_survey; /* the same one where the donor is the edit */
  gfloat *cover;                 /* the target's share of the edit's blocks */
  gfloat *unfit;                 /* 1 for blocks that can lend nothing (target-ring.h), else 0 */
  guint8 *ring;                  /* which of them surround it */
  RetextureMaterial target;
  GArray *regions;
  RetextureBlockField *edit_form, *donor_form;
  RetextureTextureLook around; /* of the intact texture around the target, where it is known */
  gboolean knows_around;

  GMutex lock;
  RetextureDonorRegion drawn; /* the area that was last asked about, and is none of the regions */
  RetextureKept exemplars, quilts;
};

/* How far texture of an area may be from looking like what is around, where it may be `farthest`
 * in a target of about its size. What has to be laid many times is seen to repeat, unless it looks
 * as right as a neighbour. */
gdouble retexture_borrowing_farthest (const RetextureBorrowing *self,
                                      const GeglRectangle *area,
                                      gdouble farthest);
