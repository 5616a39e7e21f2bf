/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A picture reduced to the samples of its surface's mask, as light is worked out on it.
 */
#pragma once

#include "level-mask.h"
#include "luma.h"
#include "resample.h"

typedef struct
{
  RetextureLevelMask *mask;
  /* R'G'B' float, texture taken off; where the surface is not, it goes on as it is nearby, so that
   * nothing spills over its outline. */
  GeglBuffer *tone;
  RetexturePlane luma;       /* of that */
  RetextureLattice *room;    /* how far it is from white, in its lightest channel */
  RetextureLattice *surface; /* where it is, 0 to 1, but for what is too dark to tell; */
  RetextureLattice *inside;  /* and where it is for sure */
} RetextureTonePicture;

/* Of one sample of three planes. */
static inline gfloat
retexture_luma_of_planes (const RetexturePlane *planes, gint i)
{
  const gfloat rgb[3] = { planes[0].values[i], planes[1].values[i], planes[2].values[i] };

  return retexture_luma (rgb);
}

/* A picture's samples, R'G'B' float; and what follows from them for a radius up to which texture
 * goes, as deviation in samples. The mask, of which the surface counts, is kept. */
GeglBuffer *retexture_tone_picture_reduce (GeglBuffer *picture, const RetextureLevelMask *mask);
RetextureTonePicture *
retexture_tone_picture_new (GeglBuffer *reduced, RetextureLevelMask *mask, gdouble radius);
void retexture_tone_picture_free (RetextureTonePicture *self);

/* How much of it is of the surface, 0 to 1. */
gdouble retexture_tone_picture_get_share (const RetextureTonePicture *self);

/* The colours of a buffer of the tone's size, each a new plane. */
void retexture_tone_picture_take (GeglBuffer *buffer, RetexturePlane colours[3]);

/* The tone's colours without what is finer than `radius`, in samples, and fainter than `tolerance`:
 * edges well above that stay, so that nothing spills over an outline. New planes. */
void retexture_tone_picture_smooth (const RetextureTonePicture *self,
                                    gdouble radius,
                                    gdouble tolerance,
                                    RetexturePlane colours[3]);

/* The mean luma around each sample of what is on the surface; where there is none of it, of the
 * sample itself. */
RetexturePlane retexture_tone_picture_average (const RetextureTonePicture *self, gdouble radius);

/* The surface, and what it has around it on all sides, such as eyes and lips: 0 to 1. What is wider
 * than `width` samples is none of that. */
RetextureLattice *retexture_tone_picture_close (const RetextureTonePicture *self, gdouble width);
