/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   band    = G (s) - G (2 s) of the folds, for s = radius, 2 radius, 4 radius ...
 *   runs    = (l1 - l2) / (l1 + l2) of the eigenvalues of the structure tensor of what is between
 *             G (s) and G (4 s), its mean around weighed by the energy there
 *   folds   = the sum of all bands, each times smoothstep (runs)
 *
 * (Bigun and Granlund, "Optimal orientation detection of linear symmetry", ICCV 1987.)
 *
 * What is judged is an octave wider than what is kept or left: the rim of a spot runs in one
 * direction by itself, but not beside the spot.
 */
#include "fold-ridges.h"

#include <math.h>
#include <string.h>

#include "level-planes.h"
#include "smooth-step.h"
#include "tone-picture.h"

/* What is no ridge at all, and what is one for sure. Of the folds of velvet and denim nine tenths
 * of the energy are above 0.4, and where two cross it is 0.3; of round spots and checks as much is
 * below 0.2. */
#define RUNS_FROM 0.15f
#define RUNS_ALL 0.4f

/* Energy that counts as nothing: of a thousandth of the light. */
#define NOTHING 1e-6f

/* Of the tensor and of the mean, in sizes of the band. */
#define WINDOW 2.0

/* How far the luma of a band runs in one direction, 0 to 1. */
static RetexturePlane
find_runs (const RetexturePlane band[3], gdouble window)
{
  const gint width = band[0].width, height = band[0].height;
  RetexturePlane luma = retexture_plane_new (width, height);
  RetexturePlane runs = retexture_plane_new (width, height);
  RetextureTensorPlanes tensor;

  for (gint i = 0; i < width * height; i++)
    luma.values[i] = retexture_luma_of_planes (band, i);
  tensor = retexture_level_find_tensor (&luma, window);
  for (gint i = 0; i < width * height; i++)
    {
      luma.values[i] *= luma.values[i];
      runs.values[i] = luma.values[i] * retexture_level_tensor_get_difference (&tensor, i)
                       / MAX (retexture_level_tensor_get_sum (&tensor, i), 1e-12f);
    }
  retexture_level_tensor_clear (&tensor);
  retexture_level_blur (&runs, window);
  retexture_level_blur (&luma, window);
  for (gint i = 0; i < width * height; i++)
    runs.values[i] /= luma.values[i] + NOTHING;
  retexture_plane_clear (&luma);
  return runs;
}

/* `rest` loses the band of size `s`, or, if it is the last, all, to `folds`. */
static void
move_band (RetexturePlane rest[3], RetexturePlane folds[3], gdouble s, gboolean last)
{
  const gint n = rest[0].width * rest[0].height;
  RetexturePlane band[3], wide[3], runs;

  for (gint c = 0; c < 3; c++)
    {
      band[c] = rest[c];
      /* It is blurred by `s` already. */
      rest[c] = retexture_level_blurred (band + c, sqrt (3.0) * s);
      wide[c] = retexture_level_blurred (rest + c, sqrt (12.0) * s);
      for (gint i = 0; i < n; i++)
        {
          wide[c].values[i] = band[c].values[i] - wide[c].values[i];
          band[c].values[i] -= rest[c].values[i];
        }
    }
  runs = find_runs (wide, WINDOW * s);
  for (gint i = 0; i < n; i++)
    {
      const gfloat share = retexture_smooth_step (RUNS_FROM, RUNS_ALL, runs.values[i]);

      for (gint c = 0; c < 3; c++)
        folds[c].values[i] += share * (band[c].values[i] + (last ? rest[c].values[i] : 0.0f));
    }
  retexture_plane_clear (&runs);
  for (gint c = 0; c < 3; c++)
    {
      retexture_plane_clear (&band[c]);
      retexture_plane_clear (&wide[c]);
    }
}

void
retexture_fold_ridges_keep (RetexturePlane folds[3], gdouble radius, gdouble width)
{
  const gint n = folds[0].width * folds[0].height;
  RetexturePlane rest[3];

  for (gint c = 0; c < 3; c++)
    {
      rest[c] = folds[c];
      folds[c] = retexture_plane_new (rest[c].width, rest[c].height);
      memset (folds[c].values, 0, n * sizeof (gfloat));
    }
  for (gdouble s = radius; s < width; s *= 2.0)
    move_band (rest, folds, s, 2.0 * s >= width);
  for (gint c = 0; c < 3; c++)
    retexture_plane_clear (&rest[c]);
}
