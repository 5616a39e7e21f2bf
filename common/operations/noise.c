/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Noise & Blend: a layer of noise on middle grey, to lay over the edit ("input") in Soft Light,
 * Overlay or Grain Merge.
 *
 *   uniform, Gaussian   layer = 1/2 + amount * response (luma) * blur (noise)
 *   match               layer = what makes the mode add strength * missing (x, y) * grain (x, y)
 *
 * in gamma-encoded values of the edit's space. Noise is a function of the seed and of the place
 * (hash-noise.h). The amount has Photoshop's meaning: uniform noise lies within the amount of full
 * scale on either side, Gaussian noise has it as its standard deviation. Match takes the grain's
 * statistics from `analysis` (grain.h) and adds what the picture lacks of them (missing-grain.h).
 * A second picture ("aux") may be connected; it is for those who measure.
 */
#include <glib/gi18n-lib.h>

#ifdef GEGL_PROPERTIES

/* A list of declarations, which is no C yet. */
/* clang-format off */

enum_start (retexture_noise_distribution)
  enum_value (RETEXTURE_DISTRIBUTION_UNIFORM, "uniform", N_ ("Uniform"))
  enum_value (RETEXTURE_DISTRIBUTION_GAUSSIAN, "gaussian", N_ ("Gaussian"))
  enum_value (RETEXTURE_DISTRIBUTION_MATCH, "match", N_ ("Match the photograph"))
enum_end (RetextureNoiseDistribution)

enum_start (retexture_noise_blend)
  enum_value (RETEXTURE_NOISE_SOFT_LIGHT, "soft-light", N_ ("Soft Light"))
  enum_value (RETEXTURE_NOISE_OVERLAY, "overlay", N_ ("Overlay"))
  enum_value (RETEXTURE_NOISE_GRAIN_MERGE, "grain-merge", N_ ("Grain Merge"))
enum_end (RetextureNoiseBlend)

property_double (amount, _ ("Amount"), 3.0)
  description (_ ("Strength of the noise in percent of full scale; higher is noisier"))
  value_range (0.1, 400.0)
  ui_range (0.1, 20.0)
  ui_gamma (2.0)
  ui_meta ("unit", "percent")
  ui_meta ("sensitive", "distribution {uniform,gaussian}")

property_enum (distribution, _ ("Distribution"), RetextureNoiseDistribution, retexture_noise_distribution, RETEXTURE_DISTRIBUTION_UNIFORM)
  description (_ ("Uniform and Gaussian noise as Photoshop adds it; Match measures the photograph's own grain and adds what is missing of it"))

property_double (strength, _ ("Strength"), 100.0)
  description (_ ("How much of the missing grain Match adds, in percent; higher is grainier"))
  value_range (0.0, 300.0)
  ui_meta ("unit", "percent")
  ui_meta ("sensitive", "distribution {match}")

property_boolean (monochromatic, _ ("Monochromatic"), TRUE)
  description (_ ("The same noise in all channels; off, each channel has its own. Match keeps to what it measured"))
  ui_meta ("sensitive", "distribution {uniform,gaussian}")

property_enum (blend, _ ("Mode"), RetextureNoiseBlend, retexture_noise_blend, RETEXTURE_NOISE_SOFT_LIGHT)
  description (_ ("Layer mode; Soft Light looks as in Photoshop, Overlay is about twice as strong, Grain Merge adds the noise as it is"))

property_double (softness, _ ("Softness"), 0.3)
  description (_ ("Blur of the noise, as standard deviation in pixels; higher makes coarser grain"))
  value_range (0.0, 2.0)
  ui_meta ("unit", "pixel-distance")
  ui_meta ("sensitive", "distribution {uniform,gaussian}")

property_boolean (preserve, _ ("Preserve strength"), TRUE)
  description (_ ("Makes up for the strength that softening takes away"))
  ui_meta ("role", "advanced")
  ui_meta ("sensitive", "distribution {uniform,gaussian}")

