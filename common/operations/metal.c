/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rebuild Metal Grain: a layer of metal's texture on middle grey, to lay over the edit ("input") in
 * Overlay, Soft Light or Grain Merge.
 *
 *   noise                layer = 1/2 + amount * light (x, y) * sharpen (noise)
 *   scratches, hammered  layer = what makes the mode add amount * light (x, y) * sharpen (texture)
 *   match                layer = what makes the mode add strength * missing (x, y) * light (x, y)
 *                                * measured texture
 *
 * in gamma-encoded values of the edit's space, where `light` is the factor of specular.h and the
 * amount a standard deviation. With no part of the light asked for, noise is the recipe of grey,
 * Gaussian noise and unsharp mask to the bit. Lengths are in pixels of the finished picture. What
 * has to be known of the pictures is in `analysis` (metal-analysis.h); a second picture ("aux") may
 * be connected, and is for those who analyse.
 */
#include <glib/gi18n-lib.h>

#ifdef GEGL_PROPERTIES

/* A list of declarations, which is no C yet. */
/* clang-format off */

enum_start (retexture_metal_texture)
  enum_value (RETEXTURE_METAL_SCRATCHES, "scratches", N_ ("Micro-scratches"))
  enum_value (RETEXTURE_METAL_HAMMERED, "hammered", N_ ("Hammer marks"))
  enum_value (RETEXTURE_METAL_NOISE, "noise", N_ ("Gaussian noise"))
  enum_value (RETEXTURE_METAL_MATCH, "match", N_ ("Match intact metal"))
enum_end (RetextureMetalTexture)

/* As in direction.h. */
enum_start (retexture_metal_direction)
  enum_value (RETEXTURE_METAL_ALONG_FORM, "form", N_ ("Along the form"))
  enum_value (RETEXTURE_METAL_AT_ANGLE, "angle", N_ ("At a fixed angle"))
  enum_value (RETEXTURE_METAL_CONCENTRIC, "concentric", N_ ("Concentric"))
  enum_value (RETEXTURE_METAL_RADIAL, "radial", N_ ("Radial"))
enum_end (RetextureMetalDirection)

enum_start (retexture_metal_blend)
  enum_value (RETEXTURE_METAL_OVERLAY, "overlay", N_ ("Overlay"))
  enum_value (RETEXTURE_METAL_SOFT_LIGHT, "soft-light", N_ ("Soft Light"))
  enum_value (RETEXTURE_METAL_GRAIN_MERGE, "grain-merge", N_ ("Grain Merge"))
enum_end (RetextureMetalBlend)

property_double (amount, _ ("Contrast"), 2.0)
  description (_ ("Strength of the texture in percent of full scale, as standard deviation; higher is rougher"))
  value_range (0.1, 20.0)
  ui_gamma (2.0)
  ui_meta ("unit", "percent")
  ui_meta ("sensitive", "texture {scratches,hammered,noise}")

property_enum (texture, _ ("Texture"), RetextureMetalTexture, retexture_metal_texture, RETEXTURE_METAL_SCRATCHES)
  description (_ ("Scratches as brushing and wear leave them, marks of a hammer, plain noise, or what is measured on metal that is still intact"))

property_double (strength, _ ("Strength"), 100.0)
  description (_ ("How much of the measured texture Match adds where it is missing, in percent; higher is rougher"))
  value_range (0.0, 300.0)
  ui_meta ("unit", "percent")
  ui_meta ("sensitive", "texture {match}")

property_enum (direction, _ ("Direction"), RetextureMetalDirection, retexture_metal_direction, RETEXTURE_METAL_ALONG_FORM)
  description (_ ("Which way the texture runs: as the form of the metal does, straight, in circles or in rays about the centre"))
  ui_meta ("sensitive", "texture {scratches,match}")

property_double (angle, _ ("Angle"), 0.0)
  description (_ ("Direction at a fixed angle, else turned against the form; 0 is level, higher turns clockwise. Hammer marks are lit from there"))
  value_range (-180.0, 180.0)
  ui_meta ("unit", "degree")
  ui_meta ("sensitive", "texture {scratches,hammered,match}")

property_double (centre_x, _ ("Centre across"), 50.0)
  description (_ ("Centre of circles and rays in percent of the layer's width; higher is further right"))
  value_range (-400.0, 500.0)
  ui_range (0.0, 100.0)
  ui_meta ("unit", "percent")
  ui_meta ("role", "advanced")
  ui_meta ("point", "x")
  ui_meta ("sensitive", "direction {concentric,radial}")

