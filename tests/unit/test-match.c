/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Match, end to end: a picture that lost its grain in one half gets it back there, and the grain
 * that is there again is compared with the truth by estimators of the test's own. What the plain
 * recipe does to the same pictures is printed beside it.
 */
#include "grain.h"
#include "grain-tiles.h"
#include "edge-aware.h"
#include "pictures.h"
#include "rendering.h"

#define TILE RETEXTURE_GRAIN_TILE
#define N (TILE * TILE)
#define BINS 16 /* of frequency */
#define TONES 10

/* What the tiles of a picture have. */
typedef struct
{
  gdouble variance[TONES][3];
  gint n[TONES];
  gdouble power[BINS + 1]; /* of luma, radially averaged; mean 1 */
  gdouble product[3][3];
  gint n_tiles;
} Statistics;

typedef struct
{
  gint x, y;
  gint tone;
} Place;

static gdouble
deviation (const Statistics *s, gint tone, gint channel)
{
  return sqrt (s->variance[tone][channel] / s->n[tone]);
}

static gdouble
correlation (const Statistics *s, gint a, gint b)
{
  return s->product[a][b] / sqrt (s->product[a][a] * s->product[b][b]);
}

/* Takes mean and slope away. */
static void
flatten (gfloat *plane)
{
  gdouble mean = 0.0, x_slope = 0.0, y_slope = 0.0, squares = 0.0;

  for (gint i = 0; i < N; i++)
    {
      const gdouble x = i % TILE - (TILE - 1) / 2.0, y = i / TILE - (TILE - 1) / 2.0;

      mean += plane[i] / N;
      x_slope += x * plane[i];
      y_slope += y * plane[i];
      squares += x * x;
    }
  for (gint i = 0; i < N; i++)
    plane[i] -= mean + x_slope / squares * (i % TILE - (TILE - 1) / 2.0)
                + y_slope / squares * (i / TILE - (TILE - 1) / 2.0);
}

/* A windowed periodogram, by the definition of the Fourier transform: rows, then columns. */
static void
add_power (const gfloat *plane, gdouble *power)
{
  static gdouble cosines[TILE], sines[TILE];
  gdouble along[2][TILE][TILE];
  gdouble sums[BINS + 2] = { 0.0 }, counts[BINS + 2] = { 0.0 };

  for (gint i = 0; i < TILE; i++)
    {
      cosines[i] = cos (2.0 * G_PI * i / TILE);
      sines[i] = sin (2.0 * G_PI * i / TILE);
    }
  for (gint y = 0; y < TILE; y++)
    for (gint u = 0; u < TILE; u++)
      {
        along[0][y][u] = along[1][y][u] = 0.0;
        for (gint x = 0; x < TILE; x++)
          {
            const gdouble value = plane[y * TILE + x]
                                  * (0.5 - 0.5 * cos (2.0 * G_PI * (x + 0.5) / TILE))
                                  * (0.5 - 0.5 * cos (2.0 * G_PI * (y + 0.5) / TILE));

            along[0][y][u] += value * cosines[x * u % TILE];
            along[1][y][u] -= value * sines[x * u % TILE];
          }
      }
  for (gint v = 0; v < TILE; v++)
    for (gint u = 0; u < TILE; u++)
      {
        const gint radius = (gint) rint (hypot (MIN (u, TILE - u), MIN (v, TILE - v)));
        gdouble real = 0.0, imaginary = 0.0;

        for (gint y = 0; y < TILE; y++)
          {
            real += along[0][y][u] * cosines[y * v % TILE] + along[1][y][u] * sines[y * v % TILE];
            imaginary
                += along[1][y][u] * cosines[y * v % TILE] - along[0][y][u] * sines[y * v % TILE];
          }
        if (radius <= BINS)
          {
            sums[radius] += real * real + imaginary * imaginary;
            counts[radius]++;
          }
      }
  for (gint i = 0; i <= BINS; i++)
    power[i] += sums[i] / counts[i];
}

