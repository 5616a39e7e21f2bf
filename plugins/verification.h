/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether the image holds what a job was to leave in it. libgimp refuses quietly: whatever call
 * of all those that change the image was refused, it shows here.
 */
#pragma once

#include "plan.h"

/* FALSE and an error, in GIMP's own words where it has any, where something is missing or not as
 * planned. */
gboolean retexture_verification_check (const RetextureJob *job,
                                       RetextureOutput output,
                                       const RetexturePlan *plan,
                                       gint32 result,
                                       GError **error);
