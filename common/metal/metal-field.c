/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "metal-field.h"

#include <string.h>

#include "gaussian-kernel.h"
#include "gaussian.h"
#include "hash-noise.h"
#include "operation-frame.h"
#include "quantile.h"
#include "texture-presence.h"

/* The operation's choices. */
enum
{
  SCRATCHES,
  HAMMERED,
  NOISE,
  MATCH
};

/* The plane of the recipe's noise. */
#define PLANE_NOISE 112

/* Side of a sample that is measured, in rendered pixels; and how strong it is then. */
#define SAMPLE 192
#define SAMPLE_STRENGTH 0.05f

/* Below this radius there is no Gaussian. */
#define LEAST_RADIUS 0.1

/* Hammer marks are at least this large. */
#define LEAST_MARK 3.0

/* ---- the recipe ---- */

static gboolean
read_recipe (RetextureMetalRecipe *recipe, RetextureMetal *metal, GObject *operation)
{
  gdouble amount, length, width, density, spread, angle, focus;
  gdouble sharpen, radius, threshold;
  gint direction, seed;

  memset (recipe, 0, sizeof *recipe);
  g_object_get (operation, "texture", &recipe->texture, "amount", &amount, "length", &length,
                "width", &width, "density", &density, "spread", &spread, "angle", &angle, "focus",
                &focus, "direction", &direction, "seed", &seed, "sharpen-amount", &sharpen,
                "sharpen-radius", &radius, "sharpen-threshold", &threshold, "preserve",
                &recipe->clusters.preserve, "pixel-size", &recipe->pixel_size, NULL);
  recipe->scratches.seed = recipe->marks.seed = seed;
  recipe->blurred = metal && focus > 0.0;
  if (recipe->texture == MATCH)
    {
      g_autoptr (RetextureMetalSample) sample
          = metal ? retexture_metal_measure (metal, operation, NULL) : NULL;

      if (!sample)
        return FALSE;
      recipe->sample = *sample;
      recipe->sheet_angle = direction == RETEXTURE_DIRECTION_FORM
                                ? retexture_metal_get_donor_angle (metal, &sample->area)
                                : sample->angle;
      return TRUE;
    }
  recipe->clusters.amount = sharpen / 100.0;
  recipe->clusters.radius = radius;
  recipe->clusters.threshold = threshold / 255.0 / (amount / 100.0);
  recipe->scratches.length = length;
  recipe->scratches.width = width;
  recipe->scratches.density = density / 100.0;
  recipe->scratches.spread = spread / 180.0 * G_PI;
  recipe->marks.size = MAX (length, LEAST_MARK) / recipe->pixel_size;
  recipe->marks.light = angle / 180.0 * G_PI;
  return TRUE;
}

/* ---- sheets ---- */

static RetextureSheet *
make_sheet (const RetextureMetalRecipe *recipe)
{
  const gboolean matches = recipe->texture == MATCH;
  g_autoptr (RetextureFourier) texture
      = matches ? retexture_metal_sample_imitate (&recipe->sample, recipe->scratches.seed)
                : retexture_scratches_new (&recipe->scratches);
  RetextureSheet *sheet
      = retexture_sheet_new (texture, &recipe->clusters, recipe->pixel_size, recipe->blurred);
  const gdouble length = matches ? recipe->sample.length : recipe->scratches.length;

  sheet->spacing = retexture_sheet_spacing (length);
  sheet->angle = recipe->sheet_angle;
  return sheet;
}

gdouble
retexture_metal_field_radius (gdouble radius, gdouble pixel_size)
{
  return MAX (radius / pixel_size, LEAST_RADIUS);
}