property_double (shadows, _ ("Shadows"), 60.0)
  description (_ ("Share of the noise that black gets, in percent; higher makes shadows noisier. Match keeps to what it measured"))
  value_range (0.0, 200.0)
  ui_meta ("unit", "percent")
  ui_meta ("role", "advanced")
  ui_meta ("sensitive", "distribution {uniform,gaussian}")

property_double (midtones, _ ("Midtones"), 100.0)
  description (_ ("Share of the noise that middle grey gets, in percent; higher makes midtones noisier"))
  value_range (0.0, 200.0)
  ui_meta ("unit", "percent")
  ui_meta ("role", "advanced")
  ui_meta ("sensitive", "distribution {uniform,gaussian}")

property_double (highlights, _ ("Highlights"), 30.0)
  description (_ ("Share of the noise that white gets, in percent; higher makes highlights noisier"))
  value_range (0.0, 200.0)
  ui_meta ("unit", "percent")
  ui_meta ("role", "advanced")
  ui_meta ("sensitive", "distribution {uniform,gaussian}")

property_int (seed, _ ("Seed"), 1)
  description (_ ("Another number gives another pattern of the same kind"))
  value_range (0, G_MAXINT)
  ui_meta ("role", "advanced")

#include "analysed-properties.h"

/* clang-format on */

#else

#define GEGL_OP_COMPOSER
#define GEGL_OP_NAME noise
#define GEGL_OP_C_SOURCE noise.c

#include "gegl-op.h"

#include "operation-frame.h"
#include "blend-modes.h"
#include "gaussian-kernel.h"
#include "gaussian-rows.h"
#include "grain.h"
#include "hash-noise.h"
#include "luma.h"
#include "missing-grain.h"
#include "noise-layer.h"
#include "samples.h"

#include <math.h>

/* Work is cut so that what a thread touches at a time stays in its own cache. */
#define COLUMNS 256
#define ROWS 64

/* Planes of the recipe's noise; Match has its own. */
#define FIRST_PLANE 16

typedef struct
{
  const GeglProperties *values;
  RetextureComposition mode;
  gfloat neutral;
  const Babl *format; /* R'G'B'A float */
  GeglBuffer *edit, *output;
  RetextureGrain *grain;           /* to be matched; NULL: the recipe's noise */
  RetextureGaussianKernel *kernel; /* NULL: not blurred */
  gfloat scale;                    /* of the hashed noise */
  GeglRectangle area;
  const RetextureGrainWish *wishes; /* of the area, for Match */
} Job;

/* ---- the recipe's noise ---- */

static gdouble
sum_of_squares (const gdouble *values, gint n)
{
  gdouble sum = 0.0;

  for (gint i = 0; i < n; i++)
    sum += values[i] * values[i];
  return sum;
}

/* The standard deviation of blurred noise, in units of the unblurred, after squares of `size`
 * pixels were averaged: both are separable, and so is their sum of squares. */
static gdouble
remaining_deviation (const RetextureGaussianKernel *kernel, gdouble size)
{
  const gfloat one = 1.0f;
  const gint taps = kernel ? 2 * kernel->reduce_reach + 1 : 1;
  const gfloat *weights = kernel ? kernel->reduce : &one;
  const gint whole = (gint) ceil (size);
  g_autofree gdouble *both = g_new0 (gdouble, taps + whole);

  for (gint i = 0; i < taps; i++)
    for (gint k = 0; k < whole; k++)
      both[i + k] += weights[i] * MIN (1.0, size - k) / size;
  return sum_of_squares (both, taps + whole);
}

static RetextureGaussianKernel *
kernel_new (gdouble softness)
{
  return softness > 0.0 ? retexture_gaussian_kernel_new (softness) : NULL;
}

/* What to multiply hashed noise by before `kernel` blurs it. In a reduced preview the noise is as
 * strong as the finished picture's is once its pixels are averaged. */
static gfloat
scale_of (const GeglProperties *o, const RetextureGaussianKernel *kernel)
{
  RetextureGaussianKernel *finished = kernel_new (o->softness * o->pixel_size);
  const gdouble kept = remaining_deviation (finished, 1.0);
  const gdouble strength = o->amount / 100.0 * (o->preserve ? 1.0 : kept);
  const gdouble averaged = remaining_deviation (finished, o->pixel_size) / kept;

  g_clear_pointer (&finished, retexture_gaussian_kernel_free);
  return strength * averaged / remaining_deviation (kernel, 1.0);
}

