/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which donor would look right: what its texture looks like when it is laid, against what the
 * intact texture around the target looks like. Called by borrowing.c, and by who asks it.
 */
#pragma once

#include "donor-regions.h"
#include "texture-look.h"

/* What intact texture of the target's material looks like, nearest to it; FALSE where there is
 * none. `cover` is the target's share of each block. */
gboolean retexture_donor_looks_around (GeglBuffer *edit,
                                       const RetextureSurvey *survey,
                                       const gfloat *cover,
                                       const RetextureMaterial *target,
                                       RetextureTextureLook *look);

/* Texture that looks less like the intact one around than this, in the distances of neighbours
 * (texture-look.h), is worse than none. */
#define RETEXTURE_DONOR_FARTHEST 2.0

/* `wanted` NULL: what the donor itself looks like. */
RetextureDonorFit retexture_donor_looks_try (GeglBuffer *donor,
                                             const GeglRectangle *area,
                                             const RetextureTextureLook *wanted);

/* Whether two donors look so much alike that nobody would tell where one begins and the other ends.
 */
gboolean retexture_donor_looks_alike (const RetextureDonorFit *one, const RetextureDonorFit *other);

/* Puts regions in the order of how they would look, where it is known what is wanted, and says of
 * each how it is better laid; leaves out what cannot be laid then. */
void
retexture_donor_looks_sort (GArray *regions, GeglBuffer *donor, const RetextureTextureLook *wanted);