/* What a neighbourhood of the texture itself is found to hold. */
static gfloat
find_weakest (const RetextureMetalField *self)
{
  const GeglRectangle area = { 0, 0, SAMPLE, SAMPLE };
  const gsize n = SAMPLE * SAMPLE;
  RetextureLaying laying = self->laying;
  g_autofree gfloat *values = g_new (gfloat, n);
  g_autofree gfloat *pixels = g_new (gfloat, 3 * n);
  g_autofree gdouble *sorted = g_new (gdouble, n);
  g_autoptr (GeglBuffer) picture = gegl_buffer_linear_new_from_data (
      pixels, babl_format ("R'G'B' float"), &area, GEGL_AUTO_ROWSTRIDE, NULL, NULL);

  laying.direction = &(RetextureDirection){ .kind = RETEXTURE_DIRECTION_ANGLE };
  laying.blur = NULL;
  retexture_sheet_lay (&laying, &area, values);
  for (gsize i = 0; i < 3 * n; i++)
    pixels[i] = 0.5f + SAMPLE_STRENGTH * values[i / 3];
  retexture_presence_find (
      picture, &area,
      retexture_metal_field_radius (self->recipe.sample.radius, self->recipe.pixel_size), values);
  for (gsize i = 0; i < n; i++)
    sorted[i] = values[i];
  return retexture_quantile (sorted, n, 0.5) / (SAMPLE_STRENGTH * SAMPLE_STRENGTH);
}

/* ---- plain values ---- */

typedef struct
{
  const RetextureMetalRecipe *recipe;
  GeglRectangle area;
  gfloat gain;
  gfloat *values, *pixels; /* one for each place; three */
} Job;

/* Called with a range of rows, from several threads. */
static void
fill_rows (gsize offset, gsize size, gpointer user_data)
{
  const Job *job = user_data;
  const gint width = job->area.width;
  const GeglRectangle rows = { job->area.x, job->area.y + (gint) offset, width, (gint) size };
  gfloat *values = job->values + offset * width;

  if (job->recipe->texture == HAMMERED)
    retexture_hammer_marks_render (&job->recipe->marks, &rows, values);
  for (gsize y = 0; job->recipe->texture == NOISE && y < size; y++)
    retexture_hash_noise_row (RETEXTURE_NOISE_GAUSSIAN, job->recipe->marks.seed, PLANE_NOISE,
                              rows.x, rows.y + (gint) y, width, values + y * width);
  for (gsize i = 0; i < size * width; i++)
    for (gint c = 0; c < 3; c++)
      job->pixels[3 * (offset * width + i) + c] = job->gain * values[i];
}

static void
sharpen (gfloat *pixels, const gfloat *blurred, gint n, gint channels, gpointer user_data)
{
  for (gint i = 0; i < n * channels; i++)
    pixels[i] = retexture_clusters_sharpen (user_data, pixels[i], blurred[i]);
}

static gfloat *
render_plain (const RetextureMetalRecipe *recipe, const GeglRectangle *area, gfloat gain)
{
  const Babl *format = babl_format ("R'G'B' float");
  RetextureClusters clusters = recipe->clusters;
  const gdouble radius = retexture_metal_field_radius (clusters.radius, recipe->pixel_size);
  const gint reach = clusters.amount > 0.0 ? retexture_gaussian_reach (radius) : 0;
  Job job = { .recipe = recipe, .area = retexture_frame_grow (area, reach) };
  const gsize n = (gsize) area->width * area->height;
  const gsize n_around = (gsize) job.area.width * job.area.height;
  gfloat *values = g_new (gfloat, n);
  g_autoptr (GeglBuffer) from = NULL;
  g_autoptr (GeglBuffer) to = NULL;
  gfloat *pixels;

  /* Averaged, noise is weaker; dents are larger than any pixel that still shows them. */
  job.gain = recipe->texture == NOISE ? gain / recipe->pixel_size : gain;
  job.values = gegl_scratch_new (gfloat, n_around);
  job.pixels = gegl_scratch_new (gfloat, 3 * n_around);
  gegl_parallel_distribute_range (job.area.height, 1.0, fill_rows, &job);
  pixels = job.pixels;
  if (reach > 0)
    {
      pixels = gegl_scratch_new (gfloat, 3 * n);
      from = gegl_buffer_linear_new_from_data (job.pixels, format, &job.area, GEGL_AUTO_ROWSTRIDE,
                                               NULL, NULL);
      to = gegl_buffer_linear_new_from_data (pixels, format, area, GEGL_AUTO_ROWSTRIDE, NULL, NULL);
      clusters.threshold *= gain;
      retexture_gaussian_render (from, to, area, radius, sharpen, &clusters);
    }
  for (gsize i = 0; i < n; i++)
    values[i] = pixels[3 * i];

  g_clear_object (&from);
  g_clear_object (&to);
  if (pixels != job.pixels)
    gegl_scratch_free (pixels);
  gegl_scratch_free (job.pixels);
  gegl_scratch_free (job.values);
  return values;
}

