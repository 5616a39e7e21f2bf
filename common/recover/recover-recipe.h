/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is asked of Recover: the values of its operation, and what follows from them for its
 * pictures.
 */
#pragma once

#include "parts.h"
#include "recovery.h"

typedef struct
{
  RetextureRecovery *recovery; /* NULL: nothing is known of the pictures, and nothing changes */
  RetextureRecoverySetup *setup;
  gdouble radius;     /* where texture ends, in pixels of these pictures */
  gdouble pixel_size; /* of them, in the finished picture's */
  gfloat amount;      /* of recovered and borrowed texture; 1: as much as is missing */
  gfloat grain;       /* of the missing grain; 0: none is matched */
  gboolean borrow;
  gboolean luminance;     /* recovered texture is the same in all channels */
  RetextureEngine engine; /* how texture is borrowed, */
  gboolean follow;        /* see exemplar.h */
  gint donor;             /* which of the first lender's regions; 1 is the best */
  gdouble patch;
  guint32 seed;
  gdouble scale, offset; /* how textures are stored: divisor, and the level of no texture */
} RetextureRecoverRecipe;

/* What an operation retexture:recover asks for by its properties, of the pictures as its analysis
 * knows them, or as someone else does; to be cleared. */
RetextureRecoverRecipe retexture_recover_read_recipe (GObject *operation);
RetextureRecoverRecipe retexture_recover_read_recipe_for (GObject *operation,
                                                          RetextureRecovery *recovery);
void retexture_recover_recipe_clear (RetextureRecoverRecipe *self);

/* Whether textures are stored as GIMP's legacy Grain Merge wants them, with 128 of 255 levels for
 * none, which the gamma-encoded integers hold exactly; else as Linear Light does. */
gboolean retexture_recover_merges (const Babl *stored, gdouble scale, gdouble offset);

/* The value, 0 to 1, that stands for no texture. */
gdouble retexture_recover_neutral (const Babl *stored, gdouble scale, gdouble offset);

/* Whether grain is added anywhere. */
gboolean retexture_recover_matches_grain (const RetextureRecoverRecipe *recipe);

/* Of the material that most wants borrowed texture; NULL where nothing does. */
RetextureBorrowing *retexture_recover_get_borrowing (const RetextureRecoverRecipe *recipe);

/* The region that it is borrowed from. FALSE and an error where nothing is, or can be. */
gboolean retexture_recover_find_donor (const RetextureRecoverRecipe *recipe,
                                       GeglRectangle *area,
                                       GError **error);

/* And the whole exemplar of one of the lenders; FALSE where there is nothing to borrow. */
gboolean retexture_recover_find_exemplar (const RetextureRecoverRecipe *recipe,
                                          gint lender,
                                          RetextureExemplarRecipe *exemplar);

/* Whether one of the textures, by its part, can hold anything at all. */
gboolean retexture_recover_makes (const RetextureRecoverRecipe *recipe, gint part);

/* How far around an area the two pictures are looked at. */
gint retexture_recover_reach (const RetextureRecoverRecipe *recipe);
