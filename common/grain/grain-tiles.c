/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "grain-tiles.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "quantile.h"

#define TILE RETEXTURE_GRAIN_TILE
#define N RETEXTURE_GRAIN_TILE_PIXELS

/* Terms of a surface: 1, x, y, x^2, x y, y^2. */
#define N_TERMS 6

/* Tiles looked at in a large picture: enough for every tone, and soon done. */
#define MAX_CANDIDATES 6000

/* Structure is judged by the means of blocks of this size. */
#define BLOCK 8
#define N_BLOCKS ((TILE / BLOCK) * (TILE / BLOCK))

/* The tenth part with the least structure is nothing but grain; the means of blocks of grain alone
 * scatter, hardly ever to more than this many times its median. To keep fewer would be to prefer
 * tiles whose grain happens to be fine. */
#define STRUCTURE_LIMIT 4.5

/* Grain has at least this share of the variance that most tiles of its tone have; what an edit has
 * smoothed has less, what has texture more than the upper limit. */
#define LEAST_SHARE 0.5
#define LARGEST_SHARE 1.8
#define TONE_BINS 10

/* In an untouched picture, how many tiles of a tone have less fine variance than its grain has:
 * what has more is texture. Where an edit smoothed up to half of a tone, the grain is above that.
 */
#define USUAL_UNTOUCHED 0.25
#define USUAL_EDITED 0.6

/* Nor, in an untouched one, has grain more than so many of all tiles of its tone have, those with
 * structure among them. */
#define LEAST_UNTOUCHED 0.1

/* Clipped tones show no grain, or half of it. */
#define DARKEST 0.004
#define LIGHTEST 0.985
#define CLIPPED_PIXELS (N / 100)

#define FEWEST_TILES 4

/* What has less than a twentieth of an 8-bit level in its finest frequencies, rounding left aside,
 * has nothing to measure. */
#define LEAST_VARIANCE (0.05 * 0.05 / 255.0 / 255.0)

/* What the mask of the finest frequencies does to the variance of white noise. */
#define FINE_GAIN 36.0

static const gdouble luma_weights[3] = { 0.30, 0.59, 0.11 };

/* ---- one tile ---- */

/* Orthonormal on the tile, by Gram and Schmidt. */
static const gdouble (*surface_terms (void))[N]
{
  static gdouble (*terms)[N] = NULL;

  if (g_once_init_enter (&terms))
    {
      gdouble (*made)[N] = g_malloc (N_TERMS * sizeof *made);

      for (gint t = 0; t < N_TERMS; t++)
        {
          gdouble length = 0.0;

          for (gint i = 0; i < N; i++)
            {
              const gdouble x = (i % TILE - 0.5 * (TILE - 1)) / TILE;
              const gdouble y = (i / TILE - 0.5 * (TILE - 1)) / TILE;
              const gdouble values[N_TERMS] = { 1.0, x, y, x * x, x * y, y * y };

              made[t][i] = values[t];
            }
          for (gint s = 0; s < t; s++)
            {
              gdouble shared = 0.0;

              for (gint i = 0; i < N; i++)
                shared += made[t][i] * made[s][i];
              for (gint i = 0; i < N; i++)
                made[t][i] -= shared * made[s][i];
            }
          for (gint i = 0; i < N; i++)
            length += made[t][i] * made[t][i];
          for (gint i = 0; i < N; i++)
            made[t][i] /= sqrt (length);
        }
      g_once_init_leave (&terms, made);
    }
  return (const gdouble (*)[N]) terms;
}

static void
take_surface_away (gfloat *plane)
{
  const gdouble (*terms)[N] = surface_terms ();

  for (gint t = 0; t < N_TERMS; t++)
    {
      gdouble share = 0.0;

      for (gint i = 0; i < N; i++)
        share += plane[i] * terms[t][i];
      for (gint i = 0; i < N; i++)
        plane[i] -= share * terms[t][i];
    }
}

static void
read_planes (GeglBuffer *picture, gint x, gint y, gfloat planes[3][N])
{
  const Babl *format = babl_format_with_space ("R'G'B' float", gegl_buffer_get_format (picture));
  gfloat pixels[3 * N];

  gegl_buffer_get (picture, GEGL_RECTANGLE (x, y, TILE, TILE), 1.0, format, pixels,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_CLAMP);
  for (gint i = 0; i < N; i++)
    for (gint c = 0; c < 3; c++)
      planes[c][i] = isfinite (pixels[3 * i + c]) ? pixels[3 * i + c] : 0.0f;
}

static gdouble
mean_of (const gfloat *plane)
{
  gdouble sum = 0.0;

  for (gint i = 0; i < N; i++)
    sum += plane[i];
  return sum / N;
}

void
retexture_grain_tile_read (
    GeglBuffer *picture, gint x, gint y, gfloat residual[3][N], gdouble tone[3])
{
  read_planes (picture, x, y, residual);
  for (gint c = 0; c < 3; c++)
    {
      tone[c] = mean_of (residual[c]);
      take_surface_away (residual[c]);
    }
}