static void
gather (GeglBuffer *picture, const Place *places, gint n, Statistics *s)
{
  memset (s, 0, sizeof *s);
  for (gint i = 0; i < n; i++)
    {
      gfloat pixels[3 * N], planes[3][N], luma[N];
      gdouble variances[3] = { 0.0 };

      gegl_buffer_get (picture, GEGL_RECTANGLE (places[i].x, places[i].y, TILE, TILE), 1.0,
                       babl_format ("R'G'B' float"), pixels, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      for (gint c = 0; c < 3; c++)
        {
          for (gint k = 0; k < N; k++)
            planes[c][k] = pixels[3 * k + c];
          flatten (planes[c]);
          for (gint k = 0; k < N; k++)
            variances[c] += planes[c][k] * planes[c][k] / (N - 3);
          s->variance[places[i].tone][c] += variances[c];
        }
      s->n[places[i].tone]++;
      for (gint a = 0; a < 3; a++)
        for (gint b = 0; b < 3; b++)
          for (gint k = 0; k < N; k++)
            s->product[a][b] += planes[a][k] * planes[b][k] / sqrt (variances[a] * variances[b]);
      for (gint k = 0; k < N; k++)
        luma[k] = (0.30f * planes[0][k] + 0.59f * planes[1][k] + 0.11f * planes[2][k])
                  / sqrt (variances[1]);
      add_power (luma, s->power);
      s->n_tiles++;
    }
}

/* ---- the reach ---- */

typedef struct
{
  gdouble level; /* largest relative error of any tone and channel */
  gdouble level_mean;
  gdouble within_1_db; /* share of the frequencies */
  gdouble decibels;    /* largest difference */
  gdouble correlation; /* largest difference */
} Errors;

/* Tones with fewer tiles than that are not known well enough to judge by. */
#define FEWEST_TILES 6

/* The lowest frequency is that of the tile: what flattening and the window leave of it. */
#define FIRST_BIN 1

static gint
compare_numbers (gconstpointer a, gconstpointer b)
{
  const gdouble one = *(const gdouble *) a, other = *(const gdouble *) b;

  return one < other ? -1 : one > other;
}

static gdouble
median_of (const gdouble *values, gint n)
{
  g_autofree gdouble *sorted = g_memdup2 (values, n * sizeof (gdouble));

  qsort (sorted, n, sizeof (gdouble), compare_numbers);
  return sorted[n / 2];
}

static Errors
compare (const Statistics *got, const Statistics *truth)
{
  Errors e = { 0.0 };
  gint judged = 0;
  gdouble differences[BINS + 1], median;

  for (gint t = 0; t < TONES; t++)
    for (gint c = 0; c < 3 && truth->n[t] >= FEWEST_TILES; c++)
      {
        const gdouble error = fabs (deviation (got, t, c) / deviation (truth, t, c) - 1.0);

        e.level = MAX (e.level, error);
        e.level_mean += error;
        judged++;
      }
  e.level_mean /= MAX (judged, 1);
  /* Shapes are compared: strength is judged above. */
  for (gint i = FIRST_BIN; i <= BINS; i++)
    differences[i - FIRST_BIN] = 10.0 * log10 (got->power[i] / truth->power[i]);
  median = median_of (differences, BINS - FIRST_BIN + 1);
  for (gint i = 0; i <= BINS - FIRST_BIN; i++)
    {
      e.decibels = MAX (e.decibels, fabs (differences[i] - median));
      e.within_1_db += fabs (differences[i] - median) <= 1.0 ? 1.0 / (BINS - FIRST_BIN + 1) : 0.0;
    }
  for (gint a = 0; a < 3; a++)
    for (gint b = 0; b < a; b++)
      e.correlation
          = MAX (e.correlation, fabs (correlation (got, a, b) - correlation (truth, a, b)));
  return e;
}

static void
print_errors (const gchar *name, const Errors *e)
{
  g_test_message ("measured: %-8s level %5.1f %% (mean %5.1f %%), within 1 dB over %3.0f %% of the "
                  "frequencies (worst %.1f dB), correlation off by %.3f",
                  name, 100 * e->level, 100 * e->level_mean, 100 * e->within_1_db, e->decibels,
                  e->correlation);
}

static const RetextureComposition compositions[]
    = { RETEXTURE_COMPOSITION_SOFT_LIGHT, RETEXTURE_COMPOSITION_OVERLAY,
        RETEXTURE_COMPOSITION_GRAIN_MERGE };
static const RetextureBlending blending = { .parameter = "blend", .choices = compositions };

/* The edit with its layer of noise, stored in the edit's format. */
static GeglBuffer *
noisy (GeglBuffer *edit, RetextureGrain *grain, const gchar *values)
{
  g_autoptr (RetextureParameters) parameters = retexture_method_parameters_new ("retexture:noise");
  g_autoptr (RetextureRendering) rendering
      = retexture_rendering_new ("retexture:noise", &blending, edit, NULL, NULL, 1.0);
  g_autoptr (GeglBuffer) layer
      = gegl_buffer_new (gegl_buffer_get_extent (edit), gegl_buffer_get_format (edit));
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglBuffer *result
      = gegl_buffer_new (gegl_buffer_get_extent (edit), gegl_buffer_get_format (edit));
  GeglNode *input, *aux, *compose;
  gdouble opacity;

  g_assert_true (retexture_parameters_from_text (parameters, values, NULL));
  retexture_rendering_set_analysis (rendering, G_OBJECT (grain));
  retexture_rendering_set_parameters (rendering, parameters);
  /* By way of the layer as it is stored, rounding and all. */
  gegl_node_blit_buffer (retexture_rendering_get_node (rendering, RETEXTURE_VIEW_TEXTURE), layer,
                         NULL, 0, GEGL_ABYSS_NONE);
  input = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", edit, NULL);
  aux = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", layer, NULL);
  compose = gegl_node_new_child (graph, "operation", "retexture:compose", "composition",
                                 retexture_rendering_get_composition (rendering, &opacity), NULL);
  gegl_node_link (input, compose);
  gegl_node_connect_to (aux, "output", compose, "aux");
  gegl_node_blit_buffer (compose, result, NULL, 0, GEGL_ABYSS_NONE);
  return result;
}

static void
judge (GeglBuffer *edit,
       GeglBuffer *truth,
       RetextureGrain *grain,
       const Place *places,
       gint n,
       const gchar *mode)
{
  g_autofree gchar *values = g_strdup_printf ("distribution=match\nblend=%s\n", mode);
  g_autoptr (GeglBuffer) ours = noisy (edit, grain, values);
  g_autoptr (GeglBuffer) recipe = noisy (edit, NULL, "amount=3\nsoftness=0.3\n");
  Statistics wanted, got, plain;
  Errors e;

  gather (truth, places, n, &wanted);
  gather (ours, places, n, &got);
  gather (recipe, places, n, &plain);
  e = compare (&plain, &wanted);
  print_errors ("recipe:", &e);
  e = compare (&got, &wanted);
  print_errors ("match:", &e);
  g_assert_cmpfloat (e.level, <, 0.10);
  g_assert_cmpfloat (e.within_1_db, >=, 0.80);
  g_assert_cmpfloat (e.correlation, <, 0.05);
}

/* ---- a picture whose noise is known ---- */

#define WIDTH 1280
#define HEIGHT 640

/* Tones in squares of two tiles, so that each is on both halves; with slopes, and edges between. */
static gfloat
clean_tone (gint x, gint y, gint c)
{
  const gint square = (x % (WIDTH / 2)) / 64 + y / 64;

  return 0.06f + 0.088f * (square % TONES) + 0.012f * c + 0.0003f * (x % 64);
}

static gint
tone_of_square (gint x, gint y)
{
  return ((x % (WIDTH / 2)) / 64 + y / 64) % TONES;
}

/* Standard normal, by the central limit of twelve hashes of pictures.h. */
static gdouble
normal_at (gint x, gint y, gint plane)
{
  gdouble sum = -6.0;

  for (gint k = 0; k < 12; k++)
    sum += noise_at (x + 3001 * k, y + 1009 * k + 7, plane * 12 + k + 100);
  return sum;
}

/* White noise and as much of a coarse one, channels that share a part of it; the variance of
 * each grows with its tone, as photons make it. */
static GeglBuffer *
noisy_truth (GeglBuffer *clean)
{
  const gdouble radius = 0.8;
  g_autofree gfloat *rgba = pixels_of (clean);
  g_autofree gdouble *planes = g_new (gdouble, (gsize) 4 * WIDTH * HEIGHT);

  for (gint p = 0; p < 4; p++)
    {
      g_autofree gdouble *white = g_new (gdouble, (gsize) WIDTH * HEIGHT);

      for (gint i = 0; i < WIDTH * HEIGHT; i++)
        white[i] = normal_at (i % WIDTH, i / WIDTH, p);
      for (gint y = 0; y < HEIGHT; y++)
        for (gint x = 0; x < WIDTH; x++)
          {
            gdouble sum = 0.0, squares = 0.0;

            for (gint v = -3; v <= 3; v++)
              for (gint u = -3; u <= 3; u++)
                {
                  const gdouble w = exp (-(u * u + v * v) / (2.0 * radius * radius));

                  sum += w * white[(y + v + HEIGHT) % HEIGHT * WIDTH + (x + u + WIDTH) % WIDTH];
                  squares += w * w;
                }
            planes[4 * (y * WIDTH + x) + p]
                = 0.6 * white[y * WIDTH + x] + 0.8 * sum / sqrt (squares);
          }
    }
  for (gint i = 0; i < WIDTH * HEIGHT; i++)
    for (gint c = 0; c < 3; c++)
      {
        static const gdouble gains[] = { 4e-4, 2.5e-4, 6e-4 };
        const gdouble sigma = sqrt (gains[c] * rgba[4 * i + c] + 2e-5);

        rgba[4 * i + c] += sigma * (0.6 * planes[4 * i + 3] + 0.8 * planes[4 * i + c]);
      }
  return picture_from_pixels ("R'G'B' float", GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), rgba);
}

