/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Recover: three textures, to be laid over an edit each through a mask of its own, and all of them
 * laid:
 *
 *   recovered   what the edit is missing of the original (missing-rendering.h)
 *   borrowed    healthy texture, where the original's does not belong (borrow-rendering.h)
 *   grain       what the edit with both of them still lacks of the photograph's (missing-grain.h)
 *
 * Called by the operation, and by who renders several of them in one pass.
 */
#pragma once

#include "recover-recipe.h"

/* Fills `area` of each target: textures, all of them laid over the edit, and shares in the edit's
 * kind of format; masks as Y. `original` may be NULL. The bytes do not depend on the area. */
void retexture_recover_render (const RetextureRecoverRecipe *recipe,
                               GeglBuffer *edit,
                               GeglBuffer *original,
                               const RetexturePartTarget *targets,
                               guint n_targets,
                               const GeglRectangle *area);
