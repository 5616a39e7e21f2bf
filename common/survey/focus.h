/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How far out of focus each place of a picture is, against its sharpest parts, judged by its edges
 * and carried on between them.
 */
#pragma once

#include "block-field.h"

typedef struct
{
  RetextureBlockField *variances; /* x over y: the variance of the blur, in pixels squared */
  gdouble sharpest;               /* of them */
} RetextureFocus;

RetextureFocus *retexture_focus_new (const RetextureSurvey *survey);
void retexture_focus_free (RetextureFocus *self);

/* By what blur a place differs from the sharpest parts: standard deviation in pixels. */
gdouble retexture_focus_blur_at (const RetextureFocus *self, gdouble x, gdouble y);
