/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a target is of, and which blocks have texture of that. Of skin more is known than its
 * colour, which hair and prints may have, too. Called by lenders.c, and by who asks what Borrow
 * Texture may borrow.
 */
#pragma once

#include <gegl.h>

#include "lattice.h"
#include "surface.h"
#include "survey.h"

typedef struct
{
  RetextureSurface surface;
  gdouble colour[3];            /* R'G'B' */
  const RetextureLattice *hair; /* of blocks: above 0 in the mass of it around a face; NULL: none */
} RetextureLentMaterial;

/* Leaves of `cover`, a share for each block, what lies on the material that most of it lies on, and
 * makes it this one; of any surface, it may turn out to be skin. FALSE: nothing is covered. */
gboolean retexture_lent_material_take (RetextureLentMaterial *self,
                                       const RetextureSurvey *survey,
                                       gfloat *cover);

gboolean retexture_lent_material_is_of (const RetextureLentMaterial *self,
                                        const RetextureBlock *block);

/* For `hair`, and the face's height in pixels unless that is NULL; NULL: no face was found. */
RetextureLattice *retexture_lent_material_find_hair (GeglBuffer *picture, gdouble *height);

/* What each block has `lost`, or all where it has no texture of this material: it is of another, or
 * shows edges. What is `surely` skin has no more contrast than skin has. To be freed. */
gfloat *retexture_lent_material_find_without (const RetextureLentMaterial *self,
                                              const RetextureSurvey *survey,
                                              const gfloat *lost,
                                              gboolean surely);

/* For a target that somebody drew, of which `cover` is its share of each block, and which may be of
 * anything: what has lost its texture; and, for a target that is much of a face, hair. */
RetextureLattice *retexture_lent_material_find_lost (GeglBuffer *picture,
                                                     RetextureSurvey *survey,
                                                     const gfloat *cover);
