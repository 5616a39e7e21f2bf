/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a preview can draw as lines over the picture: which way something runs at each place of it;
 * or paths, such as those of hairs that were found.
 */
#pragma once

#include <glib-object.h>

/* Radians, from the x axis towards the y axis, at a place in pixels of the finished picture. */
typedef gdouble (*RetextureLinesFunc) (gdouble x, gdouble y, gpointer user_data);

typedef struct _RetextureLines RetextureLines;

RetextureLines *
retexture_lines_new (RetextureLinesFunc angle_at, gpointer user_data, GDestroyNotify destroy);

/* A place of a path, in pixels of the finished picture. */
typedef struct
{
  gfloat x, y;
  gboolean first; /* of its path */
} RetextureLinesPoint;

/* `points` (of RetextureLinesPoint) are taken over; `label`, translated, names the button that
 * shows them. */
RetextureLines *retexture_lines_new_paths (GArray *points, const gchar *label);

RetextureLines *retexture_lines_ref (RetextureLines *self);
void retexture_lines_unref (RetextureLines *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureLines, retexture_lines_unref)

gdouble retexture_lines_angle_at (const RetextureLines *self, gdouble x, gdouble y);

/* NULLs where they are directions. */
const GArray *retexture_lines_get_points (const RetextureLines *self);
const gchar *retexture_lines_get_label (const RetextureLines *self);
