/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For each scale and turn the original's band is laid over the edit's at every place, by the
 * Fourier transform: the score is the correlation sum, over what both have of energy. Scales and
 * turns are few, because neither goes far; a log-polar spectrum would find them too, but not where
 * little of the picture is common.
 */
#include "coarse.h"

#include <math.h>
#include <string.h>

#include "fourier.h"
#include "pair.h"
#include "plane-sample.h"

/* The edit's band in a plane twice as large, so that nothing comes round. */
static RetextureFourier *
waves_of (const RetexturePlane *band, gint size)
{
  RetextureFourier *fourier = retexture_fourier_new (size);

  for (gint y = 0; y < band->height; y++)
    memcpy (fourier->values + (gsize) y * size, band->values + (gsize) y * band->width,
            band->width * sizeof (gfloat));
  retexture_fourier_forward (fourier);
  return fourier;
}

/* Lays the original's band in the plane as `matrix` (samples of the edit to the original's) shows
 * it, its middle at the plane's; returns its energy. */
static gdouble
lay_original (const RetextureBandPair *pair, const gdouble *matrix, RetextureFourier *plane)
{
  const gint size = plane->size;
  gdouble energy = 0.0;

  for (gint y = 0; y < size; y++)
    for (gint x = 0; x < size; x++)
      {
        const gdouble dx = x + 0.5 - 0.5 * size, dy = y + 0.5 - 0.5 * size;
        gfloat value, slope_u, slope_v;

        if (!retexture_plane_sample (&pair->original, pair->original_middle,
                                     matrix[0] * dx + matrix[1] * dy,
                                     matrix[2] * dx + matrix[3] * dy, &value, &slope_u, &slope_v))
          value = 0.0f;
        plane->values[y * size + x] = value;
        energy += (gdouble) value * value;
      }
  return energy;
}

/* Where the correlation is highest: by how much the edit has to be moved in the plane. */
static gdouble
find_peak (RetextureFourier *plane, const RetextureFourier *edit, gint *dx, gint *dy)
{
  const gint size = plane->size, columns = size / 2 + 1;
  gsize best = 0;

  for (gsize i = 0; i < (gsize) size * columns; i++)
    plane->waves[i] *= conjf (edit->waves[i]);
  retexture_fourier_back (plane);
  for (gsize i = 1; i < (gsize) size * size; i++)
    if (plane->values[i] > plane->values[best])
      best = i;
  *dx = (gint) (best % size);
  *dy = (gint) (best / size);
  /* The edit takes up half the plane at most: farther than this is a move the other way. */
  if (*dx >= size * 3 / 4)
    *dx -= size;
  if (*dy >= size * 3 / 4)
    *dy -= size;
  return plane->values[best];
}

static void
keep_best (RetextureGuess *guesses, gint n, const RetextureGuess *guess)
{
  gint place = n;

  while (place > 0 && guess->score > guesses[place - 1].score)
    place--;
  for (gint i = n - 1; i > place; i--)
    guesses[i] = guesses[i - 1];
  if (place < n)
    guesses[place] = *guess;
}

static gint
power_of_two (gint least)
{
  gint size = 1;

  while (size < least)
    size *= 2;
  return size;
}

void
retexture_coarse_find (const RetextureReduced *edit,
                       const RetextureReduced *original,
                       const RetextureTransform *base,
                       gint size,
                       gint tries,
                       RetextureGuess *guesses,
                       gint n)
{
  const gdouble unit = retexture_transform_scale (base);
  const gdouble unit_samples = unit * edit->factor / original->factor;
  const gdouble largest = MAX (MAX (edit->luma.width, edit->luma.height),
                               MAX (original->luma.width, original->luma.height) / unit_samples);
  const gint edit_factor = MAX (1, (gint) ceil (largest / size));
  const gint original_factor = MAX (1, (gint) floor (edit_factor * unit_samples));
  RetextureReduced small_edit = retexture_reduced_again (edit, edit_factor);
  RetextureReduced small_original = retexture_reduced_again (original, original_factor);
  RetextureBandPair pair = retexture_band_pair_new (&small_edit, &small_original, unit);
  const gint plane_size = power_of_two ((gint) ceil (2.1 * largest / edit_factor));
  g_autoptr (RetextureFourier) waves = waves_of (&pair.edit, plane_size);
  g_autoptr (RetextureFourier) plane = retexture_fourier_new (plane_size);

  for (gint i = 0; i < n; i++)
    guesses[i].score = -G_MAXDOUBLE;
  for (gint trial = 0; trial < tries * tries; trial++)
    {
      const gdouble at_scale = 2.0 * (trial % tries) / (tries - 1) - 1.0;
      const gdouble at_turn = 2.0 * (trial / tries) / (tries - 1) - 1.0;
      const gdouble scale = 1.0 + RETEXTURE_COARSE_SCALE * at_scale;
      const gdouble turn = RETEXTURE_COARSE_TURN * at_turn;
      const gdouble c = scale * cos (turn), s = scale * sin (turn);
      RetextureTransform transform = { .matrix = { c * base->matrix[0], -s * base->matrix[3],
                                                   s * base->matrix[0], c * base->matrix[3] } };
      const RetextureTransform of_samples
          = retexture_transform_reduced (&transform, pair.edit_factor, pair.original_factor);
      const gdouble energy = lay_original (&pair, of_samples.matrix, plane);
      RetextureGuess guess;
      gint dx, dy;
      gdouble peak, x, y;

      retexture_fourier_forward (plane);
      peak = find_peak (plane, waves, &dx, &dy);
      /* The edit's middle, seen from the plane's. */
      x = (dx + pair.edit_middle[0] - 0.5 * plane_size) * pair.edit_factor;
      y = (dy + pair.edit_middle[1] - 0.5 * plane_size) * pair.edit_factor;
      retexture_transform_apply (&transform, x, y, &transform.shift[0], &transform.shift[1]);
      guess.transform = transform;
      guess.score = energy > 0.0 ? peak / sqrt (energy) : 0.0;
      keep_best (guesses, n, &guess);
    }
  retexture_band_pair_clear (&pair);
  retexture_reduced_clear (&small_edit);
  retexture_reduced_clear (&small_original);
}

gint
retexture_coarse_find_bases (GeglBuffer *edit, GeglBuffer *original, RetextureTransform *bases)
{
  const GeglRectangle *e = gegl_buffer_get_extent (edit), *o = gegl_buffer_get_extent (original);
  const gdouble across = (gdouble) o->width / e->width, down = (gdouble) o->height / e->height;
  const gdouble candidates[][2]
      = { { across, down }, { 1.0, 1.0 }, { across, across }, { down, down } };
  gint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      gboolean is_new = TRUE;

      for (gint k = 0; k < n; k++)
        is_new &= fabs (log (candidates[i][0] / bases[k].matrix[0])) > 0.01
                  || fabs (log (candidates[i][1] / bases[k].matrix[3])) > 0.01;
      /* Sides that say very different things are no scale. */
      if (is_new && fabs (log (candidates[i][0] / candidates[i][1])) < 0.2)
        bases[n++] = retexture_transform_scaling (candidates[i][0], candidates[i][1]);
    }
  return n;
}