static gdouble
deviation_of_sample (const RetextureMetalRecipe *recipe)
{
  const GeglRectangle area = { 0, 0, SAMPLE, SAMPLE };
  g_autofree gfloat *values = render_plain (recipe, &area, 1.0f);
  gdouble square = 0.0;

  for (gsize i = 0; i < SAMPLE * SAMPLE; i++)
    square += (gdouble) values[i] * values[i] / (SAMPLE * SAMPLE);
  return sqrt (square);
}

/* What takes back what clustering added, or 1. */
static gfloat
find_gain (const RetextureMetalRecipe *recipe)
{
  RetextureMetalRecipe rough = *recipe;

  rough.clusters.amount = 0.0;
  if (!recipe->clusters.preserve || recipe->clusters.amount == 0.0)
    return 1.0f;
  return deviation_of_sample (&rough) / deviation_of_sample (recipe);
}

gfloat *
retexture_metal_field_render_plain (const RetextureMetalField *self, const GeglRectangle *area)
{
  return render_plain (&self->recipe, area, self->gain);
}

/* ---- the field ---- */

static RetextureMetalField *
field_new (const RetextureMetalRecipe *recipe)
{
  RetextureMetalField *self = g_new0 (RetextureMetalField, 1);

  self->recipe = *recipe;
  self->is_plain = recipe->texture == HAMMERED || recipe->texture == NOISE;
  if (self->is_plain)
    {
      self->gain = find_gain (recipe);
      return self;
    }
  self->sheet = make_sheet (recipe);
  self->laying = (RetextureLaying){ .sheet = self->sheet,
                                    .seed = recipe->scratches.seed,
                                    .pixel_size = recipe->pixel_size };
  if (recipe->texture == MATCH)
    self->weakest = find_weakest (self);
  return self;
}

void
retexture_metal_field_free (RetextureMetalField *self)
{
  g_clear_pointer (&self->sheet, retexture_sheet_free);
  g_clear_object (&self->metal);
  g_free (self);
}

static gdouble
blur_at (gdouble x, gdouble y, gpointer user_data)
{
  const RetextureMetalField *self = user_data;

  return self->focus * retexture_metal_get_blur (self->metal, x, y);
}

/* What costs nothing is read anew each time. */
static void
set_up_laying (RetextureMetalField *self, GObject *operation, const GeglRectangle *extent)
{
  const gdouble size = self->recipe.pixel_size;
  const GeglRectangle finished = { (gint) (extent->x * size), (gint) (extent->y * size),
                                   (gint) (extent->width * size), (gint) (extent->height * size) };

  self->direction = retexture_metal_read_direction (self->metal, operation, &finished);
  self->laying.direction = &self->direction;
  self->laying.blur = self->recipe.blurred ? blur_at : NULL;
  self->laying.user_data = self;
  g_object_get (operation, "focus", &self->focus, NULL);
  self->focus /= 100.0;
}

const RetextureMetalField *
retexture_metal_field_update (RetextureMetalField **field,
                              GObject *operation,
                              const GeglRectangle *extent)
{
  g_autoptr (GObject) analysis = NULL;
  g_autofree RetextureMetalRecipe *recipe = g_new (RetextureMetalRecipe, 1);
  RetextureMetal *metal;
  gdouble amount;

  g_object_get (operation, "analysis", &analysis, "amount", &amount, NULL);
  metal = RETEXTURE_IS_METAL (analysis) ? RETEXTURE_METAL (analysis) : NULL;
  if (!read_recipe (recipe, metal, operation))
    return NULL;
  if (!*field || memcmp (&(*field)->recipe, recipe, sizeof *recipe) != 0)
    {
      g_clear_pointer (field, retexture_metal_field_free);
      *field = field_new (recipe);
    }
  g_set_object (&(*field)->metal, metal);
  (*field)->strength = recipe->texture == MATCH ? recipe->sample.strength : amount / 100.0;
  if (!(*field)->is_plain)
    set_up_laying (*field, operation, extent);
  return *field;
}
