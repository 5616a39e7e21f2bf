/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texture without form, such as pores, fuzz and grain, in any amount from a small exemplar: patches
 * of it, chosen by hash, are blended on a lattice of triangles so that neither the values'
 * distribution nor their correlation changes. A function of the place: the same pixel gets the same
 * bytes whatever region it is rendered in.
 */
#pragma once

#include "exemplar.h"

/* By how many turns (see RETEXTURE_TURNS) the exemplar is to be turned at a place. */
typedef gint (*RetextureTurnFunc) (gdouble x, gdouble y, gpointer user_data);

/* Fills `values`, one plane of area->width x area->height for each of the exemplar's channels. The
 * exemplar must be a gaussian one. `turn` may be NULL. */
void retexture_tiling_render (const RetextureExemplar *exemplar,
                              guint32 seed,
                              const GeglRectangle *area,
                              RetextureTurnFunc turn,
                              gpointer user_data,
                              gfloat *values);
