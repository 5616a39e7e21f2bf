/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which way the form of a picture runs at each place, also where the picture itself does not tell.
 * Angles are in radians, from the x axis towards the y axis; half a circle is the same direction.
 */
#pragma once

#include "block-field.h"

/* Judged by gradients of the survey's smoothings from `finest` on: RETEXTURE_SURVEY_FORM for form
 * whatever the texture on it, 0 for texture's own direction as well. */
RetextureBlockField *retexture_form_field_new (const RetextureSurvey *survey, gint finest);

/* At a place, and the one that prevails in an area. */
gdouble retexture_form_field_angle_at (const RetextureBlockField *form, gdouble x, gdouble y);
gdouble retexture_form_field_angle_in (const RetextureBlockField *form, const GeglRectangle *area);
