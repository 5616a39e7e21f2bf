/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Folds of cloth: the light and shade between the weave's size and the garment's own, but for what
 * has a sharp edge, such as a print, a seam or an outline.
 */
#pragma once

#include "tone-fields.h"

/* What is asked for. */
typedef struct
{
  gdouble amount;    /* how much of the folds goes, 0 to 1 */
  gdouble radius_px; /* where the weave ends */
  gdouble width_px;  /* of the widest fold; 0: a twelfth of the picture's shorter side */
  RetextureSurface surface;
} RetexturePressValues;

#define RETEXTURE_TYPE_PRESS (retexture_press_get_type ())
G_DECLARE_FINAL_TYPE (RetexturePress, retexture_press, RETEXTURE, PRESS, GObject)

RetexturePress *retexture_press_new (GeglBuffer *edit);

/* What follows for certain values. */
typedef struct
{
  RetexturePressValues values;
  gdouble width_px; /* as it was taken */
  gdouble share;    /* of the picture that is of the surface, 0 to 1 */
  gdouble strength; /* deviation of its folds, relative to the tone */
  RetextureToneFields *fields;
} RetexturePressSetup;

/* Found where it is asked for, and kept for a while; from several threads. */
RetexturePressSetup *retexture_press_get_setup (RetexturePress *self,
                                                const RetexturePressValues *values);
void retexture_press_setup_unref (RetexturePressSetup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetexturePressSetup, retexture_press_setup_unref)

/* As an operation retexture:press has them. */
RetexturePressValues retexture_press_values_read (GObject *operation);
