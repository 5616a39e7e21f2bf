/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The texture of a region, cut out of its picture and made ready to be laid elsewhere: without tone
 * and light, of even strength, in the wanted size, in as many turns as are asked for. What was
 * taken away (how strong it is, how that goes with tone, which way the form runs) is kept beside
 * it.
 */
#pragma once

#include <gegl.h>

#include "block-field.h"
#include "resample.h"

/* Turns are steps of this many parts of a half circle. */
#define RETEXTURE_TURNS 16

#define RETEXTURE_EXEMPLAR_OTHERS 3

typedef struct
{
  GeglRectangle area; /* of the donor picture, full size */
  gdouble radius;     /* where texture ends, in pixels of the finished target */
  gdouble size;       /* of the texture there, 1: as it is in the donor */
  gdouble pixel_size; /* of a reduced preview's pixels, in those of the finished picture */
  gboolean colour;    /* three channels, else luma alone */
  gboolean gaussian;  /* values are made normally distributed, for tiling.h */
  gdouble patch;      /* else: of the patches for quilt.h, in pixels of the finished target */
  gboolean turned;    /* in RETEXTURE_TURNS turns, else in one */
  gboolean mirrored;  /* and all of them once more, mirrored, unless the texture leans */
  /* Of the donor picture, more of the same texture, for variety; empty: there is none. One that is
   * too small lends nothing, and none does where texture is turned: each may run its own way. */
  GeglRectangle others[RETEXTURE_EXEMPLAR_OTHERS];
} RetextureExemplarRecipe;

typedef struct
{
  RetextureExemplarRecipe recipe;
  gint channels; /* 1: luma; 3: luma, blue minus luma, red minus luma */
  gint n_turns, n_mirrors;
  gint n_variants; /* of each turn: the regions, each as it is and then mirrored */
  /* Of how many places across a region a tile can be taken, relative to the others. */
  gdouble rooms[1 + RETEXTURE_EXEMPLAR_OTHERS];
  /* Of standard deviation 1 in luma, or normally distributed; by channel, variant and turn. */
  RetexturePlane *planes;
  gfloat *tables[3]; /* what normally distributed values stand for; see retexture_exemplar_value */
  gdouble length;    /* over which it is like itself, in pixels of the target */
  gdouble spacing;   /* of the lattice on which it may be tiled, likewise */

  gdouble deviation; /* of the donor's luma */
  gdouble tone;      /* the donor's mean luma */
  gdouble response;  /* strength goes with tone to this power, */
  gdouble darkest;   /* but below this one it fades at least as the light does; 0: nowhere */
  gdouble tint;      /* how far it goes with the colour it is on; see donor-texture.h */
  gdouble weakest;   /* what retexture_presence_find () finds in it, for a deviation of 1 */

  /* How much stronger healthy texture is around the target, as vectors whose x over y is the
   * logarithm; NULL: not known. Set by who knows the target, as are response and darkest then, and
   * freed with the exemplar. */
  RetextureBlockField *surroundings;
} RetextureExemplar;

#define RETEXTURE_EXEMPLAR_TABLE 2048
#define RETEXTURE_EXEMPLAR_RANGE 4.5f

/* NULL and an error, worded for the user, where the area is too small or holds no texture. */
RetextureExemplar *
retexture_exemplar_new (GeglBuffer *picture, const RetextureExemplarRecipe *recipe, GError **error);
RetextureExemplar *retexture_exemplar_ref (RetextureExemplar *self);
void retexture_exemplar_unref (RetextureExemplar *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureExemplar, retexture_exemplar_unref)

/* `turn` may be any whole number; half a circle is none. */
const RetexturePlane *
retexture_exemplar_get_plane (const RetextureExemplar *self, gint channel, gint turn, gint variant);

/* Of the smallest plane the shorter side. */
gint retexture_exemplar_get_side (const RetextureExemplar *self);

/* How strong texture is where the luma is `tone`, in standard deviations of luma. */
gdouble retexture_exemplar_strength_at (const RetextureExemplar *self, gdouble tone);

typedef enum
{
  RETEXTURE_DONOR_TOO_SMALL,
  RETEXTURE_DONOR_WITHOUT_TEXTURE,
  RETEXTURE_DONOR_NOT_FOUND,
  RETEXTURE_DONOR_OVERLAPS_TARGET,
  RETEXTURE_DONOR_NO_TARGET
} RetextureDonorError;

#define RETEXTURE_DONOR_ERROR (retexture_donor_error_quark ())
GQuark retexture_donor_error_quark (void);
