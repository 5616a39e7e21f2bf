/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What has to be known of a picture to change the light on it: found where it is asked for, and
 * kept for a while. May be asked from several threads.
 */
#pragma once

#include "light-fields.h"

#define RETEXTURE_TYPE_LIGHT (retexture_light_get_type ())
G_DECLARE_FINAL_TYPE (RetextureLight, retexture_light, RETEXTURE, LIGHT, GObject)

RetextureLight *retexture_light_new (GeglBuffer *edit);

/* What follows for certain values. */
typedef struct
{
  RetextureLightValues values;
  RetextureLightTones *tones;
  RetextureToneFields *fields;
} RetextureLightSetup;

/* NULL when cancelled. */
RetextureLightSetup *retexture_light_get_setup (RetextureLight *self,
                                                const RetextureLightValues *values,
                                                GCancellable *cancellable);
void retexture_light_setup_unref (RetextureLightSetup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureLightSetup, retexture_light_setup_unref)

/* How much of the picture, 0 to 1, is of the surface. */
gdouble retexture_light_setup_get_share (const RetextureLightSetup *self);

/* As an operation retexture:light has them. */
RetextureLightValues retexture_light_values_read (GObject *operation);
