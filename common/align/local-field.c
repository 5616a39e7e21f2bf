/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lucas and Kanade's method once more (pair.c), for a window around each node, as in dense inverse
 * search (Kroeger et al., ECCV 2016); then the nodes are averaged with their surroundings, each by
 * how much its window had to say.
 */
#include "local-field.h"

#include <math.h>

#include "band-run.h"
#include "vector.h"

/* Samples between nodes; the windows' half sides; every STEP-th sample is looked at. */
#define SPACING 12
#define WINDOW 10
#define STEP 2

/* Rounds at one scale, and steps of a window in each. */
#define ROUNDS 3
#define STEPS 3

/* How far, in samples, a window may move in one round. */
#define FARTHEST 2.5

/* A window of even less slope, by squares a sample, does not say how to move; and one whose bands
 * do not correlate by this much shows something else. */
#define FAINT 0.01
#define ALIKE 0.3

/* Nodes are averaged over about 2 in each direction, and pulled to none by so much weight. */
#define SMOOTHINGS 8
#define PULL 0.02

typedef struct
{
  const RetextureBandPair *pair;
  RetextureTransform map;      /* of samples */
  const RetextureField *field; /* as it is at the beginning of a round */
  gdouble limit;
  RetextureField *moved; /* by so much from there */
  RetextureLattice *weights;
} Job;

/* What a window's samples add up to. */
typedef struct
{
  gdouble uu, uv, vv, gradient_u, gradient_v;
  RetextureBandAgreement agreement;
} Sums;

RetextureField *
retexture_local_field_new (gint width, gint height, gint edit_factor, const RetextureField *coarser)
{
  RetextureField *self = retexture_field_new (width, height, SPACING * edit_factor);

  for (gint row = 0; coarser && row < self->u->rows; row++)
    for (gint column = 0; column < self->u->columns; column++)
      {
        const gsize node = (gsize) row * self->u->columns + column;
        gdouble x, y, u, v;

        retexture_field_node (self, column, row, &x, &y);
        retexture_field_at (coarser, x, y, &u, &v);
        self->u->values[node] = (gfloat) u;
        self->v->values[node] = (gfloat) v;
      }
  return self;
}

/* The same, in lanes. */
typedef struct
{
  gfloat uu[RETEXTURE_LANES], uv[RETEXTURE_LANES], vv[RETEXTURE_LANES];
  gfloat gradient_u[RETEXTURE_LANES], gradient_v[RETEXTURE_LANES];
  RetextureAgreementLanes agreement;
} Lanes;

RETEXTURE_VECTOR static void
add_run (const RetextureBandRun *run, gfloat limit, Lanes *lanes)
{
  gfloat weighted_u[RETEXTURE_BAND_RUN], weighted_v[RETEXTURE_BAND_RUN];
  gfloat residuals[RETEXTURE_BAND_RUN];

  for (gint i = 0; i < run->n; i++)
    {
      const gfloat residual = run->original[i] - run->edit[i];
      const gfloat rest = retexture_tukey_rest (residual, limit), weight = rest * rest;

      residuals[i] = residual;
      weighted_u[i] = weight * run->slope_u[i];
      weighted_v[i] = weight * run->slope_v[i];
    }
  retexture_lanes_add (lanes->uu, weighted_u, run->slope_u, run->n);
  retexture_lanes_add (lanes->uv, weighted_u, run->slope_v, run->n);
  retexture_lanes_add (lanes->vv, weighted_v, run->slope_v, run->n);
  retexture_lanes_add (lanes->gradient_u, weighted_u, residuals, run->n);
  retexture_lanes_add (lanes->gradient_v, weighted_v, residuals, run->n);
  retexture_agreement_lanes_add (&lanes->agreement, run);
}

/* The window around the edit's sample (column, row), where the original is moved by (u, v). */
static Sums
look_at_window (const Job *job, gint column, gint row, gdouble u, gdouble v)
{
  const RetexturePlane *edit = &job->pair->edit;
  const gint left = MAX (0, column - WINDOW), right = MIN (edit->width - 1, column + WINDOW);
  RetextureTransform map = job->map;
  RetextureBandRun run;
  Lanes lanes = { 0 };

  map.shift[0] += u;
  map.shift[1] += v;
  for (gint y = MAX (0, row - WINDOW); y <= MIN (edit->height - 1, row + WINDOW); y += STEP)
    {
      retexture_band_run_look (&run, job->pair, &map, NULL, left, y, STEP,
                               (right - left) / STEP + 1);
      add_run (&run, (gfloat) job->limit, &lanes);
    }
  return (Sums){
    .uu = retexture_lanes_sum (lanes.uu),
    .uv = retexture_lanes_sum (lanes.uv),
    .vv = retexture_lanes_sum (lanes.vv),
    .gradient_u = retexture_lanes_sum (lanes.gradient_u),
    .gradient_v = retexture_lanes_sum (lanes.gradient_v),
    .agreement = retexture_agreement_lanes_sum (&lanes.agreement),
  };
}

