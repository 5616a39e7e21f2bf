/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Borrow Texture: the texture of a healthy region, as pixels to lay over the edit ("input"):
 *
 *   texture = neutral + amount * strength (x, y) * borrowed (x, y) / scale
 *
 * in gamma-encoded values of the edit's space. `borrowed` has the donor's look and a deviation of
 * 1; `strength` is the donor's, as it goes with tone there and with the healthy surroundings of the
 * target, less what the edit still has. Where to borrow from is in `analysis` (borrowing.h); a
 * second picture ("aux") may be connected, and is for those who analyse.
 */
#include <glib/gi18n-lib.h>

#ifdef GEGL_PROPERTIES

/* A list of declarations, which is no C yet. */
/* clang-format off */

enum_start (retexture_borrow_engine)
  enum_value (RETEXTURE_ENGINE_STOCHASTIC, "stochastic", N_ ("Pores, fuzz, grain"))
  enum_value (RETEXTURE_ENGINE_STRUCTURED, "structured", N_ ("Creases, weave, brushed metal"))
enum_end (RetextureBorrowEngine)

property_double (amount, _ ("Amount"), 100.0)
  description (_ ("Strength of the borrowed texture in percent of the healthy one around; higher is stronger"))
  value_range (0.0, 200.0)
  ui_meta ("unit", "percent")

property_double (radius, _ ("Radius"), 4.0)
  description (_ ("Where texture ends and tone begins, as standard deviation in pixels; higher borrows coarser detail"))
  value_range (0.5, 50.0)
  ui_gamma (3.0)
  ui_meta ("unit", "pixel-distance")

property_enum (engine, _ ("Texture"), RetextureBorrowEngine, retexture_borrow_engine, RETEXTURE_ENGINE_STOCHASTIC)
  description (_ ("Texture without form is mixed anew from the donor; texture with form is laid in patches of it that fit together"))

property_double (size, _ ("Texture size"), 100.0)
  description (_ ("Size of the borrowed texture in percent of the donor's; higher is coarser"))
  value_range (25.0, 400.0)
  ui_gamma (2.0)
  ui_meta ("unit", "percent")

property_int (choice, _ ("Donor"), 1)
  description (_ ("Which of the regions that were found texture is borrowed from; 1 is the best, higher ones fit less well"))
  value_range (1, 8)

property_boolean (follow, _ ("Follow the form"), FALSE)
  description (_ ("Turns the texture as the form runs: along creases, around a ring"))

property_double (match, _ ("Match surroundings"), 100.0)
  description (_ ("How far the strength goes with the healthy surroundings instead of the donor, in percent"))
  value_range (0.0, 100.0)
  ui_meta ("unit", "percent")
  ui_meta ("role", "advanced")

property_boolean (colour, _ ("Colour"), FALSE)
  description (_ ("Borrows the texture's colour, too; off, only its light and dark"))
  ui_meta ("role", "advanced")

property_boolean (mirror, _ ("Mirrored copies"), TRUE)
  description (_ ("Uses the donor mirrored as well, for more variety; off for texture that leans one way"))
  ui_meta ("role", "advanced")

property_double (patch, _ ("Patch size"), 32.0)
  description (_ ("Side of the patches that are fitted together, in pixels; higher keeps larger forms whole"))
  value_range (12.0, 128.0)
  ui_meta ("unit", "pixel-distance")
  ui_meta ("role", "advanced")
  ui_meta ("sensitive", "engine {structured}")

property_int (seed, _ ("Seed"), 1)
  description (_ ("Another number lays the same texture differently"))
  value_range (0, G_MAXINT)
  ui_meta ("role", "advanced")

#include "donor-rectangle-properties.h"
#include "texture-layer-properties.h"

#include "analysed-properties.h"

/* clang-format on */

#else

#define GEGL_OP_COMPOSER
#define GEGL_OP_NAME borrow
#define GEGL_OP_C_SOURCE borrow.c

#include "gegl-op.h"

#include "borrowing.h"
#include "neutral.h"
#include "operation-frame.h"
#include "samples.h"
#include "texture-presence.h"
#include "tiling.h"

#include <math.h>

/* Work is cut so that what a thread touches at a time stays in its own cache. */
#define COLUMNS 256
#define ROWS 64

/* Strength by tone, in a table. */
#define TONES 256