property_double (centre_y, _ ("Centre down"), 50.0)
  description (_ ("Centre of circles and rays in percent of the layer's height; higher is further down"))
  value_range (-400.0, 500.0)
  ui_range (0.0, 100.0)
  ui_meta ("unit", "percent")
  ui_meta ("role", "advanced")
  ui_meta ("point", "y")
  ui_meta ("sensitive", "direction {concentric,radial}")

property_double (length, _ ("Length"), 12.0)
  description (_ ("Mean length of a scratch, or size of a hammer mark, in pixels; higher makes longer streaks"))
  value_range (0.0, 200.0)
  ui_gamma (2.0)
  ui_meta ("unit", "pixels")
  ui_meta ("sensitive", "texture {scratches,hammered}")

property_double (width, _ ("Width"), 0.6)
  description (_ ("Width of a scratch, as standard deviation in pixels; higher is coarser"))
  value_range (0.3, 5.0)
  ui_gamma (2.0)
  ui_meta ("unit", "pixels")
  ui_meta ("sensitive", "texture {scratches}")

property_double (density, _ ("Density"), 200.0)
  description (_ ("How many scratches lie over a place, in percent; higher closes the surface, lower shows single ones"))
  value_range (5.0, 1000.0)
  ui_gamma (2.0)
  ui_meta ("unit", "percent")
  ui_meta ("sensitive", "texture {scratches}")

property_double (spread, _ ("Spread"), 3.0)
  description (_ ("How far single scratches stray from the direction, in degrees; higher is wilder, lower as brushed"))
  value_range (0.0, 90.0)
  ui_gamma (2.0)
  ui_meta ("unit", "degree")
  ui_meta ("role", "advanced")
  ui_meta ("sensitive", "texture {scratches}")

property_enum (blend, _ ("Mode"), RetextureMetalBlend, retexture_metal_blend, RETEXTURE_METAL_OVERLAY)
  description (_ ("Layer mode; only noise looks different in each, and is strongest in Overlay"))

property_double (sharpen_amount, _ ("Clusters"), 120.0)
  description (_ ("Amount of the unsharp mask that draws the texture together into clusters, in percent; higher is crisper"))
  value_range (0.0, 500.0)
  ui_gamma (2.0)
  ui_meta ("unit", "percent")
  ui_meta ("sensitive", "texture {scratches,hammered,noise}")

property_double (sharpen_radius, _ ("Cluster radius"), 1.0)
  description (_ ("Blur of the unsharp mask, as standard deviation in pixels; higher makes larger clusters"))
  value_range (0.1, 50.0)
  ui_gamma (3.0)
  ui_meta ("unit", "pixels")
  ui_meta ("role", "advanced")
  ui_meta ("sensitive", "texture {scratches,hammered,noise}")

property_double (sharpen_threshold, _ ("Cluster threshold"), 0.0)
  description (_ ("Differences below this many of 255 levels are not sharpened; higher leaves faint texture as it is"))
  value_range (0.0, 255.0)
  ui_gamma (3.0)
  ui_meta ("role", "advanced")
  ui_meta ("sensitive", "texture {scratches,hammered,noise}")

property_boolean (preserve, _ ("Preserve strength"), TRUE)
  description (_ ("Takes back the strength that clustering adds, so that the contrast is what it says"))
  ui_meta ("role", "advanced")
  ui_meta ("sensitive", "texture {scratches,hammered,noise}")

property_double (specular, _ ("Beside highlights"), 100.0)
  description (_ ("How much stronger the texture is where light falls off beside a highlight, in percent; higher shows it more there"))
  value_range (0.0, 300.0)
  ui_meta ("unit", "percent")

property_double (protection, _ ("Protect highlights"), 80.0)
  description (_ ("How much of the texture highlights are spared, in percent; higher keeps them smoother"))
  value_range (0.0, 100.0)
  ui_meta ("unit", "percent")

property_double (focus, _ ("Follow focus"), 100.0)
  description (_ ("How far the texture gets softer where the picture is out of focus, in percent; 0 keeps it sharp everywhere"))
  value_range (0.0, 100.0)
  ui_meta ("unit", "percent")
  ui_meta ("sensitive", "texture {scratches,match}")

property_boolean (tinted, _ ("Metal's colour"), FALSE)
  description (_ ("Gives the texture the colour of the metal under it; off, only lightness changes"))
  ui_meta ("role", "advanced")
  ui_meta ("sensitive", "texture {scratches,hammered,match}")

property_double (radius, _ ("Radius"), 4.0)
  description (_ ("Where the texture that Match measures ends and tone begins, as standard deviation in pixels; higher matches coarser detail"))
  value_range (0.5, 50.0)
  ui_gamma (3.0)
  ui_meta ("unit", "pixels")
  ui_meta ("role", "advanced")
  ui_meta ("sensitive", "texture {match}")

