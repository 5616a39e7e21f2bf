/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The weights of the windowed Gaussian, derived once from a radius. Called by the renderer in
 * gaussian.c; knows nothing of pixels or buffers.
 *
 * A wide Gaussian is computed on a coarser lattice: reduce by `step` with one Gaussian, then
 * enlarge with another, whose variances add up to the one asked for. The lattice is anchored at
 * absolute coordinates, so that a pixel's value does not depend on the region it is rendered in.
 */
#pragma once

#include <glib.h>

typedef struct
{
  gint step; /* lattice spacing in pixels; 1: no reduction */
  gint
      reduce_reach; /* the reducing kernel covers pixels [-reach, +reach] about its lattice point */
  gfloat *reduce;   /* 2 * reduce_reach + 1 weights, sum 1 */
  gint enlarge_taps; /* lattice points that make one pixel */
  gint *first; /* for each phase (pixel mod step): first lattice point, relative to pixel / step */
  gfloat *enlarge;                /* for each phase: enlarge_taps weights, sum 1 */
  gint finish_reach, begin_reach; /* in lattice points */
  gfloat *finish; /* 2 * finish_reach + 1 weights: what is left to do on reduced points, to be
                     blurred */
  gfloat
      *begin; /* 2 * begin_reach + 1 weights: what blurred points need before they are enlarged */
  gint reach; /* how far, in pixels, one pixel's value depends on the picture */
} RetextureGaussianKernel;

/* radius_px: the Gaussian's standard deviation in pixels, above 0. */
RetextureGaussianKernel *retexture_gaussian_kernel_new (gdouble radius_px);
void retexture_gaussian_kernel_free (RetextureGaussianKernel *kernel);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureGaussianKernel, retexture_gaussian_kernel_free)

/* The reach of a kernel of that radius, for those who only ask how much picture is needed. */
gint retexture_gaussian_reach (gdouble radius_px);
