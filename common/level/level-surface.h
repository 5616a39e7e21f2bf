/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the surface of a level mask is, and of skin also where its face and hair are, and how
 * large. Called by level-mask.c only.
 */
#pragma once

#include "level-mask.h"
#include "level-planes.h"

/* From what is likely, for a face of the mask's size. */
void retexture_level_surface_find (RetextureLevelMask *self,
                                   const RetextureReducedPicture *reduced);

/* Of skin: `size_px` is the height of the face, or 0, and it is found. What is no skin is no longer
 * likely afterwards. */
void retexture_level_surface_find_skin (RetextureLevelMask *self,
                                        gdouble size_px,
                                        RetextureReducedPicture *reduced);