property_int (choice, _ ("Intact metal"), 1)
  description (_ ("Which of the regions that were found Match measures; 1 is the best, higher ones fit less well"))
  value_range (1, 8)
  ui_meta ("sensitive", "texture {match}")

property_int (seed, _ ("Seed"), 1)
  description (_ ("Another number gives another pattern of the same kind"))
  value_range (0, G_MAXINT)
  ui_meta ("role", "advanced")

#define RETEXTURE_DONOR_FOR "texture {match}"
#include "donor-rectangle-properties.h"

#include "analysed-properties.h"

/* clang-format on */

#else

#define GEGL_OP_COMPOSER
#define GEGL_OP_NAME metal
#define GEGL_OP_C_SOURCE metal.c

#include "gegl-op.h"

#include "blend-modes.h"
#include "luma.h"
#include "metal-field.h"
#include "noise-layer.h"
#include "operation-frame.h"
#include "samples.h"
#include "texture-presence.h"

#include <math.h>

/* Work is cut so that what a thread touches at a time stays in its own cache. */
#define COLUMNS 512
#define ROWS 64

/* Of the distance to black and white: so many standard deviations of texture have room in it. */
#define ROOM 0.5f

/* So near to white, in luma, nothing is added any more. */
#define CLIPPED 0.02f

/* Darker metal is tinted as this is. */
#define DARKEST 0.05f

typedef struct
{
  const GeglProperties *values;
  RetextureComposition mode;
  gfloat neutral;
  const Babl *format; /* R'G'B'A float */
  GeglBuffer *edit, *output;
  GeglRectangle area;
  const RetextureMetalField *field; /* NULL: nothing is added */
  const gfloat *plain;              /* of the area: what the field holds; NULL: it is laid */
  /* Of the area: the light's factor, tone, and what texture is there already (only for Match). */
  const gfloat *factors, *tones, *weakest;
} Job;

/* How strong the texture is at a place, in standard deviations of luma, by the light. */
static gfloat
strength_at (const Job *job, gsize place)
{
  const gfloat room = ROOM * MAX (MIN (job->tones[place], 1.0f - job->tones[place]), 0.0f);
  const gfloat full = job->field->strength * job->factors[place];
  const gfloat expected = job->field->weakest * full * full;

  if (!job->weakest)
    return MIN (full, room);
  return MIN (
      job->values->strength / 100.0
          * retexture_presence_missing (expected > 0.0f ? job->weakest[place] / expected : 1.0f)
          * full,
      room);
}

/* Turns the edit's pixel into the layer's, so that the mode adds the change. */
static void
add_change (const Job *job, gfloat change, gfloat *pixel)
{
  const gfloat luma = retexture_luma (pixel);
  const gfloat left = change * CLAMP ((1.0f - luma) / CLIPPED, 0.0f, 1.0f);

  for (gint c = 0; c < 3; c++)
    pixel[c] = retexture_noise_layer_change (
        job->mode, pixel[c], job->values->tinted ? left * pixel[c] / MAX (luma, DARKEST) : left,
        job->neutral);
}

static void
make_block (const Job *job, const GeglRectangle *block, gfloat *pixels)
{
  gfloat *laid = NULL;

  if (!job->plain)
    {
      laid = gegl_scratch_new (gfloat, (gsize) block->width * block->height);
      retexture_sheet_lay (&job->field->laying, block, laid);
    }
  for (gint y = 0; y < block->height; y++)
    for (gint x = 0; x < block->width; x++)
      {
        const gsize i = (gsize) y * block->width + x;
        const gsize place
            = (gsize) (block->y + y - job->area.y) * job->area.width + block->x + x - job->area.x;
        const gfloat value = laid ? laid[i] : job->plain[place];
        gfloat *pixel = pixels + 4 * i;

        if (job->values->texture == RETEXTURE_METAL_NOISE)
          for (gint c = 0; c < 3; c++)
            pixel[c] = retexture_noise_layer_look (
                job->mode, pixel[c], value * job->field->strength * job->factors[place],
                job->neutral);
        else
          add_change (job, value * strength_at (job, place), pixel);
        pixel[3] = 1.0f;
      }
  if (laid)
    gegl_scratch_free (laid);
}

static void
make_neutral (gfloat *pixels, gsize n)
{
  for (gsize i = 0; i < 4 * n; i++)
    pixels[i] = i % 4 == 3 ? 1.0f : 0.5f;
}

