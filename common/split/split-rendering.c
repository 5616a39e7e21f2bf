/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The area is cut into slabs, so that the low passes never fill more than a few hundred rows; the
 * rows of a slab are then taken apart by as many threads as there are. Numbers are integers or
 * floats, both of four bytes, and pass through here unseen.
 */
#include "split-rendering.h"

#include <math.h>
#include <string.h>

#include "edge-aware.h"
#include "gaussian.h"
#include "halo.h"
#include "parts.h"
#include "split-arithmetic.h"
#include "split-samples.h"

#define MAX_STAGES (RETEXTURE_SPLIT_MAX_BANDS - 1)

/* Rows of a slab, unless their surroundings would be most of the work. */
#define SLAB_ROWS 256

/* How far a tone in floating point may lie from the wanted one before texture counts as clipped. */
#define CLIPPED_FLOAT 0x1p-9

typedef struct
{
  GeglBuffer *source;
  GeglBuffer *edited; /* or NULL */
  const RetexturePartTarget *targets;
  guint n_targets;
  RetextureSplitSamples samples;
  RetextureSplitMode mode;
  gint stages; /* how many are taken off the picture */
  GeglRectangle slab;
  GeglBuffer *lows[MAX_STAGES]; /* wanted, in the output format */
} Job;

typedef union
{
  gint integer;
  gfloat real;
} Number;

/* One row: arrays of `n` numbers. */
typedef struct
{
  gint n;
  Number *picture;
  Number *low; /* wanted at the present stage */
  Number *highs[MAX_STAGES];
  Number *tone;
  Number *sum;
  Number *result;
  gdouble *rest;
  gboolean *clipped;
} Row;

void
retexture_split_blur (GeglBuffer *source,
                      GeglBuffer *target,
                      const GeglRectangle *area,
                      RetextureSplitFilter filter,
                      gdouble radius_px,
                      gdouble tolerance)
{
  if (filter == RETEXTURE_SPLIT_FILTER_EDGE_AWARE)
    retexture_edge_aware_blur (source, target, area, radius_px, tolerance);
  else
    retexture_gaussian_blur (source, target, area, radius_px);
}

/* ---- a row of integers ---- */

static void
take_apart_integers (const Job *job, Row *row, gint stage)
{
  gint *rest = &row->tone->integer;
  const gint limit = job->mode == RETEXTURE_SPLIT_MODE_GRAIN_MERGE ? 0 : 1;

  if (stage == 0)
    memcpy (row->tone, row->picture, row->n * sizeof (Number));
  retexture_split_integers (job->mode, job->samples.white, rest, &row->low->integer,
                            &row->highs[stage]->integer, row->n);
  for (gint i = 0; i < row->n; i++)
    row->clipped[i] |= ABS (rest[i] - row->low[i].integer) > limit;
}

/* From the tone, or from what stands in for it in `sum`. */
static void
add_up_integers (const Job *job, Row *row)
{
  for (gint k = job->stages - 1; k >= 0; k--)
    retexture_split_add_integers (job->mode, job->samples.white, &row->sum->integer,
                                  &row->highs[k]->integer, row->n);
  for (gint i = 0; i < row->n; i++)
    row->sum[i].integer = CLAMP (row->sum[i].integer, 0, job->samples.white);
}

/* ---- a row of floats ---- */

static void
take_apart_floats (const Job *job, Row *row, gint stage)
{
  const RetextureSplitNumbers numbers = job->samples.numbers;

  if (stage == 0)
    retexture_split_begin (numbers, &row->picture->real, row->rest, row->n);
  retexture_split_floats (numbers, &row->picture->real, row->rest, &row->low->real,
                          &row->highs[stage]->real, row->n);
  for (gint i = 0; i < row->n; i++)
    row->clipped[i] |= fabs (row->rest[i] - row->low[i].real)
                       > CLIPPED_FLOAT * MAX (1.0f, fabsf (row->picture[i].real));
  if (stage == job->stages - 1)
    retexture_split_end (numbers, &row->picture->real, row->rest, &row->low->real, &row->tone->real,
                         row->n);
}

