/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A window's score is a product of what makes texture worth borrowing, each 0 to 1: it is more than
 * noise; it is the same all over the window, without edges; nothing coarser disturbs it; it is
 * near the target, and like it in tone and colour, and like its surroundings in strength and
 * fineness; and it is large.
 */
#include "donor-regions.h"

#include "quantile.h"

#include <math.h>
#include <string.h>

/* Sides of the windows that are tried, in blocks; the last ones, in which only fine texture has
 * room, where there is nothing else. */
static const gint sides[] = { 24, 18, 14, 10, 7, 5 };
static const gint small_sides[] = { 4, 3 };

/* At most this share of a window may be clipped. */
#define MOST_CLIPPED 0.02

/* Differences at which a likeness has fallen to 1/e: of luma, of the colour's direction, and of
 * energies, as natural logarithms. */
#define TONE_REACH 0.15
#define COLOUR_REACH 0.06
#define ENERGY_REACH 1.1

/* A block as many times as strong as the mean, as a natural logarithm, is a hair or a spot. */
#define SPOT_REACH 1.1

/* A distance that halves the score, in reaches of the target: what is near is of the same kind. */
#define NEAR 16.0

/* Two regions that share more than this of the smaller one are the same to the user. */
#define MOST_SHARED 0.15

/* Less is no donor, but the least bad of what there is. */
#define LEAST_SCORE 0.12

/* Below this share of the surroundings' texture a region is plastic itself; and below this energy
 * it is nothing but the rounding of 8 bits. */
#define LEAST_TEXTURE 0.25
#define ROUNDING 3e-6

/* What white noise has in the second and third band together, for a unit in the finest. */
#define WHITE_TAIL 0.06

/* The share of windows' score that mere noise still gets: grain is texture, too. */
#define NOISE_SHARE 0.3

/* Fewer surrounding blocks than these say nothing. */
#define FEWEST_BLOCKS 6

static gint
count (const RetextureSurvey *survey)
{
  return survey->columns * survey->rows;
}

static void
direction_of (const gdouble *colour, gdouble *direction)
{
  const gdouble sum = colour[0] + colour[1] + colour[2] + 1e-3;

  for (gint c = 0; c < 3; c++)
    direction[c] = colour[c] / sum;
}

static gdouble
tone_of (const gdouble *colour)
{
  return 0.30 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2];
}

static gdouble
colour_distance (const gdouble *one, const gdouble *other)
{
  gdouble a[3], b[3], sum = 0.0;

  direction_of (one, a);
  direction_of (other, b);
  for (gint c = 0; c < 3; c++)
    sum += (a[c] - b[c]) * (a[c] - b[c]);
  return sqrt (sum);
}

gdouble
retexture_material_distance (const gfloat *colour, const gdouble *other)
{
  const gdouble exact[3] = { colour[0], colour[1], colour[2] };

  return colour_distance (exact, other);
}

gboolean
retexture_material_is_alike (const gfloat *colour, const gdouble *other)
{
  return retexture_material_distance (colour, other) < COLOUR_REACH;
}

/* ---- the target ---- */

gboolean
retexture_material_is_outside (const RetextureSurvey *edit, const gfloat *cover, gint i)
{
  return cover[i] <= RETEXTURE_MOST_COVERED && edit->blocks[i].opaque >= 1.0f
         && edit->blocks[i].clipped <= MOST_CLIPPED;
}

gboolean
retexture_material_is_intact (const RetextureSurvey *edit, const gfloat *cover, gint i)
{
  const gdouble texture = retexture_block_texture (edit->blocks + i);

  return retexture_material_is_outside (edit, cover, i) && texture > ROUNDING
         && edit->blocks[i].energy[RETEXTURE_SURVEY_BANDS - 1] < texture;
}

