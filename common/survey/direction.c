/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "direction.h"

#include <math.h>

gdouble
retexture_direction_at (const RetextureDirection *self, gdouble x, gdouble y)
{
  const gdouble ray = atan2 (y - self->y, x - self->x);

  switch (self->kind)
    {
    case RETEXTURE_DIRECTION_FORM:
      return self->turn + (self->form ? retexture_form_field_angle_at (self->form, x, y) : 0.0);
    case RETEXTURE_DIRECTION_CONCENTRIC:
      return self->turn + ray + 0.5 * G_PI;
    case RETEXTURE_DIRECTION_RADIAL:
      return self->turn + ray;
    case RETEXTURE_DIRECTION_ANGLE:
      break;
    }
  return self->turn;
}

gdouble
retexture_direction_turn (gdouble from, gdouble to)
{
  const gdouble turn = to - from;

  return turn - G_PI * floor (turn / G_PI + 0.5);
}
