/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A picture that takes an original's place where none was given: the edit, with healthy texture of
 * its own where it is plastic, and the grain of the rest over it.
 */
#pragma once

#include <gio/gio.h>

#include "surface.h"

/* The edit itself where nothing of the surface is plastic; NULL when cancelled, or with an error
 * worded for the user where there is nothing healthy to borrow from. */
GeglBuffer *retexture_stand_in_new (GeglBuffer *edit,
                                    RetextureSurface surface,
                                    GCancellable *cancellable,
                                    GError **error);