RetextureMaterial
retexture_material_of (const RetextureSurvey *edit, const gfloat *cover, const guint8 *ring)
{
  const gint n = count (edit);
  g_autofree gdouble *textures = g_new (gdouble, n);
  g_autofree gdouble *finenesses = g_new (gdouble, n);
  RetextureMaterial material = { 0 };
  gdouble weight = 0.0;
  guint alike = 0;

  for (gint i = 0; i < n; i++)
    {
      const gdouble share = cover[i] * edit->blocks[i].opaque;

      /* Nothing of what is no number is still none. */
      if (!(share > 0.0))
        continue;
      for (gint c = 0; c < 3; c++)
        material.colour[c] += share * edit->blocks[i].colour[c];
      material.x += share * (edit->extent.x + (i % edit->columns + 0.5) * RETEXTURE_BLOCK);
      material.y += share * (edit->extent.y + (i / edit->columns + 0.5) * RETEXTURE_BLOCK);
      weight += share;
    }
  if (weight < 0.01)
    return material;

  material.known = TRUE;
  for (gint c = 0; c < 3; c++)
    material.colour[c] /= weight;
  material.tone = tone_of (material.colour);
  material.x /= weight;
  material.y /= weight;
  material.reach = 0.5 * sqrt (weight) * RETEXTURE_BLOCK;
  for (gint i = 0; i < n; i++)
    if (ring && ring[i] && retexture_material_is_alike (edit->blocks[i].colour, material.colour))
      {
        textures[alike] = retexture_block_texture (edit->blocks + i);
        finenesses[alike++] = edit->blocks[i].energy[0] / (edit->blocks[i].energy[2] + ROUNDING);
      }
  if (alike >= FEWEST_BLOCKS)
    {
      material.texture = retexture_quantile (textures, alike, 0.6);
      material.fineness = retexture_quantile (finenesses, alike, 0.5);
    }
  return material;
}

/* ---- windows ---- */

static gdouble
likeness (gdouble difference, gdouble reach)
{
  return exp (-(difference / reach) * (difference / reach));
}

static gdouble
energy_likeness (gdouble one, gdouble other)
{
  return likeness (log ((one + ROUNDING) / (other + ROUNDING)), ENERGY_REACH);
}

typedef struct
{
  gdouble colour[3], energy[RETEXTURE_SURVEY_BANDS], clipped;
  gdouble texture, squared_texture; /* of its blocks: mean, mean square */
  gboolean usable;
} Window;

/* A sun, or what is no number, is no texture; and would be in all sums that follow it. */
#define MOST_SUMMED 1e3

/* What is summed up over a window's blocks. */
enum
{
  COLOUR,
  ENERGY = COLOUR + 3,
  TEXTURE = ENERGY + RETEXTURE_SURVEY_BANDS,
  SQUARED_TEXTURE,
  CLIPPED,
  UNUSABLE,
  N_SUMS
};

typedef struct
{
  gdouble values[N_SUMS];
} Sums;

static Sums
sums_of (const RetextureBlock *block, gfloat forbidden)
{
  gboolean usable
      = block->opaque >= 1.0f - RETEXTURE_MOST_COVERED && forbidden <= RETEXTURE_MOST_COVERED;
  Sums sums = { 0 };

  for (gint c = 0; c < 3; c++)
    sums.values[COLOUR + c] = block->colour[c];
  for (gint band = 0; band < RETEXTURE_SURVEY_BANDS; band++)
    sums.values[ENERGY + band] = block->energy[band];
  sums.values[TEXTURE] = retexture_block_texture (block);
  sums.values[SQUARED_TEXTURE] = sums.values[TEXTURE] * sums.values[TEXTURE];
  sums.values[CLIPPED] = block->clipped;
  for (gint k = 0; k < UNUSABLE; k++)
    usable = usable && fabs (sums.values[k]) < MOST_SUMMED;
  return usable ? sums : (Sums){ .values[UNUSABLE] = 1.0 };
}

/* Sums over all blocks above and left of each corner of a block: F. C. Crow, "Summed-Area Tables
 * for Texture Mapping", Proc. SIGGRAPH (1984) 207-212. A row more than there are of blocks, and a
 * column. */