static void
add_up_floats (const Job *job, Row *row, Number *sum)
{
  for (gint k = job->stages - 1; k >= 0; k--)
    retexture_split_add_floats (&sum->real, &row->highs[k]->real, row->n);
}

/* Turns picture, tone and textures into what GIMP will see of them. */
static void
see_as_gimp (const Job *job, Row *row)
{
  const RetextureSplitSamples *samples = &job->samples;
  const gsize n_pixels = job->slab.width;

  retexture_split_samples_see (samples, &row->picture->real, n_pixels);
  retexture_split_samples_see (samples, &row->tone->real, n_pixels);
  for (gint k = 0; k < job->stages; k++)
    retexture_split_samples_see (samples, &row->highs[k]->real, n_pixels);
}

/* Leaves the rounding layer in `result`. */
static void
find_rounding (const Job *job, Row *row)
{
  memcpy (row->result, row->tone, row->n * sizeof (Number));
  add_up_floats (job, row, row->result);
  retexture_split_rounding (&row->picture->real, &row->result->real, &row->result->real, row->n);
}

/* ---- a row of either ---- */

/* How much of each pixel the edited tone covers: its alpha; nothing beyond its extent. */
static void
read_weights (GeglBuffer *edited, const GeglRectangle *line, gfloat *weights)
{
  const gboolean has_alpha = babl_format_has_alpha (gegl_buffer_get_format (edited));
  const GeglRectangle *extent = gegl_buffer_get_extent (edited);
  gfloat *colour = gegl_scratch_new (gfloat, (gsize) line->width * 4);

  gegl_buffer_get (edited, line, 1.0, babl_format ("R'G'B'A float"), colour, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);
  for (gint i = 0; i < line->width; i++)
    if (!gegl_rectangle_contains (extent, GEGL_RECTANGLE (line->x + i, line->y, 1, 1)))
      weights[i] = 0.0f;
    else
      weights[i] = has_alpha ? CLAMP (colour[4 * i + 3], 0.0f, 1.0f) : 1.0f;
  gegl_scratch_free (colour);
}

/* The edited tone where there is one, else ours: into `sum`. Stored numbers are mixed, not colours
 * converted: not even adding an alpha channel is exact in every format. */
static void
choose_tone (const Job *job, Row *row, const GeglRectangle *line)
{
  const gint components = job->samples.components;
  gfloat *weights = gegl_scratch_new (gfloat, line->width);

  read_weights (job->edited, line, weights);
  retexture_split_samples_read (&job->samples, job->edited, line, row->sum);
  for (gint i = 0; i < row->n; i++)
    {
      const gfloat weight = weights[i / components];
      const Number own = row->tone[i];
      Number *chosen = &row->sum[i];

      if (weight == 0.0f)
        *chosen = own;
      else if (weight == 1.0f)
        continue;
      else if (job->samples.white)
        chosen->integer = own.integer + (gint) rintf (weight * (chosen->integer - own.integer));
      else
        chosen->real = own.real + weight * (chosen->real - own.real);
    }
  gegl_scratch_free (weights);
}

static void
join (const Job *job, Row *row, const GeglRectangle *line)
{
  choose_tone (job, row, line);
  if (job->samples.white)
    {
      add_up_integers (job, row);
      memcpy (row->result, row->sum, row->n * sizeof (Number));
      return;
    }
  find_rounding (job, row);
  add_up_floats (job, row, row->sum);
  for (gint i = 0; i < row->n; i++)
    row->result[i].real += row->sum[i].real;
}

/* The number for no texture. */
static Number
neutral (const Job *job, gint part)
{
  Number number = { .real = 0.0f };

  if (part == RETEXTURE_PART_ROUNDING)
    return number;
  if (job->samples.white)
    number.integer = (job->samples.white + 1) / 2;
  else
    number.real = 0.5f;
  return number;
}

/* All texture together, to look at: the difference between picture and tone, about grey, as strong
 * as one layer of the mode would hold it. */
