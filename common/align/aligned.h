/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An original as it lies under its edit: where it is found, and the picture that follows from it.
 * What is found once is shared by all that ask for it, as an object.
 */
#pragma once

#include "alignment.h"

#define RETEXTURE_TYPE_ALIGNED (retexture_aligned_get_type ())
G_DECLARE_FINAL_TYPE (RetextureAligned, retexture_aligned, RETEXTURE, ALIGNED, GObject)

#define RETEXTURE_ALIGNED_ERROR (retexture_aligned_error_quark ())
GQuark retexture_aligned_error_quark (void);

typedef enum
{
  RETEXTURE_ALIGNED_ERROR_SMALL,     /* too small to be compared */
  RETEXTURE_ALIGNED_ERROR_UNRELATED, /* they do not show the same */
  RETEXTURE_ALIGNED_ERROR_APART      /* they share no coordinates, and are not to be aligned */
} RetextureAlignedError;

/* NULL and an error, worded for the user, where the two cannot be aligned; NULL without one when
 * cancelled. RETEXTURE_MODEL_ANY is the simplest model that explains the pair. An alignment that
 * gains nothing moves nothing. */
#define RETEXTURE_MODEL_ANY RETEXTURE_MODEL_IDENTITY
RetextureAligned *retexture_aligned_new (GeglBuffer *edit,
                                         GeglBuffer *original,
                                         RetextureModel model,
                                         RetextureProgressFunc progress,
                                         GCancellable *cancellable,
                                         GError **error);

const RetextureAlignment *retexture_aligned_get_alignment (RetextureAligned *self);

/* The original in the edit's coordinates; transparent, or not there, where it does not reach. Where
 * it is but moved by whole pixels these are its own; else it is resampled once, to 16 bit at
 * least. */
GeglBuffer *retexture_aligned_get_buffer (RetextureAligned *self);

/* How sure that is from place to place, 0 to 1, over the edit ("Y u8", linear); NULL where there is
 * no doubt anywhere. */
GeglBuffer *retexture_aligned_get_confidence (RetextureAligned *self);
