/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A finished piece of the preview: what it shows, and its pixels. Made by the renderer, painted by
 * the canvas, which may by then show another part or another zoom.
 */
#pragma once

#include <gegl.h>

typedef enum
{
  RETEXTURE_PREVIEW_RESULT,
  RETEXTURE_PREVIEW_SPLIT, /* before | after */
  RETEXTURE_PREVIEW_TEXTURE,
  RETEXTURE_PREVIEW_MASK,
  /* Of methods that split the picture: */
  RETEXTURE_PREVIEW_PANES, /* tone and texture of the same place, side by side */
  RETEXTURE_PREVIEW_HALO,
  /* Of methods that take texture from several sources: */
  RETEXTURE_PREVIEW_SOURCES
} RetexturePreviewView;

/* What to render. */
typedef struct
{
  RetexturePreviewView view;
  gdouble scale;      /* picture pixels for one image pixel, at most 1.0 */
  GeglRectangle area; /* in picture pixels */
} RetextureShot;

/* R'G'B'A u8 in the image's own colours. */
typedef struct
{
  RetextureShot shot;
  guchar *pixels;
  guchar *before; /* the edit's, in the split view; the tone's, in panes; else NULL */
} RetexturePicture;

RetexturePicture *retexture_picture_new (const RetextureShot *shot);
void retexture_picture_free (RetexturePicture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetexturePicture, retexture_picture_free)

/* The pixel that covers a point of the image, or NULL outside. */
const guchar *retexture_picture_get_pixel (const RetexturePicture *self,
                                           gboolean before,
                                           gdouble image_x,
                                           gdouble image_y);

gboolean retexture_shot_equal (const RetextureShot *a, const RetextureShot *b);
