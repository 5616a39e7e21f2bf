/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GIMP's side of the pictures: which drawables a method can work on, and their buffers in one
 * frame.
 */
#pragma once

#include "job.h"

/* Refuse, in words for the user, drawables the job cannot work on: the edit alone, before the user
 * is asked for the rest, and all of them. */
gboolean retexture_drawables_check_edit (const RetextureJob *job, GError **error);
gboolean retexture_drawables_check (const RetextureJob *job, GError **error);

/* Whether a layer may serve as the job's second picture. */
gboolean retexture_drawables_accept_second (const RetextureJob *job, gint32 layer);

/* Whether a layer may be one that the job's result is matched to. */
gboolean retexture_drawables_accept_model (const RetextureJob *job, gint32 layer);

/* The likeliest second picture of a job that needs one: the nearest fitting layer below the edit,
 * then above it, then in another open image, one of the same size before others, and where none is
 * required only one that looks alike; a channel of marks that was made for it; -1 where none fits,
 * or none is needed. */
gint32 retexture_drawables_guess_second (const RetextureJob *job);

/* A sum that is another one where the job's pictures or the selection were seen to change. */
guint64 retexture_drawables_glance (const RetextureJob *job, gint32 second);

/* The rendering of the job's edit with `second` (-1: none); all buffers in the edit's coordinates.
 * Refuses a second picture that cannot be used. */
RetextureRendering *
retexture_drawables_load (const RetextureJob *job, gint32 second, GError **error);

/* A view of a buffer with its origin moved by (dx, dy) pixels. */
GeglBuffer *retexture_drawables_move_buffer (GeglBuffer *buffer, gint dx, gint dy);
