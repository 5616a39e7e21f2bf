/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the tone of a picture is to change, as fields over it that vary slowly, on the samples of its
 * surface's mask.
 */
#pragma once

#include "tone-picture.h"

typedef struct
{
  RetextureLevelMask *mask;  /* where the samples lie */
  gdouble radius_px;         /* where texture ends */
  RetextureLattice *gain[3]; /* of the tone, by channel; NULLs: 1 everywhere */
  RetextureLattice *add[3];  /* to the gamma-encoded colours; NULLs: nothing */
  RetextureLattice *room;    /* how far the tone is from white */
} RetextureToneFields;

/* Nothing changes yet. */
RetextureToneFields *retexture_tone_fields_new (const RetextureTonePicture *picture,
                                                gdouble radius_px);
void retexture_tone_fields_free (RetextureToneFields *self);
