/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Match, end to end: a picture that lost its grain in one half gets it back there.
 */
#include "edge-aware.h"
#include "grain-trial.h"
#include "missing-grain.h"

static void
assert_as_before (Errors e)
{
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

/* White noise and as much of a coarse one, channels that share a part of it, 0 to 1, in the dark
 * and in the light; the variance of each grows with its tone, as photons make it. */
static GeglBuffer *
noisy_truth_of (GeglBuffer *clean, gdouble dark, gdouble light)
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
        const gdouble share = tone_of_square (i % WIDTH, i / WIDTH) < TONES / 2 ? dark : light;

        rgba[4 * i + c]
            += sigma * (share * planes[4 * i + 3] + sqrt (1.0 - share * share) * planes[4 * i + c]);
      }
  return picture_from_pixels ("R'G'B' float", GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), rgba);
}

static GeglBuffer *
noisy_truth (GeglBuffer *clean)
{
  return noisy_truth_of (clean, 0.6, 0.6);
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

/* The four tiles of each square of the right half whose tones are these. */
static GArray *
places_of_tones (gint from, gint to)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));

  for (gint y = 0; y < HEIGHT; y += TILE)
    for (gint x = WIDTH / 2; x < WIDTH; x += TILE)
      {
        const Place place = { x, y, tone_of_square (x, y) };

        if (place.tone >= from && place.tone <= to)
          g_array_append_val (places, place);
      }
  return places;
}

static GArray *
known_places (void)
{
  return places_of_tones (0, TONES - 1);
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
  assert_as_before (judge (edit, truth, grain, (Place *) places->data, places->len, mode));
}

static void
known_noise_comes_back_as_it_was (void)
{
  static const gchar *modes[] = { "soft-light", "overlay", "grain-merge" };

  for (guint m = 0; m < cases_to_try (G_N_ELEMENTS (modes)); m++)
    {
      match_on_known_noise ("R'G'B' float", modes[m]);
      match_on_known_noise ("R'G'B' u8", modes[m]);
    }
}

