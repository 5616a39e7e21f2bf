/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where healthy texture is to be had: which regions of a picture can lend theirs to a target, best
 * first. Called by the analysis of Borrow Texture.
 */
#pragma once

#include "survey.h"
#include "texture-look.h"

/* What is known of the place that wants texture, and of the healthy surroundings that its texture
 * should go with. */
typedef struct
{
  gboolean known;    /* FALSE: there is no particular place, and nothing below counts */
  gdouble colour[3]; /* of the target, R'G'B' */
  gdouble tone;      /* its luma */
  gdouble texture;   /* of the surroundings of like colour: energy; 0: there are none */
  gdouble fineness;  /* of the same: the finest band's energy over the third's */
  gdouble x, y;      /* the target's middle, */
  gdouble reach;     /* and half its size, in pixels; 0 where the donor is another picture */
} RetextureMaterial;

/* `cover` is the target's share of each block of the edit, `ring` what surrounds it; NULL: nothing.
 */
RetextureMaterial
retexture_material_of (const RetextureSurvey *edit, const gfloat *cover, const guint8 *ring);

/* A block of which no more is covered or transparent lies outside a target. */
#define RETEXTURE_MOST_COVERED 0.01

/* Whether block `i` of an edit does, and is neither transparent nor clipped. */
gboolean retexture_material_is_outside (const RetextureSurvey *edit, const gfloat *cover, gint i);

/* Whether block `i` of an edit holds texture, and no edge, clipping or transparency, and lies
 * outside the target. */
gboolean retexture_material_is_intact (const RetextureSurvey *edit, const gfloat *cover, gint i);

/* How far a colour is from another, whatever light they are in. */
gdouble retexture_material_distance (const gfloat *colour, const gdouble *other);

/* Whether that is so little that it is of the same material. */
gboolean retexture_material_is_alike (const gfloat *colour, const gdouble *other);

/* How a donor's texture would look when it is laid; see donor-looks.h. */
typedef struct
{
  gdouble distance;    /* from what is wanted; infinite where it cannot be laid */
  gboolean structured; /* whether it comes nearer in patches than mixed anew */
  gboolean is_seen;    /* what it looks like itself: */
  RetextureTextureLook look;
} RetextureDonorFit;

typedef struct
{
  GeglRectangle area; /* in the picture's coordinates */
  gdouble score;      /* above 0; higher is better */
  RetextureDonorFit fit;
} RetextureDonorRegion;

/* At most `n` regions that overlap little, of RetextureDonorRegion. `forbidden`: the share of each
 * block that may not be borrowed from, such as the target itself; NULL: none. */
GArray *retexture_donor_regions_rank (const RetextureSurvey *picture,
                                      const gfloat *forbidden,
                                      const RetextureMaterial *wanted,
                                      guint n);

/* By score, the best first. */
void retexture_donor_regions_sort (GArray *regions);

/* The largest rectangle within a mask (Y, above a half) that lies inside the picture; empty where
 * there is none. */
GeglRectangle retexture_donor_regions_largest (const RetextureSurvey *picture, GeglBuffer *mask);
