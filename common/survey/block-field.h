/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is known of some blocks of a picture, carried on smoothly to all others: where a form runs,
 * how strong texture is. A value is a vector; its length says how sure it is, and none is (0, 0).
 */
#pragma once

#include "survey.h"

typedef struct
{
  gfloat x, y;
} RetextureVector;

typedef struct _RetextureBlockField RetextureBlockField;

/* `vectors`: one for each block of the survey. */
RetextureBlockField *retexture_block_field_new (const RetextureSurvey *survey,
                                                const RetextureVector *vectors);
void retexture_block_field_free (RetextureBlockField *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureBlockField, retexture_block_field_free)

/* At a place of the picture, in pixels; beyond it the last blocks go on. */
RetextureVector retexture_block_field_at (const RetextureBlockField *self, gdouble x, gdouble y);

/* The sum over the blocks whose middle lies in an area. */
RetextureVector retexture_block_field_sum (const RetextureBlockField *self,
                                           const GeglRectangle *area);