static GeglBuffer *
clean_picture (void)
{
  g_autofree gfloat *rgba = g_new (gfloat, (gsize) 4 * WIDTH * HEIGHT);

  for (gint i = 0; i < WIDTH * HEIGHT; i++)
    for (gint c = 0; c < 4; c++)
      rgba[4 * i + c] = c == 3 ? 1.0f : clean_tone (i % WIDTH, i / WIDTH, c);
  return picture_from_pixels ("R'G'B' float", GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), rgba);
}

/* `whole` with `part` of `other`, in `format`. */
static GeglBuffer *
patched (GeglBuffer *whole, GeglBuffer *other, const GeglRectangle *part, const gchar *format)
{
  GeglBuffer *both = gegl_buffer_new (gegl_buffer_get_extent (whole), babl_format (format));

  gegl_buffer_copy (whole, NULL, GEGL_ABYSS_NONE, both, NULL);
  gegl_buffer_copy (other, part, GEGL_ABYSS_NONE, both, part);
  return both;
}

/* The four tiles of each square of the right half. */
static GArray *
known_places (void)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));

  for (gint y = 0; y < HEIGHT; y += TILE)
    for (gint x = WIDTH / 2; x < WIDTH; x += TILE)
      {
        const Place place = { x, y, tone_of_square (x, y) };

        g_array_append_val (places, place);
      }
  return places;
}

