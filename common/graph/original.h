/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The second picture of a rendering, as its method sees it: where it lies, or where it is aligned
 * to. Knows no graph; the rendering asks what to use after each change.
 */
#pragma once

#include "aligned.h"
#include "method-parameters.h"
#include "surface.h"

typedef struct
{
  GeglBuffer *given; /* NULL: none */
  gboolean reduced;  /* cut from one that lay where it should, which is not aligned again */
  gboolean apart;    /* it shares no coordinates with the edit */
  gboolean lies;     /* it serves as it lies until it is aligned */
  RetextureAlignFirst align;
  RetextureModel model;
  RetextureAligned *aligned; /* NULL: not known yet */
  gboolean raises;           /* where none is given, a picture made of the edit serves, */
  RetextureSurface surface;  /* of which this has texture laid over it; */
  GeglBuffer *stand_in;      /* NULL: not known yet */
} RetextureOriginal;

void retexture_original_init (RetextureOriginal *self, GeglBuffer *given, gboolean reduced);
void retexture_original_copy (RetextureOriginal *self, const RetextureOriginal *from);
void retexture_original_clear (RetextureOriginal *self);

/* Reads how it is to be aligned, or what is to serve for it; another model is another alignment,
 * and another surface another stand-in. */
void retexture_original_read (RetextureOriginal *self, RetextureParameters *parameters);

/* The picture to use, and how sure that is from place to place; NULL where there is none, or none
 * yet, or no doubt. */
GeglBuffer *retexture_original_get_buffer (const RetextureOriginal *self);
GeglBuffer *retexture_original_get_confidence (const RetextureOriginal *self);

/* Whether that is what serves now. */
gboolean retexture_original_is_provisional (const RetextureOriginal *self);

/* What is in use; NULL where it lies as it was given. */
RetextureAligned *retexture_original_get_aligned (const RetextureOriginal *self);

/* See retexture_rendering_find_stand_in (). */
GeglBuffer *retexture_original_find_stand_in (const RetextureOriginal *self,
                                              GeglBuffer *edit,
                                              GCancellable *cancellable,
                                              GError **error);

/* See retexture_rendering_find_aligned (). */
RetextureAligned *retexture_original_find (const RetextureOriginal *self,
                                           GeglBuffer *edit,
                                           RetextureProgressFunc progress,
                                           GCancellable *cancellable,
                                           GError **error);
