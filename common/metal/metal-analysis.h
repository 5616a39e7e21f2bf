/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What Rebuild Metal Grain has to know of the pictures: the way forms run, what is out of focus,
 * and where there is intact metal to match. Found out once; may be asked from several threads.
 */
#pragma once

#include "borrowing.h"
#include "direction.h"
#include "metal-sample.h"

#define RETEXTURE_TYPE_METAL (retexture_metal_get_type ())
G_DECLARE_FINAL_TYPE (RetextureMetal, retexture_metal, RETEXTURE, METAL, GObject)

/* As retexture_borrowing_new (). */
RetextureMetal *retexture_metal_new (GeglBuffer *edit,
                                     GeglBuffer *donor,
                                     GeglBuffer *marked,
                                     GeglBuffer *target,
                                     GCancellable *cancellable);

/* Where there is intact metal; belongs to it. */
RetextureBorrowing *retexture_metal_get_borrowing (RetextureMetal *self);

/* How far out of focus a place is: standard deviation in pixels. */
gdouble retexture_metal_get_blur (RetextureMetal *self, gdouble x, gdouble y);

/* The way the form runs in an area of where there is intact metal, as form-field.h says. */
gdouble retexture_metal_get_donor_angle (RetextureMetal *self, const GeglRectangle *area);

/* The intact metal that an operation retexture:metal asks for by its properties, measured; to be
 * freed. NULL and an error where that cannot be matched. */
RetextureMetalSample *
retexture_metal_measure (RetextureMetal *self, GObject *operation, GError **error);

/* The directions such an operation asks for; they hold as long as `self`. That may be NULL: then
 * the finished picture's extent is `extent`. */
RetextureDirection retexture_metal_read_direction (RetextureMetal *self,
                                                   GObject *operation,
                                                   const GeglRectangle *extent);

/* The light's part in the strength, as such an operation asks for it. */
RetextureSpecular retexture_metal_read_specular (GObject *operation);
