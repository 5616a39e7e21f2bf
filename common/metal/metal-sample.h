/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The texture of intact metal, measured: how strong it is, how it runs, and what it is like (its
 * autocorrelation, which is as much as its power spectrum). Textures of the same measure are made
 * from it; nothing of the photograph itself is.
 */
#pragma once

#include <gegl.h>

#include "fourier.h"
#include "specular.h"

/* Over as many pixels texture is compared with itself. */
#define RETEXTURE_METAL_REACH 64

typedef struct
{
  GeglRectangle area; /* of the picture */
  gdouble radius;     /* where texture ends and tone begins, in pixels */

  gdouble deviation; /* of luma, above the radius */
  gdouble light;     /* the light's factor there */
  gdouble strength; /* of what is to be added where that factor is 1, to have the deviation there */
  gdouble tone;     /* mean luma */
  gdouble angle;    /* in which it runs: radians, from the x axis towards the y axis */
  gdouble
      anisotropy; /* the larger eigenvalue of the gradients' tensor over the smaller: 1 or more */
  gdouble length; /* along that over which it is like itself, in pixels */

  /* Of what is to be added: by the lag's y and x, each from -REACH to REACH; 1 where both are 0. */
  gfloat correlation[2 * RETEXTURE_METAL_REACH + 1][2 * RETEXTURE_METAL_REACH + 1];
} RetextureMetalSample;

/* NULL and an error (RETEXTURE_DONOR_ERROR), worded for the user, where the area is too small or
 * holds no texture. */
RetextureMetalSample *retexture_metal_sample_new (GeglBuffer *picture,
                                                  const GeglRectangle *area,
                                                  gdouble radius,
                                                  const RetextureSpecular *specular,
                                                  GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureMetalSample, g_free)

/* Another texture of its kind, on a periodic plane of values for each pixel. */
RetextureFourier *retexture_metal_sample_imitate (const RetextureMetalSample *self, guint32 seed);
