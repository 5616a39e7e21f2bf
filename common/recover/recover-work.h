/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Recover's textures of one area, while they are made. Called by recover-rendering.c only.
 */
#pragma once

#include "recover-recipe.h"

enum
{
  RETEXTURE_SOURCE_RECOVERED,
  RETEXTURE_SOURCE_BORROWED,
  RETEXTURE_SOURCE_GRAIN,
  RETEXTURE_N_SOURCES /* how many there are */
};

typedef struct
{
  const RetextureRecoverRecipe *recipe;
  GeglBuffer *edit, *original;
  const RetexturePartTarget *targets;
  guint n_targets;
  const Babl *stored; /* of textures: the edit's */
  const Babl *format; /* R'G'B'A float, in which all is computed */
  gboolean merged;    /* textures lie in Grain Merge */
  gfloat neutral;
  GeglRectangle area, around; /* what is wanted; and what grain has to see of it */

  /* Of `around`, the grain of `area`; NULL where it is not needed. */
  GeglBuffer *textures[RETEXTURE_N_SOURCES];
  gfloat *weights[RETEXTURE_N_SOURCES];
  gfloat *missing;            /* share that borrowed texture made up for; NULL: nobody asks */
  GArray *lent;               /* what of `around` gets borrowed texture, of GeglRectangle; */
  GArray *grained;            /* and of the area grain */
  RetextureGrainWish *wishes; /* of the area; NULL where there is none */
} RetextureRecoverWork;

/* Makes all textures and weights that the targets need. */
void retexture_recover_work_make (RetextureRecoverWork *self,
                                  const RetextureRecoverRecipe *recipe,
                                  GeglBuffer *edit,
                                  GeglBuffer *original,
                                  const RetexturePartTarget *targets,
                                  guint n_targets,
                                  const GeglRectangle *area);
void retexture_recover_work_clear (RetextureRecoverWork *self);

/* Where a place of `around` is among the weights. */
static inline gsize
retexture_recover_work_at (const RetextureRecoverWork *self, gint x, gint y)
{
  return (gsize) (y - self->around.y) * self->around.width + x - self->around.x;
}

static inline RetextureGrainWish *
retexture_recover_work_wish_at (const RetextureRecoverWork *self, gint x, gint y)
{
  return self->wishes + (gsize) (y - self->area.y) * self->area.width + x - self->area.x;
}

/* Lays one of the textures over pixels of a row, R'G'B'A float. */
void retexture_recover_work_lay (const RetextureRecoverWork *self,
                                 gint source,
                                 const GeglRectangle *row,
                                 gfloat *pixels);

/* Fills a row of pixels, R'G'B'A float. */
typedef void (*RetextureRecoverRowFunc) (const RetextureRecoverWork *self,
                                         const GeglRectangle *row,
                                         gfloat *pixels);

/* Fills `area` of a buffer, row by row, from several threads. */
void retexture_recover_work_make_picture (RetextureRecoverWork *self,
                                          const GeglRectangle *area,
                                          GeglBuffer *target,
                                          RetextureRecoverRowFunc make_row);
