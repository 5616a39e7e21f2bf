/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lucas and Kanade's method in its additive form (Baker, Matthews: Lucas-Kanade 20 Years On, IJCV
 * 56, 2004), with Tukey's weights for residuals: minimises sum rho (original (map (x)) - edit (x)).
 */
#include "pair.h"

#include <math.h>

#include "band-run.h"
#include "quantile.h"
#include "vector.h"

#define ROUNDS 12

/* Parameters of the affine map; the order is shift, then matrix. */
#define MOST 6

/* The deviation that a median of distances stands for. */
#define OF_MEDIAN 1.4826

/* Residuals looked at for their median. */
#define SAMPLED 8000

/* A round that moves no corner by more than this many samples was the last. */
#define SETTLED 0.0005

RetextureBandPair
retexture_band_pair_new (const RetextureReduced *edit,
                         const RetextureReduced *original,
                         gdouble unit)
{
  const gdouble samples = unit * edit->factor / original->factor;

  return (RetextureBandPair){
    .edit_factor = edit->factor,
    .original_factor = original->factor,
    .edit_middle = { edit->middle[0], edit->middle[1] },
    .original_middle = { original->middle[0], original->middle[1] },
    .edit = retexture_kept_band_new (edit, MAX (1.0, 1.0 / samples)),
    .original = retexture_kept_band_new (original, MAX (1.0, samples)),
  };
}

void
retexture_band_pair_clear (RetextureBandPair *self)
{
  retexture_plane_clear (&self->edit);
  retexture_plane_clear (&self->original);
}

RetextureTransform
retexture_band_pair_map (const RetextureBandPair *self, const RetextureTransform *transform)
{
  return retexture_transform_reduced (transform, self->edit_factor, self->original_factor);
}

RetextureTransform
retexture_band_pair_bend (const RetextureBandPair *self,
                          const RetextureTransform *map,
                          const RetextureField *field,
                          gdouble column,
                          gdouble row)
{
  RetextureTransform bent = *map;
  gdouble u, v;

  if (!field)
    return bent;
  retexture_field_at (field, (column - self->edit_middle[0]) * self->edit_factor,
                      (row - self->edit_middle[1]) * self->edit_factor, &u, &v);
  bent.shift[0] += u / self->original_factor;
  bent.shift[1] += v / self->original_factor;
  return bent;
}

/* Sums of one row of the edit, so that all of them add up in the same order on any machine. */
typedef struct
{
  gdouble hessian[MOST * (MOST + 1) / 2], gradient[MOST];
  gdouble loss, whole;
  RetextureBandAgreement agreement;
} Sums;

typedef struct
{
  const RetextureBandPair *pair;
  RetextureTransform transform; /* of samples */
  const RetextureField *field;  /* on top of it, or NULL */
  gdouble base[4];              /* the matrix that a similarity multiplies */
  RetextureModel model;
  gint step;
  gdouble limit; /* where residuals stop pulling; 0: nothing is fitted */
  Sums *sums;
  gfloat *residuals; /* or NULL: one for each place asked, NaN where there is none */
  gint columns;      /* of them */
} Job;

static gint
n_parameters (RetextureModel model)
{
  return model == RETEXTURE_MODEL_TRANSLATION ? 2 : model == RETEXTURE_MODEL_SIMILARITY ? 4 : MOST;
}

/* What a row adds up to, in lanes. */
typedef struct
{
  gfloat hessian[MOST * (MOST + 1) / 2][RETEXTURE_LANES], gradient[MOST][RETEXTURE_LANES];
  gfloat loss[RETEXTURE_LANES];
  RetextureAgreementLanes agreement;
} Lanes;

/* How the values change with each parameter. */
G_ALWAYS_INLINE static inline void
find_slopes (const Job *job, const RetextureBandRun *run, gfloat (*slopes)[RETEXTURE_BAND_RUN])
{
  const gfloat m[4] = { job->base[0], job->base[1], job->base[2], job->base[3] };
  const gfloat y = run->y;

  for (gint i = 0; i < run->n; i++)
    {
      slopes[0][i] = run->slope_u[i];
      slopes[1][i] = run->slope_v[i];
    }
  if (job->model == RETEXTURE_MODEL_SIMILARITY)
    for (gint i = 0; i < run->n; i++)
      {
        const gfloat u = m[0] * run->x[i] + m[1] * y, v = m[2] * run->x[i] + m[3] * y;

        slopes[2][i] = run->slope_u[i] * u + run->slope_v[i] * v;
        slopes[3][i] = run->slope_v[i] * u - run->slope_u[i] * v;
      }
  else if (job->model == RETEXTURE_MODEL_AFFINE)
    for (gint i = 0; i < run->n; i++)
      {
        slopes[2][i] = run->slope_u[i] * run->x[i];
        slopes[3][i] = run->slope_u[i] * y;
        slopes[4][i] = run->slope_v[i] * run->x[i];
        slopes[5][i] = run->slope_v[i] * y;
      }
}