/* Of the distance to black and white: so many standard deviations of texture have room in it. */
#define ROOM 0.5f

/* A patch this small, in a reduced preview, still has overlaps. */
#define LEAST_PATCH 6

typedef struct
{
  const GeglProperties *values;
  const Babl *format; /* R'G'B'A float */
  GeglBuffer *output;
  GeglRectangle area;
  gfloat neutral;

  RetextureExemplar *exemplar;   /* NULL: nothing to borrow */
  RetextureTurning *turning;     /* NULL: everywhere as it is */
  const gfloat *quilted;         /* of the area, by channel; NULL: it is tiled block by block */
  gfloat strengths[TONES + 1];   /* of the donor's texture, by tone */
  const gfloat *weakest, *tones; /* of the area */
} Job;

/* ---- the donor ---- */

static void
find_donor (Job *job, RetextureBorrowing *borrowing, GeglOperation *operation)
{
  RetextureExemplarRecipe recipe;

  if (!retexture_borrowing_read_recipe (borrowing, G_OBJECT (operation), &recipe, NULL))
    return;
  job->exemplar = retexture_borrowing_get_exemplar (borrowing, &recipe, NULL);
  if (!job->exemplar)
    return;
  if (recipe.turned)
    job->turning = retexture_borrowing_get_turning (borrowing, job->exemplar);
  for (gint i = 0; i <= TONES; i++)
    job->strengths[i] = retexture_exemplar_strength_at (job->exemplar, (gdouble) i / TONES);
}

/* Structured texture for the whole area, by channel. */
static gfloat *
quilt_area (const Job *job, RetextureBorrowing *borrowing, const GeglRectangle *extent)
{
  const GeglProperties *o = job->values;
  const gint patch = MAX (LEAST_PATCH, (gint) floor (o->patch + 0.5));
  g_autoptr (RetextureQuilt) quilt
      = retexture_borrowing_get_quilt (borrowing, job->exemplar, o->seed, patch, extent);
  gfloat *values
      = g_new (gfloat, (gsize) job->exemplar->channels * job->area.width * job->area.height);

  retexture_quilt_render (quilt, &job->area, values);
  return values;
}

/* ---- pixels ---- */

static gfloat
strength_at (const Job *job, gfloat tone)
{
  const gfloat place = CLAMP (tone, 0.0f, 1.0f) * (TONES - 0.001f);
  const gint step = (gint) place;

  return job->strengths[step] + (place - step) * (job->strengths[step + 1] - job->strengths[step]);
}

/* A change of luma, of blue minus luma and of red minus luma, as one of red, green and blue. */
static void
lay_colour (gfloat luma, gfloat blueness, gfloat redness, gfloat neutral, gfloat *pixel)
{
  const gfloat red = luma + redness, blue = luma + blueness;

  pixel[0] = neutral + red;
  pixel[1] = neutral + (luma - 0.30f * red - 0.11f * blue) / 0.59f;
  pixel[2] = neutral + blue;
}

static gsize
place_of (const Job *job, gint x, gint y)
{
  return (gsize) (y - job->area.y) * job->area.width + x - job->area.x;
}

/* The texture of one block, by channel. */
static void
read_texture (const Job *job, const GeglRectangle *block, gfloat *texture)
{
  const gsize n = (gsize) block->width * block->height;
  const gsize n_area = (gsize) job->area.width * job->area.height;

  if (!job->quilted)
    retexture_tiling_render (job->exemplar, job->values->seed, block,
                             job->turning ? retexture_turning_at : NULL, job->turning, texture);
  for (gint c = 0; job->quilted && c < job->exemplar->channels; c++)
    for (gint y = 0; y < block->height; y++)
      memcpy (texture + c * n + (gsize) y * block->width,
              job->quilted + c * n_area + place_of (job, block->x, block->y + y),
              block->width * sizeof (gfloat));
}

/* How much stronger than the donor's texture is to be at a place. */
static gfloat
relation_at (const Job *job, gint x, gint y)
{
  const gdouble size = job->values->pixel_size;
  RetextureVector vector;

  if (!job->exemplar->surroundings)
    return 1.0f;
  vector
      = retexture_block_field_at (job->exemplar->surroundings, (x + 0.5) * size, (y + 0.5) * size);
  return expf (job->values->match / 100.0 * vector.x / MAX (vector.y, 1e-9f));
}

