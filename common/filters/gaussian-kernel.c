/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "gaussian-kernel.h"

#include <math.h>

/* Where the kernels end, in standard deviations: what is cut off weighs 6e-5. */
#define CUT 4.0

/* The lattice is reduced to radius / STEP_RADIUS. Both kernels then have a deviation of at least
 * radius / sqrt (2) > 0.88 lattice spacings; what aliases between them falls as
 * exp (-2 pi^2 (deviation / spacing)^2). The error of any picture stays below 8e-4 of full scale at
 * this value, 4e-4 at 1.4, which costs a fifth more time; tests/unit/test-gaussian.c has the bound.
 */
#define STEP_RADIUS 1.25

/* Below this radius a Gaussian sampled at pixel centres is too narrow to be one. */
#define INTEGRATE_BELOW 1.0

static gint
lattice_step (gdouble radius_px)
{
  return MAX (1, (gint) floor (radius_px / STEP_RADIUS));
}

/* The share of a Gaussian's mass that falls on the pixel at `distance`: exact also where the
 * Gaussian is narrower than a pixel. */
static gdouble
pixel_weight (gdouble distance, gdouble radius_px)
{
  const gdouble unit = 1.0 / (radius_px * G_SQRT2);

  return 0.5 * (erf ((distance + 0.5) * unit) - erf ((distance - 0.5) * unit));
}

static gdouble
point_weight (gdouble distance, gdouble radius_px)
{
  return exp (-0.5 * (distance / radius_px) * (distance / radius_px));
}

static void
normalise (gdouble *weights, gint n, gfloat *result)
{
  gdouble sum = 0.0;

  for (gint i = 0; i < n; i++)
    sum += weights[i];
  for (gint i = 0; i < n; i++)
    result[i] = weights[i] / sum;
}

static void
make_reducing_kernel (RetextureGaussianKernel *kernel, gdouble radius_px, gboolean integrate)
{
  const gint n = 2 * kernel->reduce_reach + 1;
  g_autofree gdouble *weights = g_new (gdouble, n);

  for (gint i = 0; i < n; i++)
    weights[i] = integrate ? pixel_weight (i - kernel->reduce_reach, radius_px)
                           : point_weight (i - kernel->reduce_reach, radius_px);

  kernel->reduce = g_new (gfloat, n);
  normalise (weights, n, kernel->reduce);
}

static void
make_enlarging_kernel (RetextureGaussianKernel *kernel, gdouble radius_px, gdouble cut_px)
{
  const gint taps = kernel->enlarge_taps;
  g_autofree gdouble *weights = g_new (gdouble, taps);

  kernel->first = g_new (gint, kernel->step);
  kernel->enlarge = g_new (gfloat, kernel->step * taps);

  for (gint phase = 0; phase < kernel->step; phase++)
    {
      kernel->first[phase] = (gint) ceil ((phase - cut_px) / kernel->step);
      for (gint i = 0; i < taps; i++)
        weights[i] = point_weight ((kernel->first[phase] + i) * kernel->step - phase, radius_px);
      normalise (weights, taps, kernel->enlarge + phase * taps);
    }
}

/* A Gaussian of `radius` lattice points, to be cut at `reach` of them. */
static gfloat *
make_lattice_kernel (gdouble radius, gint reach)
{
  const gint n = 2 * reach + 1;
  g_autofree gdouble *weights = g_new (gdouble, n);
  gfloat *kernel = g_new (gfloat, n);

  for (gint i = 0; i < n; i++)
    weights[i] = point_weight (i - reach, radius);
  normalise (weights, n, kernel);
  return kernel;
}

RetextureGaussianKernel *
retexture_gaussian_kernel_new (gdouble radius_px)
{
  RetextureGaussianKernel *kernel = g_new0 (RetextureGaussianKernel, 1);
  const gdouble half = radius_px / G_SQRT2;

  kernel->step = lattice_step (radius_px);
  kernel->reach = retexture_gaussian_reach (radius_px);

  if (kernel->step == 1)
    {
      /* Nothing to reduce: the whole Gaussian in one pass, and an enlargement that only copies. */
      kernel->reduce_reach = kernel->reach;
      make_reducing_kernel (kernel, radius_px, radius_px < INTEGRATE_BELOW);
      kernel->enlarge_taps = 1;
      make_enlarging_kernel (kernel, 1.0, 0.0);
      kernel->finish = make_lattice_kernel (1.0, 0);
      kernel->begin_reach = kernel->reduce_reach;
      kernel->begin = g_memdup2 (kernel->reduce, (2 * kernel->reduce_reach + 1) * sizeof (gfloat));
    }
  else
    {
      kernel->reduce_reach = (gint) ceil (CUT * half);
      make_reducing_kernel (kernel, half, FALSE);
      kernel->enlarge_taps = (gint) floor (2.0 * CUT * half / kernel->step) + 1;
      make_enlarging_kernel (kernel, half, CUT * half);
      kernel->finish_reach = kernel->begin_reach = (gint) floor (CUT * half / kernel->step);
      kernel->finish = make_lattice_kernel (half / kernel->step, kernel->finish_reach);
      kernel->begin = make_lattice_kernel (half / kernel->step, kernel->begin_reach);
    }

  return kernel;
}

void
retexture_gaussian_kernel_free (RetextureGaussianKernel *kernel)
{
  g_free (kernel->reduce);
  g_free (kernel->first);
  g_free (kernel->enlarge);
  g_free (kernel->finish);
  g_free (kernel->begin);
  g_free (kernel);
}

gint
retexture_gaussian_reach (gdouble radius_px)
{
  const gdouble half = radius_px / G_SQRT2;
  const gint step = lattice_step (radius_px);

  if (step == 1)
    return (gint) ceil (CUT * radius_px);

  /* Half the enlarging kernel, to the far edge of a lattice point, and the reducing kernel there.
   */
  return (gint) ceil (CUT * half) * 2 + step;
}
