/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texture with form, such as creases, weave and brushed metal, in any amount: overlapping patches
 * of an exemplar, chosen so that they fit, and cut where they differ least. A function of the
 * place: the same pixel gets the same bytes whatever region it is rendered in, since a patch
 * depends on its neighbours only a few patches far. What was chosen once is remembered.
 */
#pragma once

#include "exemplar.h"
#include "tiling.h"

typedef struct _RetextureQuilt RetextureQuilt;

/* For a picture of `extent`, in patches of `patch` pixels. The exemplar must not be a gaussian one;
 * `turn` may be NULL; `user_data` is freed with the quilt by `destroy`. */
RetextureQuilt *retexture_quilt_new (RetextureExemplar *exemplar,
                                     guint32 seed,
                                     gint patch,
                                     const GeglRectangle *extent,
                                     RetextureTurnFunc turn,
                                     gpointer user_data,
                                     GDestroyNotify destroy);
RetextureQuilt *retexture_quilt_ref (RetextureQuilt *self);
void retexture_quilt_unref (RetextureQuilt *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureQuilt, retexture_quilt_unref)

/* Whether it was made for these. */
gboolean retexture_quilt_is_for (const RetextureQuilt *self,
                                 const RetextureExemplar *exemplar,
                                 guint32 seed,
                                 gint patch,
                                 const GeglRectangle *extent);

/* Fills `values`, one plane of area->width x area->height for each of the exemplar's channels. Uses
 * several threads, and may be called from several. */
void retexture_quilt_render (RetextureQuilt *self, const GeglRectangle *area, gfloat *values);