static void
match_on_known_noise (const gchar *format, const gchar *mode)
{
  g_autoptr (GeglBuffer) clean = clean_picture ();
  g_autoptr (GeglBuffer) exact = noisy_truth (clean);
  const GeglRectangle right = { WIDTH / 2, 0, WIDTH / 2, HEIGHT };
  g_autoptr (GeglBuffer) truth = patched (exact, exact, &right, format);
  g_autoptr (GeglBuffer) edit = patched (exact, clean, &right, format);
  g_autoptr (GArray) places = known_places ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RetextureGrain) grain = retexture_grain_measure (edit, NULL, FALSE, NULL, &error);

  g_assert_no_error (error);
  g_test_message ("measured: known noise, %s, %s", format, mode);
  judge (edit, truth, grain, (Place *) places->data, places->len, mode);
}

static void
known_noise_comes_back_as_it_was (void)
{
  static const gchar *modes[] = { "soft-light", "overlay", "grain-merge" };

  for (guint m = 0; m < G_N_ELEMENTS (modes); m++)
    {
      match_on_known_noise ("R'G'B' float", modes[m]);
      match_on_known_noise ("R'G'B' u8", modes[m]);
    }
}

/* The judgement of what is there is good to 10 %, so a little is added in places: as variance, less
 * than 2 % of the grain's. */
