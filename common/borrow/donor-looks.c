/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looks are means over windows of one size, since what is found in a window depends on how large it
 * is; and of texture without tone, as donors are laid. How strong texture is does not count: it is
 * laid as strong as its surroundings.
 */
#include "donor-looks.h"

#include <math.h>
#include <string.h>

#include "donor-texture.h"
#include "tiling.h"

/* Side of a window in blocks of the survey, and in pixels; and how many are looked at, at most:
 * around the target, and across and down a donor. */
#define WINDOW_BLOCKS 3
#define WINDOW (WINDOW_BLOCKS * RETEXTURE_BLOCK)
#define MOST_AROUND 32
#define MOST_ACROSS 4

/* Farther than so many of the target's reaches nothing is around it. */
#define AROUND 6.0

/* Blocks of a window that may be of another material: those at its edges often are, a little. */
#define MOST_STRANGE 2

/* The square of its blocks' mean energy over the mean of the squares, where no hair or edge crosses
 * it. */
#define EVEN 0.6

/* Below this share of the surroundings' texture a block is plastic itself. */
#define LEAST_TEXTURE 0.25

/* Where texture ends and tone begins, in pixels: what texture-look.h looks at. */
#define RADIUS 4.0

/* Texture mixed anew that is farther than this from its own donor has lost its form. */
#define FORM 0.6

/* By how much patches must look better to be worth their slowness and their repetitions; and what a
 * factor of e in the score of donor-regions.h counts for, and in size: large donors repeat less. */
#define PATCHES 0.1
#define SCORE 0.2
#define SIZE 0.3

/* Side of a sample of mixed texture, in windows. */
#define SAMPLE 3

/* Nearer than two neighbouring pieces of one material usually are, two donors may be mixed. */
#define ALIKE 0.75

typedef struct
{
  gdouble sums[RETEXTURE_LOOK_NUMBERS];
  gint n;
} Sum;

static gboolean
finish (const Sum *sum, RetextureTextureLook *look)
{
  for (gint i = 0; i < RETEXTURE_LOOK_NUMBERS && sum->n > 0; i++)
    look->numbers[i] = (gfloat) (sum->sums[i] / sum->n);
  return sum->n > 0;
}

/* Windows of a plane that has an apron on all sides. */
static void
add_windows (Sum *sum, const gfloat *plane, gint width, gint height)
{
  const gint side = WINDOW + 2 * RETEXTURE_LOOK_APRON;
  const gint columns = MIN (MOST_ACROSS, (width - 2 * RETEXTURE_LOOK_APRON) / WINDOW);
  const gint rows = MIN (MOST_ACROSS, (height - 2 * RETEXTURE_LOOK_APRON) / WINDOW);
  gfloat *window = gegl_scratch_new (gfloat, side * side);

  for (gint i = 0; i < columns * rows; i++)
    {
      /* Spread over all of it. */
      const gint x = (width - side) * (2 * (i % columns) + 1) / (2 * columns);
      const gint y = (height - side) * (2 * (i / columns) + 1) / (2 * rows);
      RetextureTextureLook look;

      for (gint row = 0; row < side; row++)
        memcpy (window + row * side, plane + (gsize) (y + row) * width + x, side * sizeof (gfloat));
      look = retexture_texture_look_of (window, WINDOW, WINDOW);
      for (gint k = 0; k < RETEXTURE_LOOK_NUMBERS; k++)
        sum->sums[k] += look.numbers[k];
      sum->n++;
    }
  gegl_scratch_free (window);
}

/* A piece of a picture without its tone. */
static void
add_piece (Sum *sum, GeglBuffer *picture, const GeglRectangle *area)
{
  const GeglRectangle around
      = { area->x - RETEXTURE_LOOK_APRON, area->y - RETEXTURE_LOOK_APRON,
          area->width + 2 * RETEXTURE_LOOK_APRON, area->height + 2 * RETEXTURE_LOOK_APRON };
  g_autoptr (RetextureDonorTexture) texture
      = retexture_donor_texture_new (picture, &around, retexture_donor_texture_radius (RADIUS));
  const gsize n = retexture_donor_texture_n_pixels (texture);

  /* Of three values a pixel the first is luma. */
  for (gsize i = 0; i < n; i++)
    texture->texture[i] = texture->texture[3 * i];
  add_windows (sum, texture->texture, around.width, around.height);
}

/* ---- what is wanted ---- */

typedef struct
{
  gdouble distance;
  GeglRectangle area;
} Place;

static gint
compare_places (gconstpointer a, gconstpointer b)
{
  const gdouble one = ((const Place *) a)->distance, other = ((const Place *) b)->distance;

  return (one > other) - (one < other);
}

static gboolean
is_intact (const RetextureSurvey *survey,
           const gfloat *cover,
           const RetextureMaterial *target,
           gint column,
           gint row)
{
  gdouble sum = 0.0, squares = 0.0;
  gint strange = 0;

  for (gint i = 0; i < WINDOW_BLOCKS * WINDOW_BLOCKS; i++)
    {
      const gint index = (row + i / WINDOW_BLOCKS) * survey->columns + column + i % WINDOW_BLOCKS;
      const RetextureBlock *block = survey->blocks + index;
      const gdouble texture = retexture_block_texture (block);

      if (!retexture_material_is_intact (survey, cover, index)
          || texture < LEAST_TEXTURE * target->texture)
        return FALSE;
      sum += texture;
      squares += texture * texture;
      strange += !retexture_material_is_alike (block->colour, target->colour);
    }
  return strange <= MOST_STRANGE && sum * sum > EVEN * WINDOW_BLOCKS * WINDOW_BLOCKS * squares;
}

