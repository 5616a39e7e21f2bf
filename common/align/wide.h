/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where an edit lies in the original that was both cropped and scaled, so that the sizes say
 * nothing: a first guess for pairs that could not be found otherwise.
 */
#pragma once

#include <gio/gio.h>

#include "coarse.h"

/* Tries all scales from that at which the edit covers the original down to a quarter of it. The
 * score is the correlation times the share of the edit that is in the original; 0 where nothing
 * fits. */
RetextureGuess
retexture_wide_find (const RetextureReduced *edit, GeglBuffer *original, GCancellable *cancellable);
