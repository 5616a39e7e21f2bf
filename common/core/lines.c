/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "lines.h"

struct _RetextureLines
{
  RetextureLinesFunc angle_at;
  gpointer user_data;
  GDestroyNotify destroy;
};

RetextureLines *
retexture_lines_new (RetextureLinesFunc angle_at, gpointer user_data, GDestroyNotify destroy)
{
  RetextureLines *self = g_atomic_rc_box_new (RetextureLines);

  *self = (RetextureLines){ angle_at, user_data, destroy };
  return self;
}

RetextureLines *
retexture_lines_ref (RetextureLines *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  RetextureLines *self = data;

  self->destroy (self->user_data);
}

void
retexture_lines_unref (RetextureLines *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

gdouble
retexture_lines_angle_at (const RetextureLines *self, gdouble x, gdouble y)
{
  return self->angle_at (x, y, self->user_data);
}
