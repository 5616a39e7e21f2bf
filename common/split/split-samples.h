/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The numbers a buffer stores, without any conversion of colour: integers of 8 and 16 bit as they
 * are, everything else in single precision. What GIMP composites is a last bit away from that where
 * babl does not convert exactly, which can be asked for. Called by
 * split-rendering.c and the report.
 */
#pragma once

#include <gegl.h>

#include "split-arithmetic.h"

typedef struct
{
  const Babl *format;
  gint components;
  gboolean has_alpha; /* it is the last component */
  gint white;         /* 255 or 65535; 0 where numbers are floats */
  RetextureSplitNumbers numbers;
  gsize bytes;                /* of a pixel */
  const Babl *widen, *narrow; /* half to float and back, or NULL */
  const Babl *composited;     /* what GIMP converts the format to before it composites */
} RetextureSplitSamples;

void retexture_split_samples_init (RetextureSplitSamples *self, const Babl *format);

/* Reads or writes `area` of a buffer, which may have any format of the same model; integers where
 * `white` is set, else floats: n pixels of `components` values. Writing takes values that the
 * format can hold. Beyond the buffer all is 0. */
void retexture_split_samples_read (const RetextureSplitSamples *self,
                                   GeglBuffer *buffer,
                                   const GeglRectangle *area,
                                   gpointer values);
void retexture_split_samples_write (const RetextureSplitSamples *self,
                                    GeglBuffer *buffer,
                                    const GeglRectangle *area,
                                    gconstpointer values);

/* Turns `n_pixels` float pixels into what GIMP will composite once they are stored. */
void
retexture_split_samples_see (const RetextureSplitSamples *self, gfloat *values, gsize n_pixels);
