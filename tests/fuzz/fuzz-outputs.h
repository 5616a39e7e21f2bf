/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether a procedure's three outputs, flattened, are the same picture.
 */
#pragma once

#include "fuzz-pictures.h"

/* Makes the call with every output on copies of the image; what differs by more than the
 * precision's rounding is written into a sentence, to be freed. NULL where nothing does, or where
 * the outputs need not agree: a selection limits only one of them, a single layer does not hide a
 * half-transparent edit under it, and GIMP mixes linear images its own way. */
gchar *compare_outputs (
    const gchar *procedure, const GimpParam *params, gint n, gint output, const Pictures *pictures);
