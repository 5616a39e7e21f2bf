/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the picture of an image has its texture from, place by place: found out by hiding each
 * layer that the suite made, and looking at what changes.
 */
#pragma once

#include <gegl.h>
#include <libgimp/gimp.h>

#include "texture-source.h"

typedef struct
{
  gint columns, rows;                  /* of cells, as changes.h has them */
  guint8 *sources;                     /* a RetextureTextureSource for each cell */
  gdouble shares[RETEXTURE_N_SOURCES]; /* of the picture, adding up to 1 */
  GeglRectangle detail;                /* where most changed */
} RetextureSourceMap;

/* `detail_width` and `detail_height`: of the place to be found, less where the image is smaller. */
RetextureSourceMap *retexture_source_map_new (gint32 image, gint detail_width, gint detail_height);
void retexture_source_map_free (RetextureSourceMap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureSourceMap, retexture_source_map_free)

/* A copy of the image without any of those layers; to be deleted. */
gint32 retexture_source_map_get_before (gint32 image);
