/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Coarse to fine: all places are tried at a hundred samples, the best few refined at twice as many,
 * the best of these at every scale up to the finest; there, the simplest model that explains the
 * pair is chosen.
 */
#include "alignment.h"

#include <math.h>
#include <string.h>

#include "coarse.h"
#include "local-field.h"
#include "model-choice.h"
#include "pair.h"
#include "wide.h"

/* The longer side of the edit, in samples, at the coarsest and the finest scale. */
#define COARSE_SIZE 128
#define FINE_SIZE 2048

/* Scales and turns tried around each of those that the sizes may say. */
#define TRIES 5

/* Samples asked for in one direction at most, and guesses that are followed. */
#define ASKED 700
#define GUESSES 3

/* Corners that move less than this, in pixels, did not move; nor did places that are off by less
 * from whole pixels. */
#define STILL 0.04

/* A gain in correlation below this is none; and a field has to gain more, because it can follow
 * chance: this much, and this share of what the map leaves, of which noise gives up to 0.02.
 */
#define GAIN 0.001
#define FIELD_GAIN 0.01
#define FIELD_SHARE 0.03

/* Scales at which the field is found, the finest among them. */
#define FIELD_SCALES 4

/* Pictures whose bands agree in less of the edit than this, at a glance or when all is found, are
 * no pair. Strangers reach 0.5 and 0.04 of these, real edits 0.9 and 0.9. */
#define RELATED 0.12
#define CORRELATED 0.1

/* Among so many scales and places chance finds some that agree a little: it takes this correlation.
 */
#define WIDE_AGREEMENT 0.5

/* Shares of the time after which the scales were tried, the finest pair is there, and the map is
 * found. */
#define BY_BASES 0.5
#define BY_FINEST 0.7
#define BY_MAP 0.95

typedef struct
{
  GeglBuffer *edit, *original;
  RetextureProgressFunc progress;
  RetextureReduced fine_edit, fine_original;
  gdouble unit; /* pixels of the original to one of the edit */
} Search;

static void
tell (const Search *search, gdouble share)
{
  if (search->progress)
    search->progress (share);
}

static gint
longer (GeglBuffer *buffer)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (buffer);

  return MAX (extent->width, extent->height);
}

static gint
step_for (const RetextureBandPair *pair)
{
  return MAX (1, MAX (pair->edit.width, pair->edit.height) / ASKED);
}

/* Both pictures at 1 / 2^k of the finest scale. */
static RetextureBandPair
pair_at (const Search *search, gint k)
{
  RetextureReduced edit = retexture_reduced_again (&search->fine_edit, 1 << k);
  RetextureReduced original = retexture_reduced_again (&search->fine_original, 1 << k);
  const RetextureBandPair pair = retexture_band_pair_new (&edit, &original, search->unit);

  retexture_reduced_clear (&edit);
  retexture_reduced_clear (&original);
  return pair;
}

/* Takes up another scale of the original against the edit. */
static void
search_set_unit (Search *search, const RetextureTransform *base)
{
  search->unit = retexture_transform_scale (base);
  retexture_reduced_clear (&search->fine_original);
  search->fine_original = retexture_reduced_new (
      search->original, MAX (1, (gint) floor (search->fine_edit.factor * search->unit * 1.001)));
}

/* How many times the finest scale can be halved before the edit is COARSE_SIZE. */
static gint
coarsest_level (const Search *search)
{
  gint size = MAX (search->fine_edit.luma.width, search->fine_edit.luma.height), k = 0;

  while (size / 2 >= COARSE_SIZE * 3 / 2)
    {
      size /= 2;
      k++;
    }
  return k;
}

static void
refine (const RetextureBandPair *pair, RetextureModel model, RetextureTransform *transform)
{
  retexture_band_pair_refine (pair, model, step_for (pair), 0.0, transform);
}

/* The best of a few guesses around `base`, followed to the coarsest scale. */
static RetextureGuess
find_best_guess (const Search *search, const RetextureTransform *base, RetextureModel richest)
{
  RetextureGuess guesses[GUESSES + 1], best = { .score = -2.0 };
  RetextureBandPair pair = pair_at (search, coarsest_level (search));

  retexture_coarse_find (&search->fine_edit, &search->fine_original, base, COARSE_SIZE, TRIES,
                         guesses, GUESSES);
  guesses[GUESSES].transform = *base;
  for (gint i = 0; i <= GUESSES; i++)
    {
      gdouble share;
      RetextureGuess *guess = &guesses[i];

      if (richest == RETEXTURE_MODEL_TRANSLATION)
        guess->transform = retexture_model_with_matrix_of (&guess->transform, base);
      refine (&pair, RETEXTURE_MODEL_TRANSLATION, &guess->transform);
      refine (&pair, MIN (RETEXTURE_MODEL_SIMILARITY, richest), &guess->transform);
      guess->score
          = retexture_band_pair_correlate (&pair, &(RetextureMotion){ guess->transform, NULL },
                                           step_for (&pair), &share)
            * sqrt (share);
      if (guess->score > best.score)
        best = *guess;
    }
  retexture_band_pair_clear (&pair);
  return best;
}

