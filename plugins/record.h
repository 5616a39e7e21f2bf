/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is remembered of a run: on the layer it made, as a parasite, so that the layer can be edited
 * later; and in the GIMP session, as the procedure's last values.
 */
#pragma once

#include "job.h"
#include "steps.h"
#include "texture-source.h"

/* Attaches to a layer the job made: method, values, drawables and when; and, where the method
 * measures, the numbers it found, a `name=value` a line. */
void retexture_record_attach (const RetextureJob *job,
                              gint32 layer,
                              const gchar *when,
                              const gdouble *measures);

/* Whether a layer has one of its own, and where the texture in it is from, where it says so. */
gboolean retexture_record_is_there (gint32 layer);
RetextureTextureSource retexture_record_get_source (gint32 layer);

/* What the record of a layer tells of the run that made it; NULL where it has none of its own. */
RetextureStep *retexture_record_get_step (gint32 layer);

/* The layer or group that carries a record: `item` itself, the layer it masks, or a group it lies
 * in; -1 where none does. */
gint32 retexture_record_find (gint32 item);

/* Where the job's edit is a layer some run of the same method made: makes the job one that replaces
 * it, with the recorded edit, second picture and values. FALSE and an error where the edit is gone.
 */
gboolean retexture_record_resume (RetextureJob *job, GError **error);

/* Whether the mask of the run to be replaced was made with the same mask values as the job's. */
gboolean retexture_record_has_same_mask (const RetextureJob *job);

/* Last values, kept until GIMP quits. Recalling leaves values alone that were never stored, and
 * takes the second picture only where the job has none; whether that still fits is not asked. */
void retexture_record_remember (const RetextureJob *job);
void retexture_record_recall (RetextureJob *job);