/* How much texture is laid at a place. Near black and white there is less room for it: what would
 * be cut off on one side only would change the tone. */
static gfloat
gain_at (const Job *job, gint x, gint y)
{
  const gsize place = place_of (job, x, y);
  const gfloat room = ROOM * MAX (MIN (job->tones[place], 1.0f - job->tones[place]), 0.0f);
  const gfloat strength = relation_at (job, x, y) * strength_at (job, job->tones[place]);
  const gfloat expected = job->exemplar->weakest * strength * strength;
  const gfloat there = expected > 0.0f ? job->weakest[place] / expected : 0.0f;

  return MIN (job->values->amount / 100.0 * strength * retexture_presence_missing (there), room);
}

static void
make_block (const Job *job, const GeglRectangle *block, gfloat *pixels)
{
  const gsize n = (gsize) block->width * block->height;
  const gint channels = job->exemplar->channels;
  gfloat *texture = gegl_scratch_new (gfloat, channels * n);

  read_texture (job, block, texture);
  for (gint y = 0; y < block->height; y++)
    for (gint x = 0; x < block->width; x++)
      {
        const gsize i = (gsize) y * block->width + x;
        const gfloat gain = gain_at (job, block->x + x, block->y + y) / job->values->scale;
        gfloat *pixel = pixels + 4 * i;

        if (channels == 3)
          lay_colour (gain * texture[i], gain * texture[n + i], gain * texture[2 * n + i],
                      job->neutral, pixel);
        else
          pixel[0] = pixel[1] = pixel[2] = job->neutral + gain * texture[i];
        pixel[3] = 1.0f;
      }
  gegl_scratch_free (texture);
}

static void
make_neutral (const Job *job, gsize n, gfloat *pixels)
{
  for (gsize i = 0; i < 4 * n; i++)
    pixels[i] = i % 4 == 3 ? 1.0f : job->neutral;
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

        if (job->exemplar)
          make_block (job, &block, pixels);
        else
          make_neutral (job, (gsize) block.width * block.height, pixels);
        retexture_samples_write (job->output, &block, job->format, pixels);
      }
  gegl_scratch_free (pixels);
}

/* ---- the operation ---- */

static GeglRectangle
get_required_for_output (GeglOperation *operation, const gchar *pad, const GeglRectangle *area)
{
  const gint reach = retexture_presence_reach (GEGL_PROPERTIES (operation)->radius);

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
  const GeglProperties *o = GEGL_PROPERTIES (operation);
  const gsize n = (gsize) area->width * area->height;
  const Babl *stored = gegl_buffer_get_format (output);
  const GeglRectangle extent = retexture_frame_of_input (operation);
  Job job = {
    .values = o,
    .format = babl_format_with_space ("R'G'B'A float", stored),
    .output = output,
    .area = *area,
    .neutral = retexture_neutral_value (stored, o->offset),
  };
  g_autofree gfloat *weakest = NULL;
  g_autofree gfloat *tones = NULL;
  g_autofree gfloat *quilted = NULL;

  if (RETEXTURE_IS_BORROWING (o->analysis))
    find_donor (&job, RETEXTURE_BORROWING (o->analysis), operation);
  if (job.exemplar)
    {
      job.weakest = weakest = g_new (gfloat, n);
      job.tones = tones = g_new (gfloat, n);
      retexture_presence_find (input, area, o->radius, weakest, tones);
      if (o->engine == RETEXTURE_ENGINE_STRUCTURED)
        job.quilted = quilted = quilt_area (&job, RETEXTURE_BORROWING (o->analysis), &extent);
    }
  gegl_parallel_distribute_range ((area->height + ROWS - 1) / ROWS, 1.0, make_rows, &job);
  g_clear_pointer (&job.exemplar, retexture_exemplar_unref);
  g_free (job.turning);

  return TRUE;
}

static void
gegl_op_class_init (GeglOpClass *klass)
{
  GeglOperationClass *operation_class = GEGL_OPERATION_CLASS (klass);

  retexture_frame_set_up (klass, retexture_frame_of_input, get_required_for_output, process);

  gegl_operation_class_set_keys (
      operation_class, "name", "retexture:borrow", "title", _ ("Borrow Texture"), "categories",
      "retexture", "mask", "selection", "description",
      _ ("Lays the texture of a healthy region, and only its texture, over areas that have lost "
         "theirs"),
      NULL);
}

#endif