static void
sum_up_texture (const Job *job, Row *row)
{
  const gint divisor = job->mode == RETEXTURE_SPLIT_MODE_GRAIN_MERGE ? 1 : 2;
  const Number none = neutral (job, RETEXTURE_PART_TEXTURE);

  for (gint i = 0; i < row->n; i++)
    if (job->samples.white)
      row->result[i].integer
          = CLAMP (none.integer + (row->picture[i].integer - row->tone[i].integer) / divisor, 0,
                   job->samples.white);
    else
      row->result[i].real = none.real + 0.5f * (row->picture[i].real - row->tone[i].real);
}

/* Tone and the joined picture keep the alpha, and what colour there is under full transparency;
 * GIMP passes that through. All others are opaque, and neutral there. */
static void
set_alpha (const Job *job, Row *row, gint part)
{
  const gint components = job->samples.components;
  const gboolean keeps = part <= RETEXTURE_PART_LOW;
  const Number none = neutral (job, part);
  Number opaque;

  if (job->samples.white)
    opaque.integer = job->samples.white;
  else
    opaque.real = 1.0f;

  for (gint i = 0; i < row->n; i += components)
    {
      const Number alpha = row->picture[i + components - 1];
      const gboolean transparent = alpha.integer == 0;

      for (gint c = 0; transparent && c < components - 1; c++)
        row->result[i + c] = keeps ? row->picture[i + c] : none;
      row->result[i + components - 1] = keeps ? alpha : opaque;
    }
}

static void
make_part (const Job *job, Row *row, const GeglRectangle *line, gint part)
{
  const Number *result = NULL;

  if (part == RETEXTURE_PART_JOINED)
    join (job, row, line);
  else if (part == RETEXTURE_PART_LOW && job->edited)
    {
      choose_tone (job, row, line);
      result = row->sum;
    }
  else if (part == RETEXTURE_PART_LOW)
    result = row->tone;
  else if (part == RETEXTURE_PART_TEXTURE)
    sum_up_texture (job, row);
  else if (part == RETEXTURE_PART_ROUNDING && job->samples.white)
    memset (row->result, 0, row->n * sizeof (Number));
  else if (part == RETEXTURE_PART_ROUNDING)
    {
      see_as_gimp (job, row);
      find_rounding (job, row);
    }
  else
    result = row->highs[part - 1];

  if (result)
    memcpy (row->result, result, row->n * sizeof (Number));
  if (job->samples.has_alpha)
    set_alpha (job, row, part);
}

/* White for a pixel of which any colour is clipped, and none where it is transparent. */
static void
write_clipped (const Job *job, Row *row, const GeglRectangle *line, GeglBuffer *target)
{
  const gint components = job->samples.components;
  const gint colours = components - (job->samples.has_alpha ? 1 : 0);
  gfloat *grey = gegl_scratch_new (gfloat, line->width);

  for (gint x = 0; x < line->width; x++)
    {
      gboolean clipped = FALSE;

      for (gint c = 0; c < colours; c++)
        clipped |= row->clipped[x * components + c];
      if (colours < components && row->picture[x * components + colours].integer == 0)
        clipped = FALSE;
      grey[x] = clipped ? 1.0f : 0.0f;
    }
  gegl_buffer_set (target, line, 0, babl_format_with_space ("Y' float", job->samples.format), grey,
                   GEGL_AUTO_ROWSTRIDE);
  gegl_scratch_free (grey);
}

static void
write_part (const Job *job, Row *row, const GeglRectangle *line, const RetexturePartTarget *target)
{
  if (target->part == RETEXTURE_PART_CLIPPED)
    {
      write_clipped (job, row, line, target->buffer);
      return;
    }
  make_part (job, row, line, target->part);
  retexture_split_samples_write (&job->samples, target->buffer, line, row->result);
}

static Row
row_new (const Job *job)
{
  Row row = { .n = job->slab.width * job->samples.components };

  row.picture = g_new (Number, row.n);
  row.low = g_new (Number, row.n);
  row.tone = g_new (Number, row.n);
  row.sum = g_new (Number, row.n);
  row.result = g_new (Number, row.n);
  row.rest = g_new (gdouble, row.n);
  row.clipped = g_new (gboolean, row.n);
  for (gint k = 0; k < job->stages; k++)
    row.highs[k] = g_new (Number, row.n);
  return row;
}

