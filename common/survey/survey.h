/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A picture at a glance: what each block of it is like, in colour, texture and form. Made once, in
 * strips, by those who look for healthy texture, for plastic, or for the way a form runs.
 */
#pragma once

#include <gegl.h>
#include <gio/gio.h>

#include "lattice.h"

/* Side of a block in pixels. */
#define RETEXTURE_BLOCK 16

/* Octaves of texture, finest first: differences of luma smoothed to a standard deviation of about
 * 0, 1, 2.2, 4.6 and 9.3 pixels. */
#define RETEXTURE_SURVEY_BANDS 4

/* Smoothings in which gradients are looked at, finest first; in the last they are form and not
 * texture. */
#define RETEXTURE_SURVEY_GRADIENTS 3
#define RETEXTURE_SURVEY_FORM (RETEXTURE_SURVEY_GRADIENTS - 1)

/* Sums of products of the two gradients: the structure tensor. */
typedef struct
{
  gfloat xx, xy, yy;
} RetextureTensor;

typedef struct
{
  gfloat opaque;    /* share that is in the picture and not transparent, 0 to 1 */
  gfloat clipped;   /* share that is black or white in some channel */
  gfloat colour[3]; /* mean R'G'B' */
  gfloat energy[RETEXTURE_SURVEY_BANDS]; /* mean of the squared band of luma */
  /* Mean, of luma smoothed to 1, 2.2 and 4.6 pixels: from texture's own to the form's. */
  RetextureTensor gradients[RETEXTURE_SURVEY_GRADIENTS];
} RetextureBlock;

typedef struct
{
  GeglRectangle extent;   /* of the picture */
  gint columns, rows;     /* of blocks; the last ones may hang over */
  RetextureBlock *blocks; /* row by row */
} RetextureSurvey;

/* Colours are in the picture's own space, gamma-encoded. NULL when cancelled. */
RetextureSurvey *retexture_survey_new (GeglBuffer *picture, GCancellable *cancellable);
RetextureSurvey *retexture_survey_ref (RetextureSurvey *self);
void retexture_survey_unref (RetextureSurvey *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureSurvey, retexture_survey_unref)

/* Where block `i` lies in the picture's coordinates; the last ones may hang over. */
GeglRectangle retexture_survey_block_area (const RetextureSurvey *self, gint i);

/* Luma of a block, 0 to 1. */
gdouble retexture_block_tone (const RetextureBlock *block);

/* Energy of the three finest bands. */
gdouble retexture_block_texture (const RetextureBlock *block);

/* Where pixels, of which each is `pixel_size` of the picture's across, lie on a lattice of its
 * blocks (lattice.h). `extent` is the picture's. */
RetextureLatticePlace retexture_survey_place_blocks (const GeglRectangle *extent,
                                                     gdouble pixel_size);

/* How much of each block a mask (Y, 0 to 1) in the picture's coordinates covers: 0 to 1, one number
 * a block, to be freed. NULL covers nothing. */
gfloat *retexture_survey_cover (const RetextureSurvey *self, GeglBuffer *mask);
