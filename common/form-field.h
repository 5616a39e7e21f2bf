/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which way the form of a picture runs at each place, also where the picture itself does not tell:
 * there the nearest places that do are followed.
 */
#pragma once

#include "survey.h"

typedef struct _RetextureFormField RetextureFormField;

RetextureFormField *retexture_form_field_new (const RetextureSurvey *survey);
void retexture_form_field_free (RetextureFormField *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureFormField, retexture_form_field_free)

/* The direction along the form (across the gradient) at a place of the picture, in radians from the
 * x axis towards the y axis; half a circle is the same direction. */
gdouble retexture_form_field_get_angle (const RetextureFormField *self, gdouble x, gdouble y);

/* The one that prevails in an area. */
gdouble retexture_form_field_get_mean_angle (const RetextureFormField *self,
                                             const GeglRectangle *area);
