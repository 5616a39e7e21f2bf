/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "wide.h"

#include <math.h>

#include "pair.h"

/* The edit's longer side in samples, that at which all places are tried, and the guesses followed.
 */
#define SIZE 512
#define COARSE_SIZE 120
#define GUESSES 2

/* Scales and turns around each: two samples off at most, which is near enough to be followed. */
#define TRIES 3

/* Each scale stands for those up to 5 % beyond (coarse.h); the smallest is a quarter. */
#define STEP 1.1
#define SMALLEST 0.25

/* Samples asked for in one direction at most. */
#define ASKED 128

static gint
longer (const RetextureReduced *picture)
{
  return MAX (picture->luma.width, picture->luma.height);
}

/* Follows a guess to the finest samples there are here. */
static void
follow (const RetextureBandPair *pair, RetextureGuess *guess)
{
  const gint step = MAX (1, MAX (pair->edit.width, pair->edit.height) / ASKED);
  gdouble share;

  retexture_band_pair_refine (pair, RETEXTURE_MODEL_TRANSLATION, step, 0.0, &guess->transform);
  retexture_band_pair_refine (pair, RETEXTURE_MODEL_SIMILARITY, step, 0.0, &guess->transform);
  guess->score = retexture_band_pair_correlate (pair, &(RetextureMotion){ guess->transform, NULL },
                                                step, &share);
  guess->score *= share;
}

static void
try_scale (const RetextureReduced *edit,
           const RetextureReduced *original,
           gdouble scale,
           RetextureGuess *best)
{
  const RetextureTransform base = retexture_transform_scaling (scale, scale);
  RetextureReduced reduced = retexture_reduced_again (
      original, MAX (1, (gint) floor (edit->factor * scale / original->factor)));
  RetextureBandPair pair = retexture_band_pair_new (edit, &reduced, scale);
  RetextureGuess guesses[GUESSES];

  retexture_coarse_find (edit, &reduced, &base, COARSE_SIZE, TRIES, guesses, GUESSES);
  for (gint i = 0; i < GUESSES; i++)
    {
      follow (&pair, &guesses[i]);
      if (guesses[i].score > best->score)
        *best = guesses[i];
    }
  retexture_band_pair_clear (&pair);
  retexture_reduced_clear (&reduced);
}

RetextureGuess
retexture_wide_find (const RetextureReduced *edit, GeglBuffer *original, GCancellable *cancellable)
{
  RetextureReduced small_edit
      = retexture_reduced_again (edit, MAX (1, (longer (edit) + SIZE - 1) / SIZE));
  const gdouble largest
      = MIN (gegl_buffer_get_width (original) / (2.0 * edit->middle[0] * edit->factor),
             gegl_buffer_get_height (original) / (2.0 * edit->middle[1] * edit->factor));
  RetextureReduced reduced = retexture_reduced_new (
      original, MAX (1, (gint) floor (small_edit.factor * largest * SMALLEST)));
  RetextureGuess best = { .transform = retexture_transform_scaling (1.0, 1.0), .score = 0.0 };

  for (gdouble scale = largest;
       scale > largest * SMALLEST && !g_cancellable_is_cancelled (cancellable); scale /= STEP)
    try_scale (&small_edit, &reduced, scale, &best);
  retexture_reduced_clear (&reduced);
  retexture_reduced_clear (&small_edit);
  return best;
}
