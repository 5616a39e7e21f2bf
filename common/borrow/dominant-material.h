/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which material most of a target is of. Called by who has a target that nobody drew.
 */
#pragma once

#include "survey.h"

/* Leaves of `cover`, a share for each block, only what lies on the material that most of it lies on
 * (donor-regions.h); returns whether there is any, and its colour, R'G'B'. */
gboolean
retexture_dominant_material_keep (const RetextureSurvey *survey, gfloat *cover, gdouble colour[3]);