/* `values` is one plane of the block. */
static void
make_plane (const Job *job, guint32 plane, const GeglRectangle *block, gfloat *values)
{
  const RetextureNoiseKind kind = job->values->distribution == RETEXTURE_DISTRIBUTION_GAUSSIAN
                                      ? RETEXTURE_NOISE_GAUSSIAN
                                      : RETEXTURE_NOISE_UNIFORM;
  const gint reach = job->kernel ? job->kernel->reduce_reach : 0;
  const gint taps = 2 * reach + 1, width = block->width + 2 * reach;
  gfloat *hashed = gegl_scratch_new (gfloat, (gsize) width * (block->height + 2 * reach));
  gfloat *summed = gegl_scratch_new (gfloat, width);
  const gfloat **rows = g_newa (const gfloat *, taps);

  for (gint y = 0; y < block->height + 2 * reach; y++)
    retexture_hash_noise_row (kind, job->values->seed, FIRST_PLANE + plane, block->x - reach,
                              block->y - reach + y, width, hashed + (gsize) y * width);
  for (gint y = 0; y < block->height; y++)
    {
      gfloat *row = values + (gsize) y * block->width;

      if (!job->kernel)
        {
          memcpy (row, hashed + (gsize) y * width, width * sizeof (gfloat));
          continue;
        }
      for (gint k = 0; k < taps; k++)
        rows[k] = hashed + (gsize) (y + k) * width;
      retexture_rows_sum (summed, FALSE, rows, job->kernel->reduce, taps, width);
      for (gint k = 0; k < taps; k++)
        rows[k] = summed + k;
      retexture_rows_sum (row, FALSE, rows, job->kernel->reduce, taps, block->width);
    }
  gegl_scratch_free (summed);
  gegl_scratch_free (hashed);
}

/* Turns the edit's pixels into the layer's. */
static void
make_recipe (const Job *job, const GeglRectangle *block, gfloat *pixels)
{
  const GeglProperties *o = job->values;
  const gsize n = (gsize) block->width * block->height;
  const gint planes = o->monochromatic ? 1 : 3;
  gfloat *noise = gegl_scratch_new (gfloat, n * planes);

  for (gint plane = 0; plane < planes; plane++)
    make_plane (job, plane, block, noise + plane * n);
  for (gsize i = 0; i < n; i++)
    {
      gfloat *pixel = pixels + 4 * i;
      const gfloat luma = retexture_luma (pixel);
      const gfloat gain = job->scale
                          * retexture_noise_layer_response (
                              luma, o->shadows / 100.0, o->midtones / 100.0, o->highlights / 100.0);

      for (gint c = 0; c < 3; c++)
        pixel[c] = retexture_noise_layer_look (
            job->mode, pixel[c], gain * noise[(planes == 3 ? c * n : 0) + i], job->neutral);
      pixel[3] = 1.0f;
    }
  gegl_scratch_free (noise);
}

/* ---- Match ---- */

static void
make_match (const Job *job, const GeglRectangle *block, gfloat *pixels)
{
  const gfloat strength = job->values->strength / 100.0;
  gfloat *grain = gegl_scratch_new (gfloat, (gsize) 3 * block->width * block->height);

  retexture_grain_synthesise (job->grain, job->values->seed, block,
                              job->wishes + (gsize) (block->y - job->area.y) * job->area.width
                                  + block->x - job->area.x,
                              job->area.width, grain);
  for (gsize i = 0; i < (gsize) block->width * block->height; i++)
    {
      for (gint c = 0; c < 3; c++)
        pixels[4 * i + c] = retexture_noise_layer_change (
            job->mode, pixels[4 * i + c], strength * grain[3 * i + c], job->neutral);
      pixels[4 * i + 3] = 1.0f;
    }
  gegl_scratch_free (grain);
}

/* ---- the operation ---- */

