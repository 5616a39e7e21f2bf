/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A first guess where the edit lies in the original, to a few pixels of a picture reduced to a
 * hundred or so: all scales, turns and places that may be are tried.
 */
#pragma once

#include "kept-band.h"
#include "transform.h"

/* How far the scale may lie beyond what the sizes say, and the turn, in radians. */
#define RETEXTURE_COARSE_SCALE 0.05
#define RETEXTURE_COARSE_TURN (3.0 * G_PI / 180.0)

typedef struct
{
  RetextureTransform transform; /* of full-size pixels */
  gdouble score;                /* the higher, the better the bands fit */
} RetextureGuess;

/* The `n` best guesses, the best first, around the matrix `base`. Both pictures are reduced so that
 * neither, seen by way of `base`, is larger than `size` samples of the edit. `tries` is how many
 * scales, and how many turns, are tried: with 5, no place is farther than a sample from one tried,
 * at the edge of 128 of them. */
void retexture_coarse_find (const RetextureReduced *edit,
                            const RetextureReduced *original,
                            const RetextureTransform *base,
                            gint size,
                            gint tries,
                            RetextureGuess *guesses,
                            gint n);

/* What the sizes may say: that one picture is the other made larger or smaller, or a piece of it.
 * How many. */
#define RETEXTURE_COARSE_MOST_BASES 4
gint
retexture_coarse_find_bases (GeglBuffer *edit, GeglBuffer *original, RetextureTransform *bases);
