/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One patch of a quilt: which part of the exemplar fits its neighbours best, and along which lines
 * it is cut out. Called by quilt.c only.
 */
#pragma once

#include "exemplar.h"

/* Which part of the exemplar a patch shows. */
typedef struct
{
  gint x, y; /* its first pixel in the plane */
  gint turn;
  gint variant;
} RetexturePatch;

/* What is already there where a patch is to come: its luma, and 1 where there is any, else 0; both
 * `size` x `size`, `stride` floats a row. */
typedef struct
{
  gint size, overlap;
  gint stride;
  const gfloat *values, *known;
} RetextureSurroundings;

/* The patch's first pixel of a channel, and the distance of its rows. */
const gfloat *retexture_patch_pixels (const RetextureExemplar *exemplar,
                                      const RetexturePatch *patch,
                                      gint channel,
                                      gint *stride);

/* The best of many places in the exemplar, drawn with `chances` (RETEXTURE_PATCH_CHANCES numbers
 * from -1 to 1). `others` are the neighbours, which it shall not show over again. */
#define RETEXTURE_PATCH_CHANCES 480
RetexturePatch retexture_patch_choose (const RetextureExemplar *exemplar,
                                       const RetextureSurroundings *around,
                                       gint turn,
                                       const gfloat *chances,
                                       const RetexturePatch *const *others,
                                       gint n_others);

/* What share the patch has in each pixel, size x size: all of it inside four lines, one in each
 * overlap, along which it differs least from what is there, and wherever nothing is; none outside.
 */
void retexture_patch_cut (const RetextureExemplar *exemplar,
                          const RetextureSurroundings *around,
                          const RetexturePatch *patch,
                          gfloat *shares);
