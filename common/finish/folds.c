/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * In logarithms light is added to what it falls on. The gradients at a sharp edge are those of a
 * print, a seam or an outline, and are taken away; what the others add up to has no such edge, and
 * so no edge rings when it is taken apart by size. (An image rebuilt from some of its gradients:
 * Horn, "Determining lightness from an image", 1974; by least squares as in Weiss, "Deriving
 * intrinsic images from image sequences", 2001.)
 *
 * An edge is sharp when its slope falls as the blur grows: by half from half the radius to all of
 * it, where a fold, which is smooth by itself, loses little.
 */
#include "folds.h"

#include <math.h>

#include "fold-ridges.h"
#include "level-planes.h"
#include "poisson.h"
#include "smooth-step.h"

/* Darker is taken for so dark. */
#define DARKEST 0.02f

/* Ratios of the slopes: from the first on an edge may be sharp, from the second it is. */
#define SHARP_FROM 1.35f
#define SHARP_TO 1.6f

/* Heights, in luma, of edges that are faint, and are strong enough to tell. */
#define FAINT_FROM 0.02f
#define FAINT_TO 0.05f

/* Edges this high are edges, whatever is around them; fainter ones are so many times as steep as is
 * usual there, or it is the weave. */
#define STRONG_FROM 0.12f
#define STRONG_TO 0.2f
#define ALONE_FROM 2.5f
#define ALONE_TO 3.5f
#define USUAL_REACH 8.0

/* A blurred edge is as wide as so many radii to either side. */
#define REACH 2.5

/* How wide the widest fold is in deviations of the blur that takes it away. */
#define OF_WIDTH 0.8

static gfloat
slope_at (const RetextureGradients *gradients, gint i)
{
  return hypotf (gradients->across.values[i], gradients->down.values[i]);
}

/* Root mean squares around each sample. */
static RetexturePlane
mean_slopes (const RetextureGradients *gradients, gdouble radius)
{
  const gint n = gradients->across.width * gradients->across.height;
  RetexturePlane squares = retexture_plane_new (gradients->across.width, gradients->across.height);

  for (gint i = 0; i < n; i++)
    squares.values[i] = powf (slope_at (gradients, i), 2.0f);
  retexture_level_blur (&squares, radius);
  for (gint i = 0; i < n; i++)
    squares.values[i] = sqrtf (MAX (squares.values[i], 0.0f));
  return squares;
}

/* How little of a gradient counts, 0 to 1, as far as the edges' blur reaches. */
static RetextureLattice *
find_edges (const RetexturePlane *luma, const RetexturePlane *sharper, gdouble radius)
{
  RetextureGradients soft = retexture_gradients_of (luma);
  RetextureGradients sharp = retexture_gradients_of (sharper);
  RetexturePlane usual = mean_slopes (&sharp, USUAL_REACH * radius);
  RetextureLattice *edges = retexture_lattice_new (luma->width, luma->height);
  /* A step of height h, blurred by s, has the slope h / (s sqrt (2 pi)). */
  const gfloat height = 0.5 * radius * sqrt (2.0 * G_PI);

  for (gint i = 0; i < luma->width * luma->height; i++)
    {
      const gfloat slope = slope_at (&sharp, i);
      const gfloat ratio = slope / MAX (slope_at (&soft, i), 1e-6f);

      const gfloat alone = slope / MAX (usual.values[i], 1e-6f);

      edges->values[i] = retexture_smooth_step (SHARP_FROM, SHARP_TO, ratio)
                         * MAX (retexture_smooth_step (STRONG_FROM, STRONG_TO, height * slope),
                                retexture_smooth_step (FAINT_FROM, FAINT_TO, height * slope)
                                    * retexture_smooth_step (ALONE_FROM, ALONE_TO, alone));
    }
  retexture_plane_clear (&usual);
  retexture_gradients_clear (&sharp);
  retexture_gradients_clear (&soft);
  retexture_lattice_spread (edges, (gint) ceil (REACH * radius), TRUE);
  retexture_lattice_smooth (edges, 1);
  return edges;
}

/* The values are lost. */
static RetexturePlane
folds_of (RetexturePlane *plane, const RetextureLattice *edges, gdouble radius, gdouble width)
{
  const gint n = plane->width * plane->height;
  RetextureGradients gradients;
  RetexturePlane folds;

  for (gint i = 0; i < n; i++)
    plane->values[i] = logf (MAX (plane->values[i], DARKEST));
  gradients = retexture_gradients_of (plane);
  for (gint i = 0; i < n; i++)
    {
      gradients.across.values[i] *= 1.0f - edges->values[i];
      gradients.down.values[i] *= 1.0f - edges->values[i];
    }
  folds = retexture_gradients_to_detail (&gradients, OF_WIDTH * width, radius);
  retexture_gradients_clear (&gradients);
  return folds;
}

void
retexture_folds_find (const RetextureTonePicture *tone,
                      const RetextureTonePicture *sharp,
                      gdouble radius,
                      gdouble width,
                      RetexturePlane folds[3])
{
  g_autoptr (RetextureLattice) edges = find_edges (&tone->luma, &sharp->luma, radius);
  RetexturePlane colours[3];

  retexture_tone_picture_take (tone->tone, colours);
  for (gint c = 0; c < 3; c++)
    {
      folds[c] = folds_of (&colours[c], edges, radius, width);
      retexture_plane_clear (&colours[c]);
    }
  retexture_fold_ridges_keep (folds, radius, OF_WIDTH * width);
}
