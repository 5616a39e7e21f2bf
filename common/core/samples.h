/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pixels of buffers as floats. babl converts any format, and is used for all but the two that
 * nearly every photograph is in: gamma-encoded 8 and 16 bit, which only want a multiplication.
 * There babl took a third of the time of a whole separation.
 */
#pragma once

#include <gegl.h>

/* `format` is R'G'B' or R'G'B'A float. Reading goes on with the edge pixels beyond the buffer;
 * writing rounds, and keeps to the target's range. */
void retexture_samples_read (GeglBuffer *buffer,
                             const GeglRectangle *area,
                             const Babl *format,
                             gfloat *values);
void retexture_samples_write (GeglBuffer *buffer,
                              const GeglRectangle *area,
                              const Babl *format,
                              const gfloat *values);
