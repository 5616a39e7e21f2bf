/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which way scratches run at a place of the picture. Called by what lays them, and by the dialog,
 * which draws it.
 */
#pragma once

#include "form-field.h"

/* In the order of the operation's choices. */
typedef enum
{
  RETEXTURE_DIRECTION_FORM,
  RETEXTURE_DIRECTION_ANGLE,
  RETEXTURE_DIRECTION_CONCENTRIC,
  RETEXTURE_DIRECTION_RADIAL
} RetextureDirectionKind;

typedef struct
{
  RetextureDirectionKind kind;
  const RetextureBlockField *form; /* NULL: as if nothing in the picture had a form */
  gdouble turn;                    /* against all that, clockwise, in radians */
  gdouble x, y;                    /* of the centre, in pixels */
} RetextureDirection;

/* In radians, from the x axis towards the y axis; half a circle is the same direction. Places are
 * in pixels of the finished picture. */
gdouble retexture_direction_at (const RetextureDirection *self, gdouble x, gdouble y);

/* The shortest turn from one direction to another: within a quarter of a circle. */
gdouble retexture_direction_turn (gdouble from, gdouble to);
