/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "band-run.h"

#include "plane-sample.h"
#include "vector.h"

/* Where the samples are in the original, from its top left sample's middle. */
RETEXTURE_VECTOR static void
find_places (const RetextureBandPair *pair,
             const RetextureTransform *map,
             const gfloat *restrict x,
             gdouble y,
             gint n,
             gdouble *restrict u,
             gdouble *restrict v)
{
  const gdouble across = map->shift[0] + map->matrix[1] * y + pair->original_middle[0] - 0.5;
  const gdouble down = map->shift[1] + map->matrix[3] * y + pair->original_middle[1] - 0.5;

  for (gint i = 0; i < n; i++)
    {
      u[i] = map->matrix[0] * x[i] + across;
      v[i] = map->matrix[2] * x[i] + down;
    }
}

static void
bend_places (const RetextureBandPair *pair,
             const RetextureField *field,
             const RetextureBandRun *run,
             gint n,
             gdouble *u,
             gdouble *v)
{
  for (gint i = 0; i < n; i++)
    {
      gdouble by_u, by_v;

      retexture_field_at (field, (gdouble) run->x[i] * pair->edit_factor,
                          (gdouble) run->y * pair->edit_factor, &by_u, &by_v);
      u[i] += by_u / pair->original_factor;
      v[i] += by_v / pair->original_factor;
    }
}

/* The whole part of a place, and what is left; far outside it does not matter how far. */
G_ALWAYS_INLINE static inline gint
divide (gdouble place, gint size, gfloat *rest)
{
  const gdouble most = size + 2.0;
  const gdouble low = place > -2.0 ? place : -2.0;
  const gdouble near = low < most ? low : most;
  const gint whole = (gint) (near + 2.0) - 2;

  *rest = (gfloat) (near - whole);
  return whole;
}

/* A row of the four by four samples around, with what it weighs and what it weighs in the slope.
 * The compiler gathers from addresses that are the same for all, plus a number. */
G_ALWAYS_INLINE static inline void
add_row (const gfloat *row,
         gint corner,
         const gfloat *across,
         const gfloat *across_slope,
         gfloat down,
         gfloat down_slope,
         gfloat *sums)
{
  const gfloat *row1 = row + 1, *row2 = row + 2, *row3 = row + 3;
  const gfloat a = row[corner], b = row1[corner], c = row2[corner], d = row3[corner];
  const gfloat value = across[0] * a + across[1] * b + across[2] * c + across[3] * d;

  sums[0] += down * value;
  sums[1]
      += down
         * (across_slope[0] * a + across_slope[1] * b + across_slope[2] * c + across_slope[3] * d);
  sums[2] += down_slope * value;
}

/* As retexture_plane_sample (), without a branch. */
RETEXTURE_VECTOR static void
sample (RetextureBandRun *restrict self,
        const RetexturePlane *plane,
        gint n,
        const gdouble *restrict u,
        const gdouble *restrict v)
{
  const gint width = plane->width, height = plane->height;
  const gfloat *rows[] = { plane->values, plane->values + width, plane->values + 2 * width,
                           plane->values + 3 * width };

  for (gint i = 0; i < n; i++)
    {
      gfloat across[4], down[4], across_slope[4], down_slope[4], s, t, sums[3] = { 0.0f };
      const gint x = divide (u[i], width, &s), y = divide (v[i], height, &t);
      const gint is_there = (x >= 1) & (y >= 1) & (x <= width - 3) & (y <= height - 3);
      const gint corner = is_there * ((y - 1) * width + (x - 1));
      const gfloat there = (gfloat) is_there;

      retexture_cubic_weights (s, across, across_slope);
      retexture_cubic_weights (t, down, down_slope);
      add_row (rows[0], corner, across, across_slope, down[0], down_slope[0], sums);
      add_row (rows[1], corner, across, across_slope, down[1], down_slope[1], sums);
      add_row (rows[2], corner, across, across_slope, down[2], down_slope[2], sums);
      add_row (rows[3], corner, across, across_slope, down[3], down_slope[3], sums);
      self->there[i] = there;
      self->edit[i] *= there;
      self->original[i] = there * sums[0];
      self->slope_u[i] = there * sums[1];
      self->slope_v[i] = there * sums[2];
    }
}

void
retexture_band_run_look (RetextureBandRun *self,
                         const RetextureBandPair *pair,
                         const RetextureTransform *map,
                         const RetextureField *field,
                         gint column,
                         gint row,
                         gint step,
                         gint n)
{
  const RetexturePlane *original = &pair->original;
  const gfloat *edit = pair->edit.values + (gsize) row * pair->edit.width + column;
  gdouble u[RETEXTURE_BAND_RUN], v[RETEXTURE_BAND_RUN];

  self->n = (n + RETEXTURE_LANES - 1) / RETEXTURE_LANES * RETEXTURE_LANES;
  self->y = (gfloat) (row + 0.5 - pair->edit_middle[1]);
  for (gint i = 0; i < n; i++)
    {
      self->x[i] = (gfloat) (column + i * step + 0.5 - pair->edit_middle[0]);
      self->edit[i] = edit[i * step];
    }
  /* Nowhere in the original, and what the run is filled up with lies there, too. */
  for (gint i = n; i < self->n; i++)
    self->x[i] = self->edit[i] = 0.0f;
  find_places (pair, map, self->x, self->y, n, u, v);
  if (field)
    bend_places (pair, field, self, n, u, v);
  for (gint i = n; i < self->n; i++)
    u[i] = v[i] = -2.0;
  if (original->width >= 4 && original->height >= 4)
    sample (self, original, self->n, u, v);
  else
    for (gint i = 0; i < self->n; i++)
      self->there[i] = self->edit[i] = self->original[i] = self->slope_u[i] = self->slope_v[i]
          = 0.0f;
}

RETEXTURE_VECTOR static void
add (RetextureAgreementLanes *lanes, const RetextureBandRun *run)
{
  retexture_agreement_lanes_add (lanes, run);
}

RetextureBandAgreement
retexture_band_pair_agree (const RetextureBandPair *self,
                           const RetextureTransform *map,
                           const GeglRectangle *area)
{
  RetextureAgreementLanes lanes = { 0 };
  RetextureBandRun run;

  for (gint y = area->y; y < area->y + area->height; y++)
    for (gint x = 0; x < area->width; x += RETEXTURE_BAND_RUN)
      {
        retexture_band_run_look (&run, self, map, NULL, area->x + x, y, 1,
                                 MIN (RETEXTURE_BAND_RUN, area->width - x));
        add (&lanes, &run);
      }
  return retexture_agreement_lanes_sum (&lanes);
}