/* ---- all of it ---- */

/* What the affine map leaves, where following it gains anything. */
static void
add_field (const Search *search, const RetextureBandPair *finest, RetextureAlignment *found)
{
  const gint width = gegl_buffer_get_width (search->edit);
  const gint height = gegl_buffer_get_height (search->edit);
  g_autoptr (RetextureField) field = NULL;
  gdouble with;

  for (gint k = MIN (FIELD_SCALES - 1, coarsest_level (search)); k >= 0; k--)
    {
      RetextureBandPair pair = k > 0 ? pair_at (search, k) : *finest;
      RetextureField *finer = retexture_local_field_new (width, height, pair.edit_factor, field);

      g_clear_pointer (&field, retexture_field_free);
      field = finer;
      retexture_local_field_refine (field, &pair, &found->motion.transform);
      if (k > 0)
        retexture_band_pair_clear (&pair);
    }
  with = retexture_band_pair_correlate (
      finest, &(RetextureMotion){ found->motion.transform, field }, step_for (finest), NULL);
  if (with <= found->after + MAX (FIELD_GAIN, FIELD_SHARE * (1.0 - found->after)))
    return;
  found->after = with;
  found->model = RETEXTURE_MODEL_LOCAL;
  found->motion.field = g_steal_pointer (&field);
}

static RetextureAlignment
follow (Search *search,
        const RetextureBandPair *finest,
        const RetextureTransform *base,
        const RetextureTransform *guess,
        RetextureModel simplest,
        RetextureModel richest)
{
  const gint glance = MIN (2, coarsest_level (search)), step = step_for (finest);
  RetextureAlignment found = { .motion = { .transform = *guess } };

  for (gint k = coarsest_level (search); k > 0; k--)
    {
      RetextureBandPair pair = pair_at (search, k);

      refine (&pair, richest, &found.motion.transform);
      if (k == glance)
        found.related = retexture_confidence_at_a_glance (&pair, &found.motion.transform);
      retexture_band_pair_clear (&pair);
    }
  if (glance == 0)
    found.related = retexture_confidence_at_a_glance (finest, &found.motion.transform);
  found.model = retexture_model_choose (finest, base, simplest, richest, step,
                                        &found.motion.transform, &found.residual);
  found.before
      = retexture_band_pair_correlate (finest, &(RetextureMotion){ *base, NULL }, step, NULL);
  found.after = retexture_band_pair_correlate (finest, &found.motion, step, NULL);
  return found;
}

static void
find_confidence (const RetextureBandPair *finest, RetextureAlignment *found)
{
  gdouble sum = 0.0;
  gint n;

  found->confidence = retexture_confidence_find (finest, &found->motion, &found->places);
  n = found->confidence->columns * found->confidence->rows;
  for (gint i = 0; i < n; i++)
    sum += found->confidence->values[i];
  found->matched = sum / n;
}

/* A piece that was cut out is off by whole pixels, which need no resampling. */
static void
snap (RetextureTransform *transform, const GeglRectangle *edit, const GeglRectangle *original)
{
  const gdouble corner[2]
      = { 0.5 * (original->width - edit->width), 0.5 * (original->height - edit->height) };
  const gdouble *m = transform->matrix;
  gdouble whole[2];

  if (m[0] != 1.0 || m[1] != 0.0 || m[2] != 0.0 || m[3] != 1.0)
    return;
  for (gint i = 0; i < 2; i++)
    whole[i] = round (corner[i] + transform->shift[i]) - corner[i];
  if (hypot (whole[0] - transform->shift[0], whole[1] - transform->shift[1]) < STILL)
    memcpy (transform->shift, whole, sizeof whole);
}

