/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Renders pictures into GIMP's buffers, band by band, with progress. Called by layers.c, which
 * decides what is rendered and where it goes.
 */
#pragma once

#include <gegl.h>

typedef struct
{
  gint steps, step; /* pictures to render in all, and the present one */
} RetextureProgress;

/* Makes `band` of whatever is rendered. */
typedef void (*RetextureBandFunc) (const GeglRectangle *band, gpointer user_data);

/* `area` in bands from the top down; `buffers` are those that `func` writes to. */
void retexture_bands_render (RetextureProgress *progress,
                             const GeglRectangle *area,
                             GPtrArray *buffers,
                             RetextureBandFunc func,
                             gpointer user_data);