static void
what_kept_its_grain_stays_as_it_is (void)
{
  g_autoptr (GeglBuffer) clean = clean_picture ();
  g_autoptr (GeglBuffer) truth = noisy_truth (clean);
  g_autoptr (RetextureGrain) grain = retexture_grain_measure (truth, NULL, TRUE, NULL, NULL);
  g_autoptr (GeglBuffer) result = noisy (truth, grain, "distribution=match\nblend=grain-merge\n");
  g_autofree gfloat *before = pixels_of (truth);
  g_autofree gfloat *after = pixels_of (result);
  g_autofree gfloat *without = pixels_of (clean);
  gdouble added = 0.0, there = 0.0;

  for (gint i = 0; i < 4 * WIDTH * HEIGHT; i++)
    {
      added += (gdouble) (after[i] - before[i]) * (after[i] - before[i]);
      there += (gdouble) (before[i] - without[i]) * (before[i] - without[i]);
    }
  g_test_message ("measured: added %.2f %% of the grain's variance where it was kept",
                  100.0 * added / there);
  g_assert_cmpfloat (added, <, 0.02 * there);
}

/* ---- a photograph ---- */

static GeglBuffer *
load (const gchar *path)
{
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglNode *file = gegl_node_new_child (graph, "operation", "gegl:load", "path", path, NULL);
  const GeglRectangle extent = gegl_node_get_bounding_box (file);
  GeglBuffer *picture = gegl_buffer_new (&extent, babl_format ("R'G'B' u8"));

  gegl_node_blit_buffer (file, picture, NULL, 0, GEGL_ABYSS_NONE);
  return picture;
}

/* Where a part of a photograph is flat. */
static GArray *
flat_places (GeglBuffer *photograph, const GeglRectangle *part)
{
  g_autoptr (GeglBuffer) buffer = gegl_buffer_create_sub_buffer (photograph, part);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) tiles = retexture_grain_tiles_find (buffer, NULL, TRUE, NULL, &error);
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));

  g_assert_no_error (error);
  for (guint i = 0; i < tiles->len; i++)
    {
      const RetextureGrainTile *tile = &g_array_index (tiles, RetextureGrainTile, i);
      const Place place = { tile->x, tile->y, MIN ((gint) (tile->tone[1] * TONES), TONES - 1) };

      g_array_append_val (places, place);
    }
  return places;
}

/* Its left side is a bare wall above a table: the wall's upper half loses its grain, as does what
 * is beside it; the lower half, table and cup keep theirs. */
static void
the_grain_of_a_photograph_comes_back_as_it_was (void)
{
  const gchar *photos
      = g_getenv ("RETEXTURE_PHOTOS") ? g_getenv ("RETEXTURE_PHOTOS") : "../shared/photos";
  g_autofree gchar *path = g_build_filename (photos, "pixls-high-iso-noise-cup-800.jpg", NULL);
  g_autoptr (GeglBuffer) photograph = NULL;
  g_autoptr (GeglBuffer) smooth = NULL;
  g_autoptr (GeglBuffer) edit = NULL;
  g_autoptr (GArray) places = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RetextureGrain) grain = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the photograph with high-ISO noise is not here");
      return;
    }
  photograph = load (path);
  smooth = gegl_buffer_new (gegl_buffer_get_extent (photograph), babl_format ("R'G'B' float"));
  retexture_edge_aware_blur (photograph, smooth, gegl_buffer_get_extent (photograph), 8.0, 0.15);
  edit = patched (photograph, smooth, GEGL_RECTANGLE (0, 96, 800, 192), "R'G'B' u8");
  places = flat_places (photograph, GEGL_RECTANGLE (0, 112, 224, 160));
  grain = retexture_grain_measure (edit, NULL, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("measured: a photograph at high ISO, %u flat tiles", places->len);
  judge (edit, photograph, grain, (Place *) places->data, places->len, "grain-merge");
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
#define TEST(name) g_test_add_func ("/match/" #name, name)
  TEST (known_noise_comes_back_as_it_was);
  TEST (what_kept_its_grain_stays_as_it_is);
  TEST (the_grain_of_a_photograph_comes_back_as_it_was);
  return g_test_run ();
}