/* The surface's terms took some of the variance with them. */
static gdouble
variance_of (const gfloat *residual)
{
  gdouble sum = 0.0;

  for (gint i = 0; i < N; i++)
    sum += residual[i] * residual[i];
  return sum / (N - N_TERMS);
}

static gdouble
fine_variance_of (const gfloat *plane)
{
  gdouble sum = 0.0;

  for (gint y = 1; y < TILE - 1; y++)
    for (gint x = 1; x < TILE - 1; x++)
      {
        const gfloat *here = plane + y * TILE + x;
        const gdouble fine = retexture_grain_fine (here - TILE, here, here + TILE, 1);

        sum += fine * fine;
      }
  return sum / ((TILE - 2) * (TILE - 2));
}

static gdouble
block_variance_of (const gfloat *residual)
{
  gdouble means[N_BLOCKS] = { 0.0 };
  gdouble sum = 0.0;

  for (gint i = 0; i < N; i++)
    means[i / TILE / BLOCK * (TILE / BLOCK) + i % TILE / BLOCK] += residual[i];
  for (gint b = 0; b < N_BLOCKS; b++)
    sum += means[b] * means[b];
  return sum / N_BLOCKS;
}

static gboolean
is_clipped (gfloat planes[3][N])
{
  for (gint c = 0; c < 3; c++)
    {
      gint clipped = 0;

      for (gint i = 0; i < N; i++)
        clipped += planes[c][i] < DARKEST || planes[c][i] > LIGHTEST;
      if (clipped > CLIPPED_PIXELS)
        return TRUE;
    }
  return FALSE;
}

static gboolean
counts (GeglBuffer *weight, gint x, gint y)
{
  gfloat values[N];

  if (!weight)
    return TRUE;
  gegl_buffer_get (weight, GEGL_RECTANGLE (x, y, TILE, TILE), 1.0, babl_format ("Y float"), values,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  for (gint i = 0; i < N; i++)
    if (!(values[i] >= 0.5f))
      return FALSE;
  return TRUE;
}

static gboolean
is_opaque (GeglBuffer *picture, gint x, gint y)
{
  const Babl *format = gegl_buffer_get_format (picture);
  gfloat alpha[2 * N];

  if (!babl_format_has_alpha (format))
    return TRUE;
  gegl_buffer_get (picture, GEGL_RECTANGLE (x, y, TILE, TILE), 1.0,
                   babl_format_with_space ("YA float", format), alpha, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);
  for (gint i = 0; i < N; i++)
    if (alpha[2 * i + 1] < 1.0f)
      return FALSE;
  return TRUE;
}

static gboolean
look_at (GeglBuffer *picture, GeglBuffer *weight, RetextureGrainTile *tile)
{
  gfloat planes[3][N], luma[N];
  gdouble fine;

  if (!counts (weight, tile->x, tile->y) || !is_opaque (picture, tile->x, tile->y))
    return FALSE;
  read_planes (picture, tile->x, tile->y, planes);
  if (is_clipped (planes))
    return FALSE;
  for (gint c = 0; c < 3; c++)
    {
      tile->tone[c] = mean_of (planes[c]);
      tile->fine[c] = fine_variance_of (planes[c]);
      take_surface_away (planes[c]);
      tile->variance[c] = variance_of (planes[c]);
    }
  for (gint i = 0; i < N; i++)
    luma[i] = luma_weights[0] * planes[0][i] + luma_weights[1] * planes[1][i]
              + luma_weights[2] * planes[2][i];
  fine = fine_variance_of (luma);
  tile->structure = block_variance_of (luma) / MAX (fine, 1e-12);
  return fine > FINE_GAIN * (retexture_grain_rounding_variance (picture) + LEAST_VARIANCE);
}

gdouble
retexture_grain_rounding_variance (GeglBuffer *picture)
{
  const Babl *type = babl_format_get_type (gegl_buffer_get_format (picture), 0);
  const gdouble level = type == babl_type ("u8") ? 1 / 255.0 : 0.0;

  return level * level / 12.0;
}

/* ---- which tiles ---- */

/* All tiles of the picture, or in a large one every so many of them. */
static GArray *
strew_tiles (const GeglRectangle *extent)
{
  const gint columns = extent->width / TILE, rows = extent->height / TILE;
  const gdouble stride = MAX (1.0, (gdouble) columns * rows / MAX_CANDIDATES);
  GArray *tiles = g_array_new (FALSE, FALSE, sizeof (RetextureGrainTile));

  for (gdouble i = 0.0; i < (gdouble) columns * rows; i += stride)
    {
      const gint index = (gint) i;
      const RetextureGrainTile tile
          = { .x = extent->x + index % columns * TILE, .y = extent->y + index / columns * TILE };

      g_array_append_val (tiles, tile);
    }
  return tiles;
}

typedef struct
{
  GeglBuffer *picture, *weight;
  GCancellable *cancellable;
  RetextureGrainTile *tiles;
  guint8 *usable; /* for each of them */
} Look;

/* Called with a range of tiles, from several threads. */
static void
look_at_tiles (gsize offset, gsize size, gpointer user_data)
{
  const Look *look = user_data;

  for (gsize i = offset; i < offset + size && !g_cancellable_is_cancelled (look->cancellable); i++)
    look->usable[i] = look_at (look->picture, look->weight, look->tiles + i);
}

static GArray *
list_candidates (GeglBuffer *picture, GeglBuffer *weight, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) tiles = strew_tiles (gegl_buffer_get_extent (picture));
  g_autofree guint8 *usable = g_new0 (guint8, tiles->len + 1);
  Look look = { picture, weight, cancellable, (RetextureGrainTile *) tiles->data, usable };
  guint n = 0;

  gegl_parallel_distribute_range (tiles->len, 16.0, look_at_tiles, &look);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  for (guint i = 0; i < tiles->len; i++)
    if (usable[i])
      look.tiles[n++] = look.tiles[i];
  g_array_set_size (tiles, n);
  return g_steal_pointer (&tiles);
}

