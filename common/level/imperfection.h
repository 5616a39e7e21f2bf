/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What has to be known of an edit, and of its original where there is one, to give it a level of
 * imperfection: found once for all values. Without an original the edit is its own: a raw
 * photograph is brought down from there. May be asked from several threads.
 */
#pragma once

#include "level-mask.h"
#include "level-table.h"
#include "level-weights.h"
#include "missing.h"

#define RETEXTURE_TYPE_IMPERFECTION (retexture_imperfection_get_type ())
G_DECLARE_FINAL_TYPE (
    RetextureImperfection, retexture_imperfection, RETEXTURE, IMPERFECTION, GObject)

/* `original` lies where the edit has it, or is NULL; one that does not reach the edit is none.
 * `selection` (Y, 0 to 1) limits what is measured; NULL: nothing does. NULL when cancelled. */
RetextureImperfection *retexture_imperfection_new (GeglBuffer *edit,
                                                   GeglBuffer *original,
                                                   GeglBuffer *selection,
                                                   GCancellable *cancellable);

/* The original was made of the edit, so nothing that differs was changed on purpose. To be said
 * before anything is asked. */
void retexture_imperfection_set_made (RetextureImperfection *self);

/* What there is to compare with: the original, or the edit itself. */
GeglBuffer *retexture_imperfection_get_reference (RetextureImperfection *self);

gboolean retexture_imperfection_has_original (RetextureImperfection *self);

/* Where the pictures overlap; all of the edit without an original. */
GeglRectangle retexture_imperfection_get_frame (RetextureImperfection *self);

/* What is asked for. */
typedef struct
{
  gdouble level;            /* 1 to 5 */
  RetextureSurface surface; /* on which it applies */
  gdouble size_px;          /* height of the face or object; 0: found */
  gdouble keep;             /* at least so much of moles and freckles is left, 0 to 1 */
} RetextureLevelValues;

/* What follows for certain values; kept for a while. */
typedef struct
{
  RetextureLevelValues values;
  GeglRectangle frame; /* of the imperfection */
  RetextureLevelMask *mask;
  gfloat marks, permanent;    /* how much of spots, and of moles and freckles, is left */
  RetextureLattice *contrast; /* how much more an edit has than the reference, for each cell of band
                               * RETEXTURE_BAND_COARSE, 0: as much; NULL: as much everywhere */
  RetextureLattice *change;   /* where the edit is another picture, 0 to 1; NULL: nowhere */
  gint change_level;          /* that it has samples of */
  /* The sums of the bands from RETEXTURE_BAND_COARSE on, by channel. */
  RetextureLattice *coarse[RETEXTURE_LEVEL_SUMS][3];
} RetextureLevelSetup;

RetextureLevelSetup *retexture_imperfection_get_setup (RetextureImperfection *self,
                                                       const RetextureLevelValues *values);
void retexture_level_setup_unref (RetextureLevelSetup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureLevelSetup, retexture_level_setup_unref)

/* What a picture measures, where a level applies. */
typedef struct
{
  gint n;                             /* octaves that tell something, finest first */
  gdouble sizes[RETEXTURE_BAND_MOST]; /* relative to the face or object */
  gdouble reference[RETEXTURE_BAND_MOST], edit[RETEXTURE_BAND_MOST]; /* deviations, 0 to 1 */
  gdouble tone;                                                      /* mean luma, 0 to 1 */
  gdouble share; /* of the picture in which it applies, 0 to 1 */
  /* Of the edit against the reference, and by itself against what skin usually has; -1: it cannot
   * be told. */
  gdouble level, alone;
  gdouble reference_alone; /* the reference's, too */
} RetextureLevelMeasure;

/* How much of a band of the table the edit has, 0 and up, of the reference's, or alone of what skin
 * usually has; -1 where the picture does not show it. */
gdouble retexture_level_measure_get_ratio (const RetextureLevelMeasure *self,
                                           RetextureLevelBand band,
                                           gboolean alone);

/* As an operation retexture:level has them. */
RetextureLevelValues retexture_level_values_read (GObject *operation);

/* How much of the picture, 0 to 1, the level applies to; a part of what is measured, found sooner.
 */
gdouble retexture_imperfection_get_share (RetextureImperfection *self,
                                          const RetextureLevelValues *values);

void retexture_imperfection_measure (RetextureImperfection *self,
                                     const RetextureLevelValues *values,
                                     RetextureLevelMeasure *measure);

/* The level, 1 to 5, that gives the reference as much texture of each size, relative to tone and
 * face, as `model` shows; which has no original. -1: it cannot be told. */
gdouble retexture_imperfection_match (RetextureImperfection *self,
                                      const RetextureLevelValues *values,
                                      RetextureImperfection *model);

/* What is known of a picture to be matched, kept until another is asked for. NULL when cancelled.
 */
RetextureImperfection *retexture_imperfection_get_model (RetextureImperfection *self,
                                                         GeglBuffer *picture,
                                                         GCancellable *cancellable);
