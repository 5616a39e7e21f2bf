/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The slope of a line through the edit's tones over the original's, cell by cell and with its
 * neighbours, as far as the line explains them; drawn to that of the picture's curve of tones where
 * there are hardly two.
 */
#include "contrast.h"

#include <math.h>

#include "band-energies.h"
#include "luma.h"
#include "smooth-step.h"
#include "tone-curve.h"

/* A variance of tones that is as good as none. */
#define FLAT 1e-4f

/* Correlation of the tones from which on the line counts, and counts fully. */
#define LINE_FROM 0.7f
#define LINE_ALL 0.95f

/* The least contrast and the most. */
#define LEAST 0.6f
#define MOST 1.8f

/* Smoothings (lattice.h) of samples, and of cells: the neighbours. */
#define SMOOTH_TONES 3
#define SMOOTH 2

/* From this distance (recoloured.h) on a sample may be something else. */
#define DOUBT 0.5f

/* From this share of cells on that can tell they are believed. */
#define KNOWN 0.3f

enum
{
  WEIGHT,
  O,
  E,
  OO,
  OE,
  EE,
  N_SUMS
};

/* Without what smoothing may have taken from the edit's. */
static RetextureLattice *
tones_of (RetextureLattice *const picture[3])
{
  RetextureLattice *tones = retexture_lattice_new (picture[0]->columns, picture[0]->rows);

  for (gsize i = 0; i < (gsize) tones->columns * tones->rows; i++)
    {
      const gfloat pixel[3]
          = { picture[0]->values[i], picture[1]->values[i], picture[2]->values[i] };

      tones->values[i] = retexture_luma (pixel);
    }
  retexture_lattice_smooth (tones, SMOOTH_TONES);
  return tones;
}

/* Of each cell. */
static void
find_sums (RetextureLattice *const coarse[2][3],
           const RetextureLattice *recoloured,
           RetextureLattice *sums[N_SUMS])
{
  g_autoptr (RetextureLattice) original = tones_of (coarse[0]);
  g_autoptr (RetextureLattice) edit = tones_of (coarse[1]);
  const gint columns = (original->columns + RETEXTURE_BAND_CELL - 1) / RETEXTURE_BAND_CELL;
  const gint rows = (original->rows + RETEXTURE_BAND_CELL - 1) / RETEXTURE_BAND_CELL;

  for (gint m = 0; m < N_SUMS; m++)
    sums[m] = retexture_lattice_new (columns, rows);
  for (gint y = 0; y < original->rows; y++)
    for (gint x = 0; x < original->columns; x++)
      {
        const gsize i = (gsize) y * original->columns + x;
        const gsize cell = (gsize) (y / RETEXTURE_BAND_CELL) * columns + x / RETEXTURE_BAND_CELL;
        const gfloat w
            = recoloured ? 1.0f - retexture_smooth_step (DOUBT, 1.0f, recoloured->values[i]) : 1.0f;
        const gfloat o = original->values[i], e = edit->values[i];
        const gfloat values[N_SUMS] = { 1.0f, o, e, o * o, o * e, e * e };

        for (gint m = 0; m < N_SUMS; m++)
          sums[m]->values[cell] += w * values[m];
      }
}

static void
read_means (RetextureLattice *const sums[N_SUMS], gsize cell, gfloat means[N_SUMS])
{
  for (gint m = 0; m < N_SUMS; m++)
    means[m] = sums[m]->values[cell] / MAX (sums[WEIGHT]->values[cell], 1e-6f);
}

/* From cells that show the same by themselves: what differs beside one, such as another backdrop,
 * is not in it. */
static void
find_curve (RetextureLattice *const sums[N_SUMS],
            const RetextureLattice *agreed,
            RetextureToneCurve *curve)
{
  const gsize n = (gsize) sums[WEIGHT]->columns * sums[WEIGHT]->rows;
  gfloat means[N_SUMS];

  retexture_tone_curve_init (curve);
  for (gsize i = 0; i < n; i++)
    {
      read_means (sums, i, means);
      retexture_tone_curve_add (curve, means[O], means[E],
                                sums[WEIGHT]->values[i] * (agreed ? agreed->values[i] : 1.0f));
    }
  retexture_tone_curve_fit (curve);
}

/* `usual`: what it is where there are hardly two tones. */
static gfloat
contrast_of (const gfloat means[N_SUMS], gfloat usual)
{
  const gfloat oo = MAX (means[OO] - means[O] * means[O], 0.0f) + FLAT;
  const gfloat oe = means[OE] - means[O] * means[E];
  const gfloat ee = MAX (means[EE] - means[E] * means[E], 0.0f) + FLAT;
  const gfloat slope = CLAMP ((oe + usual * FLAT) / oo, LEAST, MOST);

  return usual
         + retexture_smooth_step (LINE_FROM, LINE_ALL, oe / sqrtf (oo * ee)) * (slope - usual);
}

RetextureLattice *
retexture_contrast_find (RetextureLattice *const coarse[2][3],
                         const RetextureLattice *recoloured,
                         const RetextureLattice *agreed)
{
  const gfloat most = RETEXTURE_BAND_CELL * RETEXTURE_BAND_CELL;
  RetextureLattice *sums[N_SUMS], *contrast;
  RetextureToneCurve curve;

  find_sums (coarse, recoloured, sums);
  find_curve (sums, agreed, &curve);
  for (gint m = 0; m < N_SUMS; m++)
    retexture_lattice_smooth (sums[m], SMOOTH);
  contrast = retexture_lattice_new (sums[O]->columns, sums[O]->rows);
  for (gsize i = 0; i < (gsize) contrast->columns * contrast->rows; i++)
    {
      const gfloat share = MIN (sums[WEIGHT]->values[i] / (KNOWN * most), 1.0f);
      gfloat means[N_SUMS], usual;

      read_means (sums, i, means);
      usual = CLAMP (retexture_tone_curve_get_slope (&curve, means[O], means[E]), LEAST, MOST);
      contrast->values[i] = 1.0f + share * (contrast_of (means, usual) - 1.0f);
    }
  for (gint m = 0; m < N_SUMS; m++)
    retexture_lattice_free (sums[m]);
  return contrast;
}
