/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Original and edit, read together where they overlap. What is transparent in one of them is taken
 * from the other, so that it is no difference to be made up for; what is no number is black.
 */
#pragma once

#include <gegl.h>

#include "lattice.h"

typedef struct
{
  GeglBuffer *original, *edit; /* of the overlap only */
  GeglRectangle overlap;
  const Babl *format; /* R'G'B' or, where one has alpha, R'G'B'A float in the edit's space */
  gint channels;      /* 3 or 4 */
} RetexturePicturePair;

void retexture_picture_pair_init (RetexturePicturePair *self,
                                  GeglBuffer *original,
                                  GeglBuffer *edit,
                                  const GeglRectangle *overlap);
void retexture_picture_pair_clear (RetexturePicturePair *self);

/* Where samples of level `k` of the pair lie on a lattice over the finished picture's overlap
 * `whole`, of which a cell is `cell` pixels wide and whose first pixel lies at `first`; a pixel of
 * the pair is `pixel_size` of the finished picture's. (x, y): of level 0's first sample. */
RetextureLatticePlace retexture_picture_pair_place (gint x,
                                                    gint y,
                                                    gdouble pixel_size,
                                                    const GeglRectangle *whole,
                                                    gint k,
                                                    gdouble cell,
                                                    gdouble first);

/* Pixels of both, `channels` floats each. `area` is counted from the overlap's corner; beyond the
 * overlap its edge pixels go on. */
void retexture_picture_pair_read (const RetexturePicturePair *self,
                                  const GeglRectangle *area,
                                  gfloat *original,
                                  gfloat *edit);

/* One channel of interleaved pixels, of which `pixels` points to the first's. */
void
retexture_picture_pair_take_channel (const gfloat *pixels, gfloat *values, gsize n, gint channels);