static void
judge (RetextureAlignment *self,
       GeglBuffer *edit,
       GeglBuffer *original,
       const RetextureTransform *base)
{
  const GeglRectangle *e = gegl_buffer_get_extent (edit), *o = gegl_buffer_get_extent (original);
  const gboolean same_size = e->width == o->width && e->height == o->height;

  snap (&self->motion.transform, e, o);
  self->displacement
      = MAX (retexture_transform_distance (&self->motion.transform, base, e->width, e->height),
             self->motion.field ? retexture_field_most (self->motion.field) : 0.0);
  if (self->related < RELATED || self->after < CORRELATED)
    self->verdict = RETEXTURE_ALIGNMENT_UNRELATED;
  else if (same_size && (self->displacement < STILL || self->after < self->before + GAIN))
    {
      self->verdict = RETEXTURE_ALIGNMENT_NO_GAIN;
      self->model = RETEXTURE_MODEL_IDENTITY;
      self->motion.transform = retexture_transform_scaling (1.0, 1.0);
      g_clear_pointer (&self->motion.field, retexture_field_free);
      self->displacement = 0.0;
      self->after = self->before;
    }
}

/* From a guess to all there is to know. */
static RetextureAlignment
find_from (Search *search,
           const RetextureTransform *base,
           const RetextureTransform *guess,
           RetextureModel simplest,
           RetextureModel richest)
{
  RetextureBandPair finest = pair_at (search, 0);
  RetextureAlignment found;

  tell (search, BY_FINEST);
  found = follow (search, &finest, base, guess, MIN (simplest, RETEXTURE_MODEL_AFFINE),
                  MIN (richest, RETEXTURE_MODEL_AFFINE));
  if (richest == RETEXTURE_MODEL_LOCAL && found.related >= RELATED)
    add_field (search, &finest, &found);
  tell (search, BY_MAP);
  judge (&found, search->edit, search->original, base);
  if (found.verdict != RETEXTURE_ALIGNMENT_UNRELATED)
    find_confidence (&finest, &found);
  retexture_band_pair_clear (&finest);
  return found;
}

/* Once more for an edit that was cropped and scaled; `found` stays where that finds nothing either.
 */
static void
find_widely (Search *search,
             RetextureModel simplest,
             RetextureModel richest,
             GCancellable *cancellable,
             RetextureAlignment *found)
{
  const RetextureGuess guess
      = retexture_wide_find (&search->fine_edit, search->original, cancellable);
  const gdouble scale = retexture_transform_scale (&guess.transform);
  const RetextureTransform base = retexture_transform_scaling (scale, scale);

  if (guess.score <= 0.0 || g_cancellable_is_cancelled (cancellable))
    return;
  search_set_unit (search, &base);
  *found = find_from (search, &base, &guess.transform, simplest, richest);
  if (found->after < WIDE_AGREEMENT)
    {
      retexture_alignment_clear (found);
      found->verdict = RETEXTURE_ALIGNMENT_UNRELATED;
    }
}

RetextureAlignment
retexture_alignment_find (GeglBuffer *edit,
                          GeglBuffer *original,
                          RetextureModel simplest,
                          RetextureModel richest,
                          RetextureProgressFunc progress,
                          GCancellable *cancellable)
{
  const RetextureModel richest_map = MIN (richest, RETEXTURE_MODEL_AFFINE);
  RetextureTransform bases[RETEXTURE_COARSE_MOST_BASES];
  RetextureGuess best = { .score = -G_MAXDOUBLE };
  RetextureAlignment found = { .verdict = RETEXTURE_ALIGNMENT_UNRELATED };
  Search search = {
    .edit = edit,
    .original = original,
    .progress = progress,
    .fine_edit = retexture_reduced_new (edit, (longer (edit) + FINE_SIZE - 1) / FINE_SIZE),
  };
  gint chosen = 0;
  const gint n = retexture_coarse_find_bases (edit, original, bases);

  for (gint i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++)
    {
      RetextureGuess guess;

      search_set_unit (&search, &bases[i]);
      guess = find_best_guess (&search, &bases[i], richest_map);
      if (guess.score > best.score)
        {
          best = guess;
          chosen = i;
        }
      tell (&search, BY_BASES * (i + 1) / n);
    }
  if (n > 0 && !g_cancellable_is_cancelled (cancellable))
    {
      if (chosen != n - 1)
        search_set_unit (&search, &bases[chosen]);
      found = find_from (&search, &bases[chosen], &best.transform, simplest, richest);
      /* Flat pictures agree in nothing at all. */
      if (found.verdict == RETEXTURE_ALIGNMENT_UNRELATED && found.after != 0.0
          && richest > RETEXTURE_MODEL_TRANSLATION)
        find_widely (&search, simplest, richest, cancellable, &found);
    }
  retexture_reduced_clear (&search.fine_edit);
  retexture_reduced_clear (&search.fine_original);
  return found;
}

void
retexture_alignment_clear (RetextureAlignment *self)
{
  g_clear_pointer (&self->motion.field, retexture_field_free);
  g_clear_pointer (&self->confidence, retexture_lattice_free);
}
