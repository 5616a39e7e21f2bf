/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What Borrow Texture has to know of the pictures: where texture can be taken from, best first, how
 * the target's form runs, and how strong texture is around it. Found out once; the exemplars made
 * from it for certain values are kept. May be asked from several threads.
 */
#pragma once

#include "donor-regions.h"
#include "engine.h"
#include "exemplar.h"
#include "quilt.h"
#include "surface.h"

/* How many regions are offered. */
#define RETEXTURE_BORROWING_REGIONS 8

#define RETEXTURE_TYPE_BORROWING (retexture_borrowing_get_type ())
G_DECLARE_FINAL_TYPE (RetextureBorrowing, retexture_borrowing, RETEXTURE, BORROWING, GObject)

/* Whether texture may be taken from a block at all. */
typedef gboolean (*RetextureBlockTest) (const RetextureBlock *block);

/* What has lost more than this share of its texture is not healthy. */
#define RETEXTURE_MOST_LOST 0.5f

/* How much of the texture that a target wants each block of a picture has lost, or never had, 0 to
 * 1; `cover` is the target's share of it. */
typedef RetextureLattice *(*RetextureLostFunc) (GeglBuffer *picture,
                                                RetextureSurvey *survey,
                                                const gfloat *cover);

/* `donor` is the picture to borrow from, in coordinates of its own; NULL: the edit itself, outside
 * the target. `marked` (Y, in the donor's coordinates) is where alone to borrow from; `target` (Y,
 * in the edit's) is what wants texture. Both may be NULL, and so may `is_usable`, which regions
 * that are found must be, and `find_lost`: what has lost most of its texture lends none, and
 * is not what the target should look like. NULL when cancelled. */
RetextureBorrowing *retexture_borrowing_new (GeglBuffer *edit,
                                             GeglBuffer *donor,
                                             GeglBuffer *marked,
                                             GeglBuffer *target,
                                             RetextureBlockTest is_usable,
                                             RetextureLostFunc find_lost,
                                             GCancellable *cancellable);

/* Likewise of a picture for itself, whose survey is known (a reference is kept), for a target that
 * is known by its share of each block, 0 to 1; takes `cover` over. What each block has `lost` of
 * the texture that is wanted, 0 to 1 (NULL: it is not known): one that lost most lends nothing, and
 * a place with little around it that lost none gets little. Regions whose texture would be farther
 * than `farthest` from looking like what is around the target are none; those that have to be laid
 * very often have to be nearer. */
RetextureBorrowing *retexture_borrowing_new_within (GeglBuffer *picture,
                                                    RetextureSurvey *survey,
                                                    gfloat *cover,
                                                    const gfloat *lost,
                                                    gdouble farthest);

/* The picture that is borrowed from, and whether it is the edit. */
GeglBuffer *retexture_borrowing_get_donor (RetextureBorrowing *self);
gboolean retexture_borrowing_is_own (RetextureBorrowing *self);

/* Whether there is intact texture around the target, so that regions could be compared with it. */
gboolean retexture_borrowing_knows_around (RetextureBorrowing *self);

/* Whether texture of such an area of the donor would look like that; TRUE where it cannot be said.
 */
gboolean retexture_borrowing_looks_alike (RetextureBorrowing *self, const GeglRectangle *area);

/* Of RetextureDonorRegion; belongs to it. */
const GArray *retexture_borrowing_get_regions (RetextureBorrowing *self);

/* The energy of the healthy texture around the target (survey.h); 0 where there is none. */
gdouble retexture_borrowing_get_healthy (RetextureBorrowing *self);

/* The edit and the donor at a glance; belong to it. */
const RetextureSurvey *retexture_borrowing_get_survey (RetextureBorrowing *self);
const RetextureSurvey *retexture_borrowing_get_donor_survey (RetextureBorrowing *self);

/* The area that an operation asks for by its properties "choice" and "donor-x" to "donor-height":
 * the rectangle drawn by the user where there is one, else the chosen region, or the last one there
 * is. FALSE and an error where that cannot be borrowed from. */
gboolean retexture_borrowing_read_area (RetextureBorrowing *self,
                                        GObject *operation,
                                        GeglRectangle *area,
                                        GError **error);

/* The same, of values. */
gboolean retexture_borrowing_choose_area (RetextureBorrowing *self,
                                          const GeglRectangle *drawn,
                                          gint choice,
                                          GeglRectangle *area,
                                          GError **error);

/* Fills in how texture of the recipe's area is to be laid, in patches of `patch` pixels of the
 * finished target if so. Automatic: whichever looks more like the target's surroundings, or, where
 * those are not known, mixed anew unless that looks unlike the donor itself. And which other
 * regions that were found lend theirs beside it: those that look alike; none where the user drew
 * the area. */
void retexture_borrowing_choose_engine (RetextureBorrowing *self,
                                        RetextureEngine engine,
                                        gdouble patch,
                                        RetextureExemplarRecipe *recipe);

/* The exemplar that an operation retexture:borrow asks for by its properties. FALSE and an error
 * where that cannot be borrowed from; what was asked for stands in `recipe` even so. */
gboolean retexture_borrowing_read_recipe (RetextureBorrowing *self,
                                          GObject *operation,
                                          RetextureExemplarRecipe *recipe,
                                          GError **error);

/* Made, or made before; it knows the surroundings of the target. */
RetextureExemplar *retexture_borrowing_get_exemplar (RetextureBorrowing *self,
                                                     const RetextureExemplarRecipe *recipe,
                                                     GError **error);

/* Likewise: a quilt of it for a picture of `extent`, in patches of `patch` pixels, turned where the
 * exemplar is. It must be let go before the borrowing. */
RetextureQuilt *retexture_borrowing_get_quilt (RetextureBorrowing *self,
                                               RetextureExemplar *exemplar,
                                               guint32 seed,
                                               gint patch,
                                               const GeglRectangle *extent);

/* How an exemplar is to be turned for its form to run as the edit's does: a RetextureTurnFunc, and
 * what to give it, to be freed before the borrowing. */
typedef struct _RetextureTurning RetextureTurning;
RetextureTurning *retexture_borrowing_get_turning (RetextureBorrowing *self,
                                                   const RetextureExemplar *exemplar);
gint retexture_turning_at (gdouble x, gdouble y, gpointer turning);