RETEXTURE_VECTOR static void
add_residuals (const Job *job, const RetextureBandRun *run, const gfloat *residuals, Lanes *lanes)
{
  gfloat slopes[MOST][RETEXTURE_BAND_RUN], weighted[RETEXTURE_BAND_RUN];
  gfloat weights[RETEXTURE_BAND_RUN], losses[RETEXTURE_BAND_RUN];
  const gfloat limit = (gfloat) job->limit;
  gint k = 0;

  for (gint i = 0; i < run->n; i++)
    {
      const gfloat rest = retexture_tukey_rest (residuals[i], limit);

      weights[i] = rest * rest;
      losses[i] = 1.0f - rest * rest * rest;
    }
  retexture_lanes_add (lanes->loss, losses, run->there, run->n);
  find_slopes (job, run, slopes);
  for (gint p = 0; p < n_parameters (job->model); p++)
    {
      for (gint i = 0; i < run->n; i++)
        weighted[i] = weights[i] * slopes[p][i];
      retexture_lanes_add (lanes->gradient[p], weighted, residuals, run->n);
      for (gint q = 0; q <= p; q++)
        retexture_lanes_add (lanes->hessian[k++], weighted, slopes[q], run->n);
    }
}

RETEXTURE_VECTOR static void
add_run (const Job *job, const RetextureBandRun *run, Lanes *lanes)
{
  gfloat residuals[RETEXTURE_BAND_RUN];

  retexture_agreement_lanes_add (&lanes->agreement, run);
  if (job->limit <= 0.0)
    return;
  for (gint i = 0; i < run->n; i++)
    residuals[i] = run->original[i] - run->edit[i];
  add_residuals (job, run, residuals, lanes);
}

static void
keep_residuals (const RetextureBandRun *run, gfloat *residuals, gint n)
{
  for (gint i = 0; i < n; i++)
    residuals[i] = run->there[i] > 0.0f ? run->original[i] - run->edit[i] : NAN;
}

static Sums
sum_lanes (const Job *job, const Lanes *lanes)
{
  const gint n = n_parameters (job->model);
  Sums sums = { .loss = retexture_lanes_sum (lanes->loss),
                .whole = job->columns,
                .agreement = retexture_agreement_lanes_sum (&lanes->agreement) };

  for (gint i = 0; i < n; i++)
    sums.gradient[i] = retexture_lanes_sum (lanes->gradient[i]);
  for (gint i = 0; i < n * (n + 1) / 2; i++)
    sums.hessian[i] = retexture_lanes_sum (lanes->hessian[i]);
  return sums;
}

/* Called with a range of the edit's rows, in steps, from several threads. */
static void
look_at_rows (gsize offset, gsize size, gpointer user_data)
{
  const Job *job = user_data;
  RetextureBandRun run;

  for (gsize row = offset; row < offset + size; row++)
    {
      Lanes lanes = { 0 };

      for (gint column = 0; column < job->columns; column += RETEXTURE_BAND_RUN)
        {
          const gint n = MIN (RETEXTURE_BAND_RUN, job->columns - column);

          retexture_band_run_look (&run, job->pair, &job->transform, job->field, column * job->step,
                                   (gint) row * job->step, job->step, n);
          if (job->residuals)
            keep_residuals (&run, job->residuals + row * job->columns + column, n);
          add_run (job, &run, &lanes);
        }
      job->sums[row] = sum_lanes (job, &lanes);
    }
}

static Job
job_new (const RetextureBandPair *pair, const RetextureTransform *transform, gint step)
{
  Job job = {
    .pair = pair,
    .transform = retexture_band_pair_map (pair, transform),
    .step = step,
    .columns = (pair->edit.width + step - 1) / step,
  };

  for (gint i = 0; i < 4; i++)
    job.base[i] = job.transform.matrix[i];
  return job;
}

static gint
n_rows (const Job *job)
{
  return (job->pair->edit.height + job->step - 1) / job->step;
}

static Sums
sum_up (Job *job)
{
  const gint rows = n_rows (job);
  g_autofree Sums *sums = g_new0 (Sums, rows);
  Sums all = { 0 };

  job->sums = sums;
  gegl_parallel_distribute_range (rows, 4.0, look_at_rows, job);
  for (gint row = 0; row < rows; row++)
    for (guint i = 0; i < sizeof (Sums) / sizeof (gdouble); i++)
      ((gdouble *) &all)[i] += ((const gdouble *) &sums[row])[i];
  return all;
}

