/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Carries a job out: renders, with progress, into layers that are not yet part of the image, and
 * puts them into it in one undo step. Until then nothing in the image has changed, so that
 * cancelling, which ends the plug-in, leaves no trace.
 */
#pragma once

#include "job.h"

/* Returns the layer or group made, the edit itself for in-place output, or what the method delivers
 * instead, with what it measured; or -1 and an error. */
gint32 retexture_layers_make (const RetextureJob *job, gdouble *measures, GError **error);
