/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which way something runs at each place of a picture, for a preview to draw as lines over it.
 */
#pragma once

#include <glib-object.h>

/* Radians, from the x axis towards the y axis, at a place in pixels of the finished picture. */
typedef gdouble (*RetextureLinesFunc) (gdouble x, gdouble y, gpointer user_data);

typedef struct _RetextureLines RetextureLines;

RetextureLines *
retexture_lines_new (RetextureLinesFunc angle_at, gpointer user_data, GDestroyNotify destroy);
RetextureLines *retexture_lines_ref (RetextureLines *self);
void retexture_lines_unref (RetextureLines *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureLines, retexture_lines_unref)

gdouble retexture_lines_angle_at (const RetextureLines *self, gdouble x, gdouble y);