/* Channels that share little in the dark and much in the light do so again. */
static void
tones_have_grain_of_their_own (void)
{
  static const gint tones[2][2] = { { 0, 3 }, { 6, TONES - 1 } };
  g_autoptr (GeglBuffer) clean = clean_picture ();
  g_autoptr (GeglBuffer) truth = noisy_truth_of (clean, 0.3, 0.9);
  g_autoptr (GeglBuffer) edit
      = patched (truth, clean, GEGL_RECTANGLE (WIDTH / 2, 0, WIDTH / 2, HEIGHT), "R'G'B' float");
  g_autoptr (RetextureGrain) grain = retexture_grain_measure (edit, NULL, FALSE, NULL, NULL);

  g_assert_nonnull (grain);
  g_assert_cmpint (retexture_grain_get_n_ranges (grain), >, 1);
  for (guint i = 0; i < G_N_ELEMENTS (tones); i++)
    {
      g_autoptr (GArray) places = places_of_tones (tones[i][0], tones[i][1]);
      Errors e;

      g_test_message ("measured: %s", i == 0 ? "dark" : "light");
      e = judge (edit, truth, grain, (Place *) places->data, places->len, "grain-merge");
      /* One matrix for all tones is off by more than 0.3 in either. */
      g_assert_cmpfloat (e.correlation, <, 0.1);
      g_assert_cmpfloat (e.level, <, 0.1);
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

/* Mean variance of what is wished for in an area of a picture that has no grain. */
static gdouble
wished_variance_at_most (RetextureGrain *grain,
                         GeglBuffer *clean,
                         const RetextureMostGrain *most,
                         const GeglRectangle *area)
{
  const gsize n = (gsize) area->width * area->height;
  g_autofree RetextureGrainWish *wishes = g_new (RetextureGrainWish, n);
  gdouble sum = 0.0;

  retexture_missing_grain_find (grain, clean, most, area, 1.0, wishes);
  for (gsize i = 0; i < n; i++)
    for (gint c = 0; c < 3; c++)
      sum += wishes[i].deviation[c] * wishes[i].deviation[c];
  return sum / n;
}

static gdouble
wished_variance (RetextureGrain *grain,
                 GeglBuffer *clean,
                 GeglBuffer *original,
                 gdouble faded,
                 const GeglRectangle *area)
{
  const RetextureMostGrain most = { original, faded, NULL };

  return wished_variance_at_most (grain, clean, &most, area);
}

/* A picture with a share of the noise that `truth` has, on the right. */
static GeglBuffer *
fainter_on_the_right (GeglBuffer *clean, GeglBuffer *truth, gdouble share)
{
  g_autofree gfloat *smooth = pixels_of (clean), *pixels = pixels_of (truth);

  for (gint i = 0; i < 4 * WIDTH * HEIGHT; i++)
    if (i / 4 % WIDTH >= WIDTH / 2)
      pixels[i] = smooth[i] + share * (pixels[i] - smooth[i]);
  return picture_from_pixels ("R'G'B' float", GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), pixels);
}

/* What was taken for grain may be the texture of other places. */
static void
no_place_gets_more_grain_than_the_photograph_has_there (void)
{
  static const gdouble share = 0.4;
  const GeglRectangle left = { 32, 0, WIDTH / 2 - 64, HEIGHT };
  const GeglRectangle right = { WIDTH / 2 + 32, 0, WIDTH / 2 - 64, HEIGHT };
  g_autoptr (GeglBuffer) clean = clean_picture ();
  g_autoptr (GeglBuffer) truth = noisy_truth (clean);
  g_autoptr (RetextureGrain) grain = retexture_grain_measure (truth, NULL, TRUE, NULL, NULL);
  g_autoptr (GeglBuffer) photograph = fainter_on_the_right (clean, truth, share);
  gdouble whole, kept;

  whole = wished_variance (grain, clean, NULL, 1.0, &right);
  kept = wished_variance (grain, clean, photograph, 1.0, &right);
  g_test_message ("measured: %.3f of the variance where the photograph has %.3f", kept / whole,
                  share * share);
  g_assert_cmpfloat (kept, <, 1.5 * share * share * whole);
  g_assert_cmpfloat (kept, >, 0.9 * share * share * whole);
  /* Unless it is known that it had more before it was resampled. */
  g_assert_cmpfloat (wished_variance (grain, clean, photograph, share, &right), >, 0.9 * whole);
  whole = wished_variance (grain, clean, NULL, 1.0, &left);
  kept = wished_variance (grain, clean, photograph, 1.0, &left);
  g_assert_cmpfloat (kept, >, 0.95 * whole);
  g_assert_cmpfloat (kept, <=, 1.0001 * whole);
}

/* Where there is no photograph, what blocks of the picture have can be told. */
static void
blocks_tell_their_share_of_grain_and_shares_limit_it (void)
{
  static const gdouble share = 0.4;
  const GeglRectangle area = { 32, 32, 128, 64 };
  g_autoptr (GeglBuffer) clean = clean_picture ();
  g_autoptr (GeglBuffer) truth = noisy_truth (clean);
  g_autoptr (GeglBuffer) picture = fainter_on_the_right (clean, truth, share);
  g_autoptr (RetextureGrain) grain = retexture_grain_measure (truth, NULL, TRUE, NULL, NULL);
  g_autoptr (RetextureSurvey) survey = retexture_survey_new (picture, NULL);
  g_autofree gfloat *blocks = retexture_missing_grain_find_blocks (grain, picture, survey);
  g_autofree gfloat *shares = g_new (gfloat, area.width * area.height);
  const RetextureMostGrain most = { .shares = shares };
  const gdouble whole = wished_variance (grain, clean, NULL, 1.0, &area);
  gdouble means[2] = { 0.0 }, limited;
  gint counts[2] = { 0 };

  for (gint i = 0; i < survey->columns * survey->rows; i++)
    {
      const GeglRectangle block = retexture_survey_block_area (survey, i);
      const gint side = block.x >= WIDTH / 2;

      /* Neither across the border nor across the edge of the picture. */
      if (survey->blocks[i].opaque < 1.0f || (!side && block.x + block.width > WIDTH / 2))
        continue;
      means[side] += blocks[i];
      counts[side]++;
    }
  g_assert_cmpfloat_with_epsilon (means[0] / counts[0], 1.0, 0.08);
  g_assert_cmpfloat_with_epsilon (means[1] / counts[1], share, 0.08);
  for (gint i = 0; i < area.width * area.height; i++)
    shares[i] = share;
  limited = wished_variance_at_most (grain, clean, &most, &area);
  g_test_message ("measured: shares %.3f and %.3f; limited to %.3f", means[0] / counts[0],
                  means[1] / counts[1], limited / whole);
  g_assert_cmpfloat (limited, >=, share * share * whole);
  g_assert_cmpfloat (limited, <, 1.5 * share * share * whole);
}

/* Beyond its edge, or where it is transparent, nothing is known of it. Of what was rounded even
 * black has a variance. */
static void
where_the_photograph_does_not_reach_grain_is_whole (void)
{
  const GeglRectangle right = { WIDTH / 2 + 32, 0, WIDTH / 2 - 64, HEIGHT };
  const GeglRectangle left = { 0, 0, WIDTH / 2, HEIGHT };
  g_autoptr (GeglBuffer) clean = clean_picture ();
  g_autoptr (GeglBuffer) truth = noisy_truth (clean);
  g_autoptr (RetextureGrain) grain = retexture_grain_measure (truth, NULL, TRUE, NULL, NULL);
  g_autoptr (GeglBuffer) half = gegl_buffer_new (&left, babl_format ("R'G'B' u8"));
  g_autoptr (GeglBuffer) cut_out
      = gegl_buffer_new (gegl_buffer_get_extent (truth), babl_format ("R'G'B'A u8"));
  const gdouble whole = wished_variance (grain, clean, NULL, 1.0, &right);

  gegl_buffer_copy (truth, &left, GEGL_ABYSS_NONE, half, &left);
  gegl_buffer_copy (truth, &left, GEGL_ABYSS_NONE, cut_out, &left);
  g_assert_cmpfloat (fabs (wished_variance (grain, clean, half, 1.0, &right) - whole), <,
                     1e-3 * whole);
  g_assert_cmpfloat (fabs (wished_variance (grain, clean, cut_out, 1.0, &right) - whole), <,
                     1e-3 * whole);
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
  assert_as_before (
      judge (edit, photograph, grain, (Place *) places->data, places->len, "grain-merge"));
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
#define TEST(name) g_test_add_func ("/match/" #name, name)
  TEST (known_noise_comes_back_as_it_was);
  TEST (tones_have_grain_of_their_own);
  TEST (what_kept_its_grain_stays_as_it_is);
  TEST (no_place_gets_more_grain_than_the_photograph_has_there);
  TEST (blocks_tell_their_share_of_grain_and_shares_limit_it);
  TEST (where_the_photograph_does_not_reach_grain_is_whole);
  TEST (the_grain_of_a_photograph_comes_back_as_it_was);
  return g_test_run ();
}