static gint
compare_structure (gconstpointer a, gconstpointer b)
{
  const gdouble one = ((const RetextureGrainTile *) a)->structure;
  const gdouble other = ((const RetextureGrainTile *) b)->structure;

  return one < other ? -1 : one > other;
}

static const RetextureGrainTile *
tile_at (const GArray *tiles, guint i)
{
  return &g_array_index (tiles, RetextureGrainTile, i);
}

static gdouble
luma_of (const gdouble values[3])
{
  return luma_weights[0] * values[0] + luma_weights[1] * values[1] + luma_weights[2] * values[2];
}

static gint
bin_of (const RetextureGrainTile *tile)
{
  return CLAMP ((gint) (luma_of (tile->tone) * TONE_BINS), 0, TONE_BINS - 1);
}

/* Tiles are sorted by structure: the first tenth says what grain alone has. */
static void
drop_structured (GArray *tiles)
{
  const guint tenth = MAX (tiles->len / 10, 1);
  guint n = 0;

  if (!tiles->len)
    return;
  while (n < tiles->len
         && tile_at (tiles, n)->structure
                <= STRUCTURE_LIMIT * tile_at (tiles, tenth / 2)->structure)
    n++;
  g_array_set_size (tiles, n);
}

/* The fine variance of each tone's tiles that a share of them has less than. */
static void
find_quantiles (const GArray *tiles, gdouble share_below, gdouble quantiles[TONE_BINS])
{
  for (gint b = 0; b < TONE_BINS; b++)
    {
      g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gdouble));

      for (guint i = 0; i < tiles->len; i++)
        if (bin_of (tile_at (tiles, i)) == b)
          {
            const gdouble fine = luma_of (tile_at (tiles, i)->fine);

            g_array_append_val (numbers, fine);
          }
      quantiles[b] = retexture_quantile ((gdouble *) numbers->data, numbers->len, share_below);
    }
}

/* `usual`: how much fine variance the grain of each tone has. */
static void
drop_smoothed_and_textured (GArray *tiles, const gdouble usual[TONE_BINS])
{
  for (guint i = tiles->len; i-- > 0;)
    {
      const RetextureGrainTile *tile = tile_at (tiles, i);
      const gdouble share = luma_of (tile->fine) / MAX (usual[bin_of (tile)], 1e-12);

      if (share < LEAST_SHARE || share > LARGEST_SHARE)
        g_array_remove_index (tiles, i);
    }
}

GArray *
retexture_grain_tiles_find (GeglBuffer *picture,
                            GeglBuffer *weight,
                            gboolean untouched,
                            GCancellable *cancellable,
                            GError **error)
{
  GArray *tiles = list_candidates (picture, weight, cancellable, error);
  gdouble least[TONE_BINS], usual[TONE_BINS];

  if (!tiles)
    return NULL;
  find_quantiles (tiles, LEAST_UNTOUCHED, least);
  g_array_sort (tiles, compare_structure);
  drop_structured (tiles);
  find_quantiles (tiles, untouched ? USUAL_UNTOUCHED : USUAL_EDITED, usual);
  for (gint b = 0; untouched && b < TONE_BINS; b++)
    usual[b] = MIN (usual[b], least[b]);
  drop_smoothed_and_textured (tiles, usual);
  if (tiles->len >= FEWEST_TILES)
    return tiles;

  g_array_unref (tiles);
  g_set_error (error, RETEXTURE_GRAIN_ERROR, RETEXTURE_GRAIN_ERROR_NO_FLAT_PARTS,
               _ ("There is too little to measure the grain from: it takes at least %d flat, "
                  "untouched places of %d × %d pixels. Take the grain from another layer."),
               FEWEST_TILES, TILE, TILE);
  return NULL;
}
