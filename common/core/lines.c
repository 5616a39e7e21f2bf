/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "lines.h"

struct _RetextureLines
{
  RetextureLinesFunc angle_at;
  gpointer user_data;
  GDestroyNotify destroy;
  GArray *points; /* NULL: directions */
  const gchar *label;
};

RetextureLines *
retexture_lines_new (RetextureLinesFunc angle_at, gpointer user_data, GDestroyNotify destroy)
{
  RetextureLines *self = g_atomic_rc_box_new (RetextureLines);

  *self = (RetextureLines){ .angle_at = angle_at, .user_data = user_data, .destroy = destroy };
  return self;
}

RetextureLines *
retexture_lines_new_paths (GArray *points, const gchar *label)
{
  RetextureLines *self = g_atomic_rc_box_new (RetextureLines);

  *self = (RetextureLines){ .points = points, .label = label };
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

  if (self->destroy)
    self->destroy (self->user_data);
  g_clear_pointer (&self->points, g_array_unref);
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

const GArray *
retexture_lines_get_points (const RetextureLines *self)
{
  return self->points;
}

const gchar *
retexture_lines_get_label (const RetextureLines *self)
{
  return self->label;
}