static void
row_free (Row *row)
{
  g_free (row->picture);
  g_free (row->low);
  g_free (row->tone);
  g_free (row->sum);
  g_free (row->result);
  g_free (row->rest);
  g_free (row->clipped);
  for (gint k = 0; k < MAX_STAGES; k++)
    g_free (row->highs[k]);
}

/* Called with a range of the slab's rows, from several threads. */
static void
split_range (gsize offset, gsize size, gpointer user_data)
{
  const Job *job = user_data;
  Row row = row_new (job);

  for (gint y = job->slab.y + (gint) offset; y < job->slab.y + (gint) (offset + size); y++)
    {
      const GeglRectangle line = { job->slab.x, y, job->slab.width, 1 };

      retexture_split_samples_read (&job->samples, job->source, &line, row.picture);
      memset (row.clipped, 0, row.n * sizeof (gboolean));
      for (gint k = 0; k < job->stages; k++)
        {
          retexture_split_samples_read (&job->samples, job->lows[k], &line, row.low);
          if (job->samples.white)
            take_apart_integers (job, &row, k);
          else
            take_apart_floats (job, &row, k);
        }
      for (guint t = 0; t < job->n_targets; t++)
        write_part (job, &row, &line, &job->targets[t]);
    }
  row_free (&row);
}

/* ---- an area ---- */

static void
render_slab (Job *job, const RetextureSplitSettings *settings)
{
  for (gint k = 0; k < job->stages; k++)
    {
      job->lows[k] = gegl_buffer_new (&job->slab, job->samples.format);
      retexture_split_blur (job->source, job->lows[k], &job->slab, settings->filter,
                            retexture_split_radius (settings, k + 1), settings->tolerance);
    }
  gegl_parallel_distribute_range (job->slab.height, 1.0, split_range, job);
  for (gint k = 0; k < job->stages; k++)
    g_clear_object (&job->lows[k]);
}

void
retexture_split_render_parts (GeglBuffer *source,
                              GeglBuffer *edited,
                              const RetexturePartTarget *targets,
                              guint n_targets,
                              const GeglRectangle *area,
                              const RetextureSplitSettings *settings)
{
  const Babl *format
      = retexture_split_output_format (gegl_buffer_get_format (source), settings->precision);
  Job job = {
    .source = source,
    .edited = edited,
    .targets = targets,
    .n_targets = n_targets,
    .mode = retexture_split_resolve_mode (format, settings->mode),
  };
  gint rows = SLAB_ROWS;

  for (guint t = 0; t < n_targets; t++)
    {
      const gint part = targets[t].part;
      const gboolean is_band = part >= RETEXTURE_PART_FINEST && part < settings->bands;

      job.stages = MAX (job.stages, is_band ? part : settings->bands - 1);
      rows = MAX (rows, 2 * retexture_split_reach (settings, part));
    }
  retexture_split_samples_init (&job.samples, format);
  for (gint y = area->y; y < area->y + area->height; y += rows)
    {
      job.slab = *GEGL_RECTANGLE (area->x, y, area->width, MIN (rows, area->y + area->height - y));
      render_slab (&job, settings);
    }
}

void
retexture_split_render (GeglBuffer *source,
                        GeglBuffer *edited,
                        GeglBuffer *target,
                        const GeglRectangle *area,
                        const RetextureSplitSettings *settings,
                        gint part)
{
  if (part == RETEXTURE_PART_HALO)
    retexture_halo_render (source, target, area, settings->radius_px, settings->tolerance);
  else if (part == RETEXTURE_PART_JOINED && !edited)
    gegl_buffer_copy (source, area, GEGL_ABYSS_NONE, target, area);
  else
    retexture_split_render_parts (source, edited, &(RetexturePartTarget){ part, target }, 1, area,
                                  settings);
}
