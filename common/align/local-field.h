/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the places of an edit moved, each by itself, against an affine map: where a face was turned a
 * little, or a line bent.
 */
#pragma once

#include <gio/gio.h>

#include "pair.h"

/* Improves `field`, which is over the edit, at one scale. It is followed only where the bands say
 * how; elsewhere, and where the edit shows something else, it is what its surroundings say. */
void retexture_local_field_refine (RetextureField *field,
                                   const RetextureBandPair *pair,
                                   const RetextureTransform *transform);

/* Nodes for a scale, over an edit of that size; as a coarser field has it, where there is one. */
RetextureField *retexture_local_field_new (gint width,
                                           gint height,
                                           gint edit_factor,
                                           const RetextureField *coarser);