/* Called with a range of the area's blocks of rows, from several threads. */
static void
make_rows (gsize offset, gsize size, gpointer user_data)
{
  const Job *job = user_data;
  const gint right = job->area.x + job->area.width, bottom = job->area.y + job->area.height;
  const gint end = MIN (job->area.y + (gint) (offset + size) * ROWS, bottom);
  gfloat *pixels = gegl_scratch_new (gfloat, 4 * COLUMNS * ROWS);

  for (gint y = job->area.y + (gint) offset * ROWS; y < end; y += ROWS)
    for (gint x = job->area.x; x < right; x += COLUMNS)
      {
        const GeglRectangle block = { x, y, MIN (COLUMNS, right - x), MIN (ROWS, end - y) };

        retexture_samples_read (job->edit, &block, job->format, pixels);
        if (job->field)
          make_block (job, &block, pixels);
        else
          make_neutral (pixels, (gsize) block.width * block.height);
        retexture_samples_write (job->output, &block, job->format, pixels);
      }
  gegl_scratch_free (pixels);
}

/* ---- the operation ---- */

static GeglRectangle
get_required_for_output (GeglOperation *operation, const gchar *pad, const GeglRectangle *area)
{
  const GeglProperties *o = GEGL_PROPERTIES (operation);
  const gint light = retexture_specular_reach (o->pixel_size);
  const gint texture
      = o->texture == RETEXTURE_METAL_MATCH
            ? retexture_presence_reach (retexture_metal_field_radius (o->radius, o->pixel_size))
            : 0;

  if (!g_str_equal (pad, "input"))
    return *GEGL_RECTANGLE (0, 0, 0, 0);
  return retexture_frame_grow (area, MAX (light, texture));
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
    [RETEXTURE_METAL_OVERLAY] = RETEXTURE_COMPOSITION_OVERLAY,
    [RETEXTURE_METAL_SOFT_LIGHT] = RETEXTURE_COMPOSITION_SOFT_LIGHT,
    [RETEXTURE_METAL_GRAIN_MERGE] = RETEXTURE_COMPOSITION_GRAIN_MERGE,
  };
  GeglProperties *o = GEGL_PROPERTIES (operation);
  const gsize n = (gsize) area->width * area->height;
  const Babl *stored = gegl_buffer_get_format (output);
  const GeglRectangle extent = retexture_frame_of_input (operation);
  RetextureSpecular specular = retexture_metal_read_specular (G_OBJECT (operation));
  Job job = {
    .values = o,
    .mode = modes[o->blend],
    .neutral = retexture_blend_modes_grain_neutral (stored),
    .format = babl_format_with_space ("R'G'B'A float", stored),
    .edit = input,
    .output = output,
    .area = *area,
  };
  g_autofree gfloat *factors = g_new (gfloat, n);
  g_autofree gfloat *tones = g_new (gfloat, n);
  g_autofree gfloat *weakest = NULL;
  g_autofree gfloat *plain = NULL;

  specular.by_tone = o->texture != RETEXTURE_METAL_NOISE;
  retexture_specular_find (input, area, o->pixel_size, &specular, factors, tones);
  job.factors = factors;
  job.tones = tones;
  job.field = retexture_metal_field_update ((RetextureMetalField **) &o->user_data,
                                            G_OBJECT (operation), &extent);
  if (job.field && job.field->is_plain)
    job.plain = plain = retexture_metal_field_render_plain (job.field, area);
  if (job.field && o->texture == RETEXTURE_METAL_MATCH)
    {
      job.weakest = weakest = g_new (gfloat, n);
      retexture_presence_find (input, area, retexture_metal_field_radius (o->radius, o->pixel_size),
                               weakest);
    }
  gegl_parallel_distribute_range ((area->height + ROWS - 1) / ROWS, 1.0, make_rows, &job);

  return TRUE;
}

static void
finalize (GObject *object)
{
  GeglProperties *o = GEGL_PROPERTIES (object);

  g_clear_pointer ((RetextureMetalField **) &o->user_data, retexture_metal_field_free);
  G_OBJECT_CLASS (gegl_op_parent_class)->finalize (object);
}

static void
gegl_op_class_init (GeglOpClass *klass)
{
  GeglOperationClass *operation_class = GEGL_OPERATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = finalize;
  retexture_frame_set_up (klass, retexture_frame_of_input, get_required_for_output, process);

  gegl_operation_class_set_keys (
      operation_class, "name", "retexture:metal", "title", _ ("Rebuild Metal Grain"), "categories",
      "retexture", "surface", "metal", "mask", "selection", "description",
      _ ("Gives metal that an edit has smoothed its micro-scratches and grain back, along its form "
         "and with the light on it"),
      NULL);
}

#endif