static Sums *
sum_up (const RetextureSurvey *survey, const gfloat *forbidden)
{
  const gint stride = survey->columns + 1;
  Sums *table = g_new0 (Sums, (gsize) stride * (survey->rows + 1));

  for (gint y = 0; y < survey->rows; y++)
    {
      Sums *corner = table + (gsize) (y + 1) * stride + 1;
      Sums row = { 0 };

      for (gint x = 0; x < survey->columns; x++)
        {
          const gint index = y * survey->columns + x;
          const Sums own = sums_of (survey->blocks + index, forbidden ? forbidden[index] : 0.0f);

          for (gint k = 0; k < N_SUMS; k++)
            {
              row.values[k] += own.values[k];
              corner[x].values[k] = corner[x - stride].values[k] + row.values[k];
            }
        }
    }
  return table;
}

/* All but the strongest block, which takes longest. */
static Window
look_through (const Sums *table, gint stride, gint x, gint y, gint side)
{
  const Sums *above = table + (gsize) y * stride + x, *below = above + (gsize) side * stride;
  gdouble means[N_SUMS];
  Window window;

  for (gint k = 0; k < N_SUMS; k++)
    means[k]
        = (below[side].values[k] - below[0].values[k] - above[side].values[k] + above[0].values[k])
          / (side * side);
  memcpy (window.colour, means + COLOUR, sizeof window.colour);
  memcpy (window.energy, means + ENERGY, sizeof window.energy);
  window.texture = means[TEXTURE];
  window.squared_texture = means[SQUARED_TEXTURE];
  window.clipped = means[CLIPPED];
  window.usable = means[UNUSABLE] * side * side < 0.5;
  return window;
}

static gdouble
find_strongest (const RetextureSurvey *survey, gint x, gint y, gint side)
{
  gdouble strongest = 0.0;

  for (gint i = 0; i < side * side; i++)
    strongest
        = MAX (strongest, retexture_block_texture (survey->blocks + (y + i / side) * survey->columns
                                                   + x + i % side));
  return strongest;
}

/* But for single blocks that stand out, which only lower it. */
static gdouble
score_of (const Window *window, const RetextureMaterial *wanted, gint side, gdouble x, gdouble y)
{
  const gdouble noise = MIN (1.0, window->energy[0] * WHITE_TAIL
                                      / (window->energy[1] + window->energy[2] + ROUNDING));
  const gdouble even = window->texture * window->texture / (window->squared_texture + 1e-18);
  const gdouble undisturbed
      = window->texture / (window->texture + window->energy[RETEXTURE_SURVEY_BANDS - 1]);
  gdouble score = (1.0 - (1.0 - NOISE_SHARE) * noise) * even * even * undisturbed * sqrt (side);

  if (!window->usable || window->clipped > MOST_CLIPPED || window->texture < ROUNDING)
    return 0.0;
  if (wanted->known)
    {
      const gdouble tone = tone_of (window->colour);

      score *= likeness (tone - wanted->tone, TONE_REACH)
               * likeness (colour_distance (window->colour, wanted->colour), COLOUR_REACH);
    }
  if (wanted->reach > 0.0)
    score /= 1.0 + hypot (x - wanted->x, y - wanted->y) / (NEAR * wanted->reach);
  if (wanted->texture > 4.0 * ROUNDING)
    {
      if (window->texture < LEAST_TEXTURE * wanted->texture)
        return 0.0;
      score *= energy_likeness (window->texture, wanted->texture)
               * energy_likeness (window->energy[0] / (window->energy[2] + ROUNDING),
                                  wanted->fineness);
    }
  return score;
}

static gdouble
spotless (const Window *window, gdouble strongest)
{
  return likeness (log (strongest / (window->texture + ROUNDING)), SPOT_REACH);
}

static gint
compare_scores (gconstpointer a, gconstpointer b)
{
  const gdouble one = ((const RetextureDonorRegion *) a)->score;
  const gdouble other = ((const RetextureDonorRegion *) b)->score;

  return (one < other) - (one > other);
}