gdouble
retexture_band_pair_correlate (const RetextureBandPair *self,
                               const RetextureMotion *motion,
                               gint step,
                               gdouble *share)
{
  Job job = job_new (self, &motion->transform, step);
  Sums sums;

  job.field = motion->field;
  sums = sum_up (&job);
  if (share)
    *share = sums.whole > 0.0 ? sums.agreement.n / sums.whole : 0.0;
  return retexture_band_agreement_correlate (&sums.agreement);
}

/* The deviation of the residuals that the fit is about: by their median. */
static gdouble
find_deviation (Job *job)
{
  const gsize n = (gsize) job->columns * n_rows (job);
  const gsize stride = n / SAMPLED + 1;
  g_autofree gfloat *residuals = g_new (gfloat, n);
  g_autofree gdouble *sizes = g_new (gdouble, n / stride + 1);
  guint found = 0;

  job->limit = 0.0;
  job->residuals = residuals;
  sum_up (job);
  job->residuals = NULL;
  for (gsize i = 0; i < n; i += stride)
    if (!isnan (residuals[i]))
      sizes[found++] = fabsf (residuals[i]);
  return MAX (OF_MEDIAN * retexture_quantile (sizes, found, 0.5), 1e-6);
}

/* Cholesky's decomposition; FALSE where the bands do not say how to move. */
static gboolean
solve (const Sums *sums, gint n, gdouble *step)
{
  gdouble lower[MOST][MOST];
  gint k = 0;

  for (gint i = 0; i < n; i++)
    for (gint j = 0; j <= i; j++)
      {
        gdouble sum = sums->hessian[k++];

        for (gint l = 0; l < j; l++)
          sum -= lower[i][l] * lower[j][l];
        if (i == j && !(sum > 1e-9))
          return FALSE;
        lower[i][j] = i == j ? sqrt (sum) : sum / lower[j][j];
      }
  for (gint i = 0; i < n; i++)
    {
      step[i] = -sums->gradient[i];
      for (gint l = 0; l < i; l++)
        step[i] -= lower[i][l] * step[l];
      step[i] /= lower[i][i];
    }
  for (gint i = n - 1; i >= 0; i--)
    {
      for (gint l = i + 1; l < n; l++)
        step[i] -= lower[l][i] * step[l];
      step[i] /= lower[i][i];
    }
  return TRUE;
}

static void
move (Job *job, const gdouble *step)
{
  RetextureTransform *transform = &job->transform;

  transform->shift[0] += step[0];
  transform->shift[1] += step[1];
  if (job->model == RETEXTURE_MODEL_SIMILARITY)
    for (gint i = 0; i < 2; i++)
      {
        transform->matrix[i] += step[2] * job->base[i] - step[3] * job->base[2 + i];
        transform->matrix[2 + i] += step[2] * job->base[2 + i] + step[3] * job->base[i];
      }
  else if (job->model == RETEXTURE_MODEL_AFFINE)
    for (gint i = 0; i < 4; i++)
      transform->matrix[i] += step[2 + i];
}

gdouble
retexture_band_pair_deviation (const RetextureBandPair *self,
                               const RetextureTransform *transform,
                               gint step)
{
  Job job = job_new (self, transform, step);

  return find_deviation (&job);
}

gdouble
retexture_band_pair_residual (const RetextureBandPair *self,
                              const RetextureTransform *transform,
                              gint step,
                              gdouble deviation)
{
  Job job = job_new (self, transform, step);
  Sums sums;

  job.limit = RETEXTURE_TUKEY * deviation;
  sums = sum_up (&job);
  return sums.agreement.n > 0.0 ? sqrt (sums.loss / sums.agreement.n) : 1.0;
}

void
retexture_band_pair_refine (const RetextureBandPair *self,
                            RetextureModel model,
                            gint step,
                            gdouble deviation,
                            RetextureTransform *transform)
{
  Job job = job_new (self, transform, step);

  job.model = model;
  for (gint round = 0; round < ROUNDS; round++)
    {
      const RetextureTransform before = job.transform;
      gdouble change[MOST];
      Sums sums;

      job.limit = RETEXTURE_TUKEY * (deviation > 0.0 ? deviation : find_deviation (&job));
      sums = sum_up (&job);
      if (!solve (&sums, n_parameters (model), change))
        break;
      move (&job, change);
      if (retexture_transform_distance (&job.transform, &before, self->edit.width,
                                        self->edit.height)
          < SETTLED)
        break;
    }
  *transform = retexture_transform_reduced (&job.transform, 1.0 / self->edit_factor,
                                            1.0 / self->original_factor);
}