static void
make_neutral (gfloat *pixels, gsize n)
{
  for (gsize i = 0; i < 4 * n; i++)
    pixels[i] = i % 4 == 3 ? 1.0f : 0.5f;
}

/* Called with a range of the area's rows, from several threads. */
static void
make_rows (gsize offset, gsize size, gpointer user_data)
{
  const Job *job = user_data;
  const gint right = job->area.x + job->area.width;
  const gint bottom = job->area.y + (gint) (offset + size);
  gfloat *pixels = gegl_scratch_new (gfloat, 4 * COLUMNS * ROWS);

  for (gint y = job->area.y + (gint) offset; y < bottom; y += ROWS)
    for (gint x = job->area.x; x < right; x += COLUMNS)
      {
        const GeglRectangle block = { x, y, MIN (COLUMNS, right - x), MIN (ROWS, bottom - y) };

        retexture_samples_read (job->edit, &block, job->format, pixels);
        if (job->values->distribution != RETEXTURE_DISTRIBUTION_MATCH)
          make_recipe (job, &block, pixels);
        else if (job->wishes)
          make_match (job, &block, pixels);
        else
          make_neutral (pixels, (gsize) block.width * block.height);
        retexture_samples_write (job->output, &block, job->format, pixels);
      }
  gegl_scratch_free (pixels);
}

static GeglRectangle
get_required_for_output (GeglOperation *operation, const gchar *pad, const GeglRectangle *area)
{
  const GeglProperties *o = GEGL_PROPERTIES (operation);
  const gint reach
      = o->distribution == RETEXTURE_DISTRIBUTION_MATCH ? retexture_missing_grain_reach () : 0;

  if (!g_str_equal (pad, "input"))
    return *GEGL_RECTANGLE (0, 0, 0, 0);
  return retexture_frame_grow (area, reach);
}

static gboolean
process (GeglOperation *operation,
         GeglBuffer *input,
         GeglBuffer *aux,
         GeglBuffer *output,
         const GeglRectangle *area,
         gint level)
{
  static const RetextureComposition modes[] = {
    [RETEXTURE_NOISE_SOFT_LIGHT] = RETEXTURE_COMPOSITION_SOFT_LIGHT,
    [RETEXTURE_NOISE_OVERLAY] = RETEXTURE_COMPOSITION_OVERLAY,
    [RETEXTURE_NOISE_GRAIN_MERGE] = RETEXTURE_COMPOSITION_GRAIN_MERGE,
  };
  const GeglProperties *o = GEGL_PROPERTIES (operation);
  const Babl *stored = gegl_buffer_get_format (output);
  Job job = {
    .values = o,
    .mode = modes[o->blend],
    .neutral = retexture_blend_modes_grain_neutral (stored),
    .format = babl_format_with_space ("R'G'B'A float", stored),
    .edit = input,
    .output = output,
    .kernel = kernel_new (o->softness),
    .area = *area,
  };
  g_autofree RetextureGrainWish *wishes = NULL;

  job.scale = scale_of (o, job.kernel);
  if (RETEXTURE_IS_GRAIN (o->analysis) && o->distribution == RETEXTURE_DISTRIBUTION_MATCH)
    {
      job.grain = RETEXTURE_GRAIN (o->analysis);
      wishes = g_new (RetextureGrainWish, (gsize) area->width * area->height);
      retexture_missing_grain_find (job.grain, input, NULL, area, o->pixel_size, wishes);
      job.wishes = wishes;
    }

  gegl_parallel_distribute_range (area->height, 1.0, make_rows, &job);
  g_clear_pointer (&job.kernel, retexture_gaussian_kernel_free);

  return TRUE;
}

static void
gegl_op_class_init (GeglOpClass *klass)
{
  GeglOperationClass *operation_class = GEGL_OPERATION_CLASS (klass);

  retexture_frame_set_up (klass, retexture_frame_of_input, get_required_for_output, process);

  gegl_operation_class_set_keys (
      operation_class, "name", "retexture:noise", "title", _ ("Noise & Blend"), "categories",
      "retexture", "description",
      _ ("Breaks up plastic smoothness with noise, or with grain that matches the photograph's own"),
      NULL);
}

#endif