gboolean
retexture_donor_looks_around (GeglBuffer *edit,
                              const RetextureSurvey *survey,
                              const gfloat *cover,
                              const RetextureMaterial *target,
                              RetextureTextureLook *look)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  Sum sum = { .n = 0 };

  if (!target->known || target->reach <= 0.0)
    return FALSE;
  for (gint row = 0; row + WINDOW_BLOCKS <= survey->rows; row++)
    /* Every second place, like a chessboard's fields. */
    for (gint column = row % 2; column + WINDOW_BLOCKS <= survey->columns; column += 2)
      {
        const GeglRectangle first
            = retexture_survey_block_area (survey, row * survey->columns + column);
        const Place place
            = { hypot (first.x + WINDOW / 2 - target->x, first.y + WINDOW / 2 - target->y),
                { first.x, first.y, WINDOW, WINDOW } };

        if (place.distance < AROUND * target->reach
            && is_intact (survey, cover, target, column, row))
          g_array_append_val (places, place);
      }
  g_array_sort (places, compare_places);
  for (guint i = 0; i < MIN (places->len, MOST_AROUND); i++)
    add_piece (&sum, edit, &g_array_index (places, Place, i).area);
  return finish (&sum, look);
}

/* ---- what a donor gives ---- */

static gboolean
look_at_donor (GeglBuffer *donor, const GeglRectangle *area, RetextureTextureLook *look)
{
  Sum sum = { .n = 0 };

  add_piece (&sum, donor, area);
  return finish (&sum, look);
}

static gboolean
look_at_mixture (GeglBuffer *donor, const GeglRectangle *area, RetextureTextureLook *look)
{
  const RetextureExemplarRecipe recipe = { .area = *area,
                                           .radius = RADIUS,
                                           .size = 1.0,
                                           .pixel_size = 1.0,
                                           .gaussian = TRUE,
                                           .mirrored = TRUE };
  g_autoptr (RetextureExemplar) exemplar = retexture_exemplar_new (donor, &recipe, NULL);
  const gint side = SAMPLE * WINDOW + 2 * RETEXTURE_LOOK_APRON;
  gfloat *sample;
  Sum sum = { .n = 0 };

  if (!exemplar)
    return FALSE;
  sample = gegl_scratch_new (gfloat, side * side);
  retexture_tiling_render (exemplar, 1, GEGL_RECTANGLE (0, 0, side, side), NULL, NULL, sample);
  for (gint i = 0; i < side * side; i++)
    sample[i] *= (gfloat) exemplar->deviation;
  add_windows (&sum, sample, side, side);
  gegl_scratch_free (sample);
  return finish (&sum, look);
}

static gdouble
total_energy (const RetextureTextureLook *look)
{
  gdouble sum = 0.0;

  for (gint b = 0; b < RETEXTURE_LOOK_BANDS; b++)
    sum += exp (look->numbers[RETEXTURE_LOOK_ENERGY + b]);
  return log (sum);
}

/* As if both were equally strong. */
static gdouble
distance_between (const RetextureTextureLook *look, const RetextureTextureLook *wanted)
{
  const gdouble stronger = total_energy (wanted) - total_energy (look);
  RetextureTextureLook laid = *look;

  for (gint b = 0; b < RETEXTURE_LOOK_BANDS; b++)
    laid.numbers[RETEXTURE_LOOK_ENERGY + b] += (gfloat) stronger;
  return retexture_texture_look_distance (&laid, wanted);
}

RetextureDonorFit
retexture_donor_looks_try (GeglBuffer *donor,
                           const GeglRectangle *area,
                           const RetextureTextureLook *wanted)
{
  RetextureTextureLook mixed;
  RetextureDonorFit fit = { .is_seen = FALSE };
  const gboolean has_mixed = look_at_mixture (donor, area, &mixed);
  gdouble in_patches = INFINITY, anew = INFINITY;

  fit.is_seen = look_at_donor (donor, area, &fit.look);
  if (fit.is_seen)
    in_patches = (wanted ? distance_between (&fit.look, wanted) : FORM) + PATCHES;
  if (has_mixed && (wanted || fit.is_seen))
    anew = distance_between (&mixed, wanted ? wanted : &fit.look);
  fit.distance = MIN (in_patches, anew);
  fit.structured = in_patches < anew;
  return fit;
}

gboolean
retexture_donor_looks_alike (const RetextureDonorFit *one, const RetextureDonorFit *other)
{
  return one->is_seen && other->is_seen && distance_between (&one->look, &other->look) < ALIKE;
}

/* ---- many donors ---- */

typedef struct
{
  GArray *regions;
  GeglBuffer *donor;
  const RetextureTextureLook *wanted;
} Job;

/* Called with a range of the regions, from several threads. */
static void
look_at_regions (gsize offset, gsize size, gpointer user_data)
{
  const Job *job = user_data;

  for (gsize i = offset; i < offset + size; i++)
    {
      RetextureDonorRegion *region = &g_array_index (job->regions, RetextureDonorRegion, i);

      region->fit = retexture_donor_looks_try (job->donor, &region->area, job->wanted);
      if (job->wanted)
        region->score = pow (region->score, SCORE) * exp (-region->fit.distance)
                        * pow (region->area.width, SIZE);
    }
}

void
retexture_donor_looks_sort (GArray *regions, GeglBuffer *donor, const RetextureTextureLook *wanted)
{
  Job job = { regions, donor, wanted };

  gegl_parallel_distribute_range (regions->len, 1.0, look_at_regions, &job);
  retexture_donor_regions_sort (regions);
  while (regions->len > 0
         && !(g_array_index (regions, RetextureDonorRegion, regions->len - 1).score > 0.0))
    g_array_set_size (regions, regions->len - 1);
}
