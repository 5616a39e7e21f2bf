/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A donor's texture apart from its tone, and how the two go together.
 */
#pragma once

#include <gegl.h>

/* Of darker tones nothing more is to be told than of this one. */
#define RETEXTURE_DONOR_DARKEST 0.02

typedef struct
{
  gint width, height;
  gfloat *texture; /* luma, blue minus luma, red minus luma: three values a pixel */
  gfloat *tones;   /* luma of what remains */

  gdouble deviation; /* of the texture's luma */
  gdouble tone;      /* mean of the tones */
  gdouble colour[3]; /* mean R'G'B' of what remains */
} RetextureDonorTexture;

/* The radius at which texture is to be taken that shall be laid over what was smoothed by
 * `radius`. */
gdouble retexture_donor_texture_radius (gdouble radius);

/* What lies above and below the radius, in pixels, in an area of the picture. */
RetextureDonorTexture *
retexture_donor_texture_new (GeglBuffer *picture, const GeglRectangle *area, gdouble radius);
void retexture_donor_texture_free (RetextureDonorTexture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureDonorTexture, retexture_donor_texture_free)

gsize retexture_donor_texture_n_pixels (const RetextureDonorTexture *self);

/* How far the texture's changes go with the colour they are on: 1 where all channels change in
 * proportion, as by more or less light, 0 where they change by the same amount, as by grain. */
gdouble retexture_donor_texture_find_tint (const RetextureDonorTexture *self);

/* Whether it runs another way than its mirror image. */
gboolean retexture_donor_texture_leans (const RetextureDonorTexture *self);

/* The strength of luma's texture around each pixel, in units of its mean; to be freed. */
gfloat *retexture_donor_texture_find_strengths (const RetextureDonorTexture *self, gdouble radius);

/* The power of tone that these strengths go with, -1 to 2. */
gdouble retexture_donor_texture_find_response (const RetextureDonorTexture *self,
                                               const gfloat *strengths);