static gboolean
is_much_the_same (const GeglRectangle *one, const GeglRectangle *other)
{
  const gdouble smaller
      = MIN ((gdouble) one->width * one->height, (gdouble) other->width * other->height);
  GeglRectangle shared;

  return gegl_rectangle_intersect (&shared, one, other)
         && (gdouble) shared.width * shared.height > MOST_SHARED * smaller;
}

void
retexture_donor_regions_sort (GArray *regions)
{
  g_array_sort (regions, compare_scores);
}

/* Appends the windows of one size that are worth anything. */
static void
try_side (const RetextureSurvey *picture,
          const Sums *table,
          const RetextureMaterial *wanted,
          gint side,
          GArray *regions)
{
  const gint step = MAX (1, side / 4), size = side * RETEXTURE_BLOCK;

  for (gint y = 0; y + side <= picture->rows; y += step)
    for (gint x = 0; x + side <= picture->columns; x += step)
      {
        const Window window = look_through (table, picture->columns + 1, x, y, side);
        RetextureDonorRegion region
            = { .area = { picture->extent.x + x * RETEXTURE_BLOCK,
                          picture->extent.y + y * RETEXTURE_BLOCK, size, size } };

        region.score = score_of (&window, wanted, side, region.area.x + 0.5 * size,
                                 region.area.y + 0.5 * size);
        if (region.score > LEAST_SCORE)
          region.score *= spotless (&window, find_strongest (picture, x, y, side));
        if (region.score > LEAST_SCORE)
          g_array_append_val (regions, region);
      }
}

GArray *
retexture_donor_regions_rank (const RetextureSurvey *picture,
                              const gfloat *forbidden,
                              const RetextureMaterial *wanted,
                              guint n)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (RetextureDonorRegion));
  GArray *best = g_array_new (FALSE, FALSE, sizeof (RetextureDonorRegion));
  g_autofree Sums *table = sum_up (picture, forbidden);

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    try_side (picture, table, wanted, sides[i], all);
  for (guint i = 0; i < G_N_ELEMENTS (small_sides) && all->len == 0; i++)
    try_side (picture, table, wanted, small_sides[i], all);
  retexture_donor_regions_sort (all);
  for (guint i = 0; i < all->len && best->len < n; i++)
    {
      const RetextureDonorRegion *region = &g_array_index (all, RetextureDonorRegion, i);
      gboolean is_new = TRUE;

      for (guint k = 0; k < best->len && is_new; k++)
        is_new = !is_much_the_same (&region->area,
                                    &g_array_index (best, RetextureDonorRegion, k).area);
      if (is_new)
        g_array_append_val (best, *region);
    }
  return best;
}

/* ---- a region the user marked ---- */

GeglRectangle
retexture_donor_regions_largest (const RetextureSurvey *picture, GeglBuffer *mask)
{
  const GeglRectangle *extent = &picture->extent;
  const gint width = extent->width;
  g_autofree gfloat *row = g_new (gfloat, width);
  g_autofree gint *heights = g_new0 (gint, width + 1); /* of what ends in this row */
  g_autofree gint *open = g_new (gint, width + 1);     /* columns of rising heights */
  GeglRectangle largest = { 0, 0, 0, 0 };

  for (gint y = 0; y < extent->height; y++)
    {
      gint n = 0;

      gegl_buffer_get (mask, GEGL_RECTANGLE (extent->x, extent->y + y, width, 1), 1.0,
                       babl_format ("Y float"), row, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      for (gint x = 0; x < width; x++)
        heights[x] = row[x] > 0.5f ? heights[x] + 1 : 0;
      /* The last column, of height 0, closes all that is open. */
      for (gint x = 0; x <= width; x++)
        {
          while (n > 0 && heights[open[n - 1]] >= heights[x])
            {
              const gint height = heights[open[--n]];
              const gint left = n > 0 ? open[n - 1] + 1 : 0;

              if ((gint64) height * (x - left) > (gint64) largest.width * largest.height)
                largest = *GEGL_RECTANGLE (extent->x + left, extent->y + y - height + 1, x - left,
                                           height);
            }
          open[n++] = x;
        }
    }
  return largest;
}
