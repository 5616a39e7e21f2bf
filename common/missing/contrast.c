/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The slope of a line through the edit's tones over the original's, cell by cell and with its
 * neighbours, drawn towards 1 where there are hardly two tones; as far as the line explains them.
 */
#include "contrast.h"

#include <math.h>

#include "band-energies.h"
#include "luma.h"
#include "smooth-step.h"

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
  for (gint m = 0; m < N_SUMS; m++)
    retexture_lattice_smooth (sums[m], SMOOTH);
}

static gfloat
contrast_of (gfloat oo, gfloat oe, gfloat ee)
{
  const gfloat correlation = oe / sqrtf ((oo + FLAT) * (ee + FLAT));
  const gfloat slope = CLAMP ((oe + FLAT) / (oo + FLAT), LEAST, MOST);

  return 1.0f + retexture_smooth_step (LINE_FROM, LINE_ALL, correlation) * (slope - 1.0f);
}

RetextureLattice *
retexture_contrast_find (RetextureLattice *const coarse[2][3], const RetextureLattice *recoloured)
{
  const gfloat most = RETEXTURE_BAND_CELL * RETEXTURE_BAND_CELL;
  RetextureLattice *sums[N_SUMS], *contrast;

  find_sums (coarse, recoloured, sums);
  contrast = retexture_lattice_new (sums[O]->columns, sums[O]->rows);
  for (gsize i = 0; i < (gsize) contrast->columns * contrast->rows; i++)
    {
      const gfloat weight = sums[WEIGHT]->values[i], share = MIN (weight / (KNOWN * most), 1.0f);
      gfloat means[N_SUMS];

      for (gint m = 0; m < N_SUMS; m++)
        means[m] = sums[m]->values[i] / MAX (weight, 1e-6f);
      contrast->values[i] = 1.0f
                            + share
                                  * (contrast_of (MAX (means[OO] - means[O] * means[O], 0.0f),
                                                  means[OE] - means[O] * means[E],
                                                  MAX (means[EE] - means[E] * means[E], 0.0f))
                                     - 1.0f);
    }
  for (gint m = 0; m < N_SUMS; m++)
    retexture_lattice_free (sums[m]);
  return contrast;
}
