/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture.h"

#include <math.h>

RetexturePicture *
retexture_picture_new (const RetextureShot *shot)
{
  RetexturePicture *self = g_new0 (RetexturePicture, 1);
  const gsize size = 4 * (gsize) MAX (0, shot->area.width) * MAX (0, shot->area.height);

  self->shot = *shot;
  self->pixels = g_malloc0 (size);
  if (shot->view == RETEXTURE_PREVIEW_SPLIT || shot->view == RETEXTURE_PREVIEW_PANES)
    self->before = g_malloc0 (size);
  return self;
}

void
retexture_picture_free (RetexturePicture *self)
{
  g_free (self->pixels);
  g_free (self->before);
  g_free (self);
}

const guchar *
retexture_picture_get_pixel (const RetexturePicture *self,
                             gboolean before,
                             gdouble image_x,
                             gdouble image_y)
{
  const GeglRectangle *area = &self->shot.area;
  const gint x = (gint) floor (image_x * self->shot.scale) - area->x;
  const gint y = (gint) floor (image_y * self->shot.scale) - area->y;
  const guchar *pixels = before ? self->before : self->pixels;

  if (!pixels || x < 0 || y < 0 || x >= area->width || y >= area->height)
    return NULL;
  return pixels + 4 * ((gsize) y * area->width + x);
}

gboolean
retexture_shot_equal (const RetextureShot *a, const RetextureShot *b)
{
  return a->view == b->view && a->scale == b->scale && gegl_rectangle_equal (&a->area, &b->area);
}