/* One step of the fit; a window with slopes in one direction only moves in that alone. */
static void
step (const Sums *sums, gdouble *u, gdouble *v)
{
  const gdouble damping = FAINT * sums->agreement.n;
  const gdouble uu = sums->uu + damping, vv = sums->vv + damping;
  const gdouble determinant = uu * vv - sums->uv * sums->uv;

  if (!(determinant > 0.0))
    return;
  *u -= (vv * sums->gradient_u - sums->uv * sums->gradient_v) / determinant;
  *v -= (uu * sums->gradient_v - sums->uv * sums->gradient_u) / determinant;
}

/* The lesser of the two slopes' squares, a sample: how much is known of both directions. */
static gdouble
strength_of (const Sums *sums)
{
  const gdouble half = 0.5 * (sums->uu + sums->vv);
  const gdouble root = hypot (0.5 * (sums->uu - sums->vv), sums->uv);

  return sums->agreement.n > 0.0 ? MAX (0.0, half - root) / sums->agreement.n : 0.0;
}

static void
fit_node (const Job *job, gint column, gint row)
{
  const RetextureBandPair *pair = job->pair;
  const gsize node = (gsize) row * job->moved->u->columns + column;
  gdouble x, y, u, v, before_u, before_v, alike;
  gint sample_x, sample_y;
  Sums before, sums;

  retexture_field_node (job->moved, column, row, &x, &y);
  retexture_field_at (job->field, x, y, &u, &v);
  sample_x = (gint) floor (x / pair->edit_factor + pair->edit_middle[0]);
  sample_y = (gint) floor (y / pair->edit_factor + pair->edit_middle[1]);
  before_u = u /= pair->original_factor;
  before_v = v /= pair->original_factor;
  before = sums = look_at_window (job, sample_x, sample_y, u, v);
  for (gint i = 0; i < STEPS; i++)
    {
      step (&sums, &u, &v);
      u = CLAMP (u, before_u - FARTHEST, before_u + FARTHEST);
      v = CLAMP (v, before_v - FARTHEST, before_v + FARTHEST);
      sums = look_at_window (job, sample_x, sample_y, u, v);
    }
  if (retexture_band_agreement_correlate (&sums.agreement)
      < retexture_band_agreement_correlate (&before.agreement))
    {
      u = before_u;
      v = before_v;
      sums = before;
    }
  alike = MAX (0.0, (retexture_band_agreement_correlate (&sums.agreement) - ALIKE) / (1.0 - ALIKE));
  job->moved->u->values[node] = (gfloat) ((u - before_u) * pair->original_factor);
  job->moved->v->values[node] = (gfloat) ((v - before_v) * pair->original_factor);
  job->weights->values[node]
      = (gfloat) (alike * alike * strength_of (&sums) / (strength_of (&sums) + FAINT));
}

/* Called with a range of rows of nodes, from several threads. */
static void
fit_rows (gsize offset, gsize size, gpointer user_data)
{
  const Job *job = user_data;

  for (gsize row = offset; row < offset + size; row++)
    for (gint column = 0; column < job->moved->u->columns; column++)
      fit_node (job, column, (gint) row);
}

/* ---- what the surroundings say ---- */

static void
average (RetextureLattice *values, const RetextureLattice *weights, const RetextureLattice *smooth)
{
  const gint n = values->columns * values->rows;

  for (gint i = 0; i < n; i++)
    values->values[i] *= weights->values[i];
  retexture_lattice_smooth (values, SMOOTHINGS);
  for (gint i = 0; i < n; i++)
    values->values[i] /= smooth->values[i] + PULL;
}

static void
fit_round (Job *job, RetextureField *field)
{
  const gdouble scale
      = retexture_transform_scale (&job->map) * job->pair->original_factor / job->pair->edit_factor;
  g_autoptr (RetextureLattice) smooth = NULL;

  gegl_parallel_distribute_range (field->u->rows, 1.0, fit_rows, job);
  smooth = retexture_lattice_copy (job->weights);
  retexture_lattice_smooth (smooth, SMOOTHINGS);
  average (job->moved->u, job->weights, smooth);
  average (job->moved->v, job->weights, smooth);
  for (gint i = 0; i < field->u->columns * field->u->rows; i++)
    {
      field->u->values[i] += job->moved->u->values[i];
      field->v->values[i] += job->moved->v->values[i];
    }
  retexture_field_flatten (field, scale);
}

void
retexture_local_field_refine (RetextureField *field,
                              const RetextureBandPair *pair,
                              const RetextureTransform *transform)
{
  g_autoptr (RetextureField) moved = retexture_field_copy (field);
  g_autoptr (RetextureLattice) weights = retexture_lattice_new (field->u->columns, field->u->rows);
  Job job = {
    .pair = pair,
    .map = retexture_band_pair_map (pair, transform),
    .field = field,
    .moved = moved,
    .weights = weights,
  };

  for (gint round = 0; round < ROUNDS; round++)
    {
      /* Bands of deviation 1 that correlate by c differ by sqrt (2 (1 - c)): about half of that
       * where they show something else, which is not to count. */
      const RetextureMotion motion = { *transform, field };
      const gdouble alike = retexture_band_pair_correlate (pair, &motion, STEP, NULL);

      job.limit = RETEXTURE_TUKEY * sqrt (MAX (0.0, 1.0 - alike));
      fit_round (&job, field);
    }
}
