/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Many samples of a band pair at once, and sums over them in lanes: always as many, so that they
 * come out the same on any machine.
 */
#pragma once

#include "pair.h"

/* Samples in a run, at most; and what their number is filled up to a multiple of. */
#define RETEXTURE_BAND_RUN 64
#define RETEXTURE_LANES 16

/* Samples of one row of the edit, with both bands there. Where the original does not reach, and in
 * what a run is filled up with, all is 0. */
typedef struct
{
  gint n;   /* filled up */
  gfloat y; /* of the row, from the edit's middle; x as well */
  gfloat x[RETEXTURE_BAND_RUN];
  gfloat there[RETEXTURE_BAND_RUN]; /* 1, or 0 */
  gfloat edit[RETEXTURE_BAND_RUN], original[RETEXTURE_BAND_RUN];
  gfloat slope_u[RETEXTURE_BAND_RUN], slope_v[RETEXTURE_BAND_RUN]; /* of the original */
} RetextureBandRun;

/* Looks at `n` samples of the edit from (column, row) on, every `step`-th, by way of a map of
 * samples (retexture_band_pair_map ()) and what bends it, or NULL. */
void retexture_band_run_look (RetextureBandRun *self,
                              const RetextureBandPair *pair,
                              const RetextureTransform *map,
                              const RetextureField *field,
                              gint column,
                              gint row,
                              gint step,
                              gint n);

/* Adds the products of `n` samples, filled up. */
G_ALWAYS_INLINE static inline void
retexture_lanes_add (gfloat *restrict lanes, const gfloat *one, const gfloat *other, gint n)
{
  for (gint i = 0; i < n; i += RETEXTURE_LANES)
    for (gint l = 0; l < RETEXTURE_LANES; l++)
      lanes[l] += one[i + l] * other[i + l];
}

static inline gdouble
retexture_lanes_sum (const gfloat *lanes)
{
  gdouble halves[RETEXTURE_LANES / 2];

  for (gint l = 0; l < RETEXTURE_LANES / 2; l++)
    halves[l] = (gdouble) lanes[l] + lanes[l + RETEXTURE_LANES / 2];
  for (gint n = RETEXTURE_LANES / 4; n > 0; n /= 2)
    for (gint l = 0; l < n; l++)
      halves[l] += halves[l + n];
  return halves[0];
}

/* What tells how well the bands agree, in lanes. */
typedef struct
{
  gfloat products[RETEXTURE_LANES], edit[RETEXTURE_LANES];
  gfloat original[RETEXTURE_LANES], there[RETEXTURE_LANES];
} RetextureAgreementLanes;

G_ALWAYS_INLINE static inline void
retexture_agreement_lanes_add (RetextureAgreementLanes *self, const RetextureBandRun *run)
{
  retexture_lanes_add (self->products, run->original, run->edit, run->n);
  retexture_lanes_add (self->edit, run->edit, run->edit, run->n);
  retexture_lanes_add (self->original, run->original, run->original, run->n);
  retexture_lanes_add (self->there, run->there, run->there, run->n);
}

static inline RetextureBandAgreement
retexture_agreement_lanes_sum (const RetextureAgreementLanes *self)
{
  return (RetextureBandAgreement){
    .products = retexture_lanes_sum (self->products),
    .edit = retexture_lanes_sum (self->edit),
    .original = retexture_lanes_sum (self->original),
    .n = retexture_lanes_sum (self->there),
  };
}

/* How the bands agree in a rectangle of the edit's samples. */
RetextureBandAgreement retexture_band_pair_agree (const RetextureBandPair *self,
                                                  const RetextureTransform *map,
                                                  const GeglRectangle *area);
