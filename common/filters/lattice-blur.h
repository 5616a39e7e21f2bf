/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Gaussian blur of whatever a consumer makes of a picture's pixels, computed on the kernel's
 * lattice in bands, on two or more threads, without a full-size intermediate. Called by gaussian.c
 * and edge-aware.c; knows nothing of buffers, colours or formats.
 *
 * The same place gets the same numbers whatever area it is made in.
 */
#pragma once

#include <gegl.h>

/* The blurred numbers of one block of pixels. */
typedef struct _RetextureLatticeBlock RetextureLatticeBlock;

/* All are called from several threads at once. */
typedef struct
{
  gint numbers; /* to a pixel: 3 to 5 */

  /* Gives the numbers of `area`, which may lie beyond the picture; all finite. */
  void (*read) (const GeglRectangle *area, gfloat *numbers, gpointer user_data);

  /* Makes other numbers, in place, of `n` lattice points' blurred ones; those are blurred in turn.
   * NULL: blurred once. */
  void (*between) (gfloat *numbers, gint n, gpointer user_data);

  /* Makes the pixels of `area` from retexture_lattice_block_get_row (). */
  void (*write) (const GeglRectangle *area, RetextureLatticeBlock *block, gpointer user_data);
} RetextureLatticeBlurFuncs;

/* radius_px: each blur's standard deviation, above 0. What `read` is asked for reaches as far
 * around the area as the blurs together, retexture_gaussian_reach () each. */
void retexture_lattice_blur (const GeglRectangle *area,
                             gdouble radius_px,
                             const RetextureLatticeBlurFuncs *funcs,
                             gpointer user_data);

/* The numbers of the block's row `y` (in the area's coordinates), the caller's to change until the
 * next call. */
gfloat *retexture_lattice_block_get_row (RetextureLatticeBlock *block, gint y);
