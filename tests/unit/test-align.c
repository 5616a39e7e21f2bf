/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Edits made from a picture by a map that is known: how far, in pixels of the original, is the one
 * that is found? Photographs where they are here, and a picture made of noise of all scales.
 */
#include "alignment.h"
#include "moved-edits.h"

#define SIZE 640

/* The mean distance over a grid of places of the edit, as far as they are in the original. */
static gdouble
error_of (const RetextureAlignment *found, const Case *c, GeglBuffer *edit)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (edit);
  const RetextureTransform truth = truth_of (c);
  gdouble sum = 0.0;

  for (gint j = 0; j <= 10; j++)
    for (gint i = 0; i <= 10; i++)
      {
        const gdouble x = extent->width * (i / 10.0 - 0.5), y = extent->height * (j / 10.0 - 0.5);
        gdouble u, v, true_u, true_v;

        retexture_transform_apply (&found->motion.transform, x, y, &u, &v);
        retexture_transform_apply (&truth, x, y, &true_u, &true_v);
        sum += hypot (u - true_u, v - true_v);
      }
  return sum / 121.0;
}

static void
try_cases (GeglBuffer *original, const gchar *name, const Case *cases, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GeglBuffer) edit = edit_of (original, &cases[i]);
      RetextureAlignment found = retexture_alignment_find (
          edit, original, RETEXTURE_MODEL_TRANSLATION, RETEXTURE_MODEL_AFFINE, NULL, NULL);
      const gdouble error = error_of (&found, &cases[i], edit);

      g_test_message (
          "%s, %s: error %.3f px; model %d, correlation %.3f to %.3f, matched %.2f, moved %.2f",
          name, cases[i].name, error, found.model, found.before, found.after, found.matched,
          found.displacement);
      g_assert_cmpint (found.verdict, ==, RETEXTURE_ALIGNMENT_FOUND);
      g_assert_cmpfloat (error, <, cases[i].largest);
      if (cases[i].model >= 0)
        g_assert_cmpint (found.model, ==, cases[i].model);
      retexture_alignment_clear (&found);
    }
}

static const Case moved[] = {
  { "half a pixel", 0, 0, 1.0, 0.0, 0.0, 0.5, -0.5, 2.0, NONE, 0.1, RETEXTURE_MODEL_TRANSLATION },
  { "some pixels", 0, 0, 1.0, 0.0, 0.0, -13.3, 7.8, 1.5, NONE, 0.1, RETEXTURE_MODEL_TRANSLATION },
  { "3 per mille larger", 0, 0, 1.003, 0.0, 0.0, 1.3, 0.4, 2.0, NONE, 0.1,
    RETEXTURE_MODEL_SIMILARITY },
  { "turned", 0, 0, 0.98, 1.2, 0.0, 4.0, -9.0, 1.5, NONE, 0.1, RETEXTURE_MODEL_SIMILARITY },
  { "to the limits", 0, 0, 1.045, -2.8, 0.0, 21.0, -17.0, 1.5, NONE, 0.1,
    RETEXTURE_MODEL_SIMILARITY },
  { "stretched", 0, 0, 1.0, 0.3, 0.008, 2.0, 2.5, 1.5, NONE, 0.1, RETEXTURE_MODEL_AFFINE },
  { "a fifth repainted", 0, 0, 1.004, 0.4, 0.0, -3.2, 5.1, 2.0, REPAINTED, 0.1, -1 },
  { "a fifth displaced", 0, 0, 1.0, 0.0, 0.0, -3.2, 5.1, 2.0, DISPLACED, 0.1, -1 },
};

static const Case other_sizes[] = {
  { "half as large", 320, 320, 2.0, 0.0, 0.0, 1.1, -0.7, 1.0, NONE, 0.15, -1 },
  { "a quarter", 160, 160, 4.02, 0.3, 0.0, 2.1, 3.7, 0.0, NONE, 0.3, -1 },
  { "1.7 times as large", 1088, 1088, 0.588, 0.0, 0.0, 0.6, 0.3, 1.0, NONE, 0.1, -1 },
  { "a piece", 400, 330, 1.0, 0.0, 0.0, 90.4, -75.2, 1.5, NONE, 0.1, -1 },
  { "a piece, reduced", 300, 240, 1.37, 0.0, 0.0, 71.0, -52.3, 0.5, NONE, 0.2, -1 },
  { "a small piece, enlarged", 700, 520, 0.45, 0.0, 0.0, -90.0, 104.0, 1.0, NONE, 0.1, -1 },
  { "a piece, reduced a lot", 120, 110, 3.1, 0.5, 0.0, 80.0, -62.3, 0.0, NONE, 0.4, -1 },
  { "a piece, turned", 400, 440, 1.02, 1.0, 0.0, -58.0, 40.5, 1.5, NONE, 0.1, -1 },
};

static void
it_finds_how_a_made_picture_moved (void)
{
  g_autoptr (GeglBuffer) original = noise_of_all_scales (SIZE, SIZE, 1);

  try_cases (original, "noise", moved, cases_to_try (G_N_ELEMENTS (moved)));
  try_cases (original, "noise", other_sizes, cases_to_try (G_N_ELEMENTS (other_sizes)));
}

/* Both are reduced before they are compared, and only the edit's width is a multiple of that. */
static void
large_pictures_are_not_off_by_what_hangs_over (void)
{
  static const Case piece
      = { "a large piece", 2150, 330, 1.0, 0.0, 0.0, 40.25, -11.5, 1.5, NONE, 0.1, -1 };
  g_autoptr (GeglBuffer) original = noise_of_all_scales (2301, 400, 1);

  try_cases (original, "noise", &piece, 1);
}

/* Parts of them, so that the sanitizers do not take all day. */
static const struct
{
  const gchar *name;
  GeglRectangle part;
} photos[] = { { "patdavid-nikki-before-2048.jpg", { 500, 200, 700, 800 } },
               { "clic25-man-wet-skin-2048.png", { 500, 300, 800, 640 } },
               { "pcb-macro-gold-terminals-2048.jpg", { 300, 100, 700, 700 } } };

/* Fewer than of noise: those that are hardest. */
static const Case on_photos[] = {
  { "some pixels", 0, 0, 1.0, 0.0, 0.0, -13.3, 7.8, 1.5, NONE, 0.1, RETEXTURE_MODEL_TRANSLATION },
  { "to the limits", 0, 0, 1.045, -2.8, 0.0, 21.0, -17.0, 1.5, NONE, 0.1,
    RETEXTURE_MODEL_SIMILARITY },
  { "a fifth repainted", 0, 0, 1.004, 0.4, 0.0, -3.2, 5.1, 2.0, REPAINTED, 0.1, -1 },
};

static void
it_finds_how_photographs_moved (void)
{
  for (guint i = 0; i < cases_to_try (G_N_ELEMENTS (photos)); i++)
    {
      g_autoptr (GeglBuffer) photo = load_photo (photos[i].name, &photos[i].part);

      if (!photo)
        {
          g_test_skip ("the photographs are not here");
          return;
        }
      try_cases (photo, photos[i].name, on_photos, G_N_ELEMENTS (on_photos));
    }
}

/* The reach: an edit of 512 pixels of a photograph of 2048, to 0.3 of the photograph's. */
static void
a_small_edit_of_a_photograph_is_found (void)
{
  g_autoptr (GeglBuffer) photo = load_photo (photos[0].name, GEGL_RECTANGLE (0, 0, 0, 0));
  const GeglRectangle *extent = photo ? gegl_buffer_get_extent (photo) : NULL;
  Case c = { "a quarter", 0, 0, 4.0, 0.0, 0.0, 1.4, -2.2, 0.0, NONE, 0.3, -1 };

  if (!photo)
    {
      g_test_skip ("the photographs are not here");
      return;
    }
  c.width = extent->width / 4;
  c.height = extent->height / 4;
  try_cases (photo, photos[0].name, &c, 1);
}

/* A portrait and its restoration at twice the size, as a service returned it: to a tenth of a pixel
 * where the sizes put it. */
static void
a_real_restoration_is_found (void)
{
  static const GeglRectangle whole = { 0, 0, 0, 0 };
  g_autoptr (GeglBuffer) portrait = load_photo ("invokeai-curly-original-sd14-512.png", &whole);
  g_autoptr (GeglBuffer) restored
      = load_photo ("invokeai-curly-gfpgan08-upscale2x-1024.png", &whole);
  RetextureAlignment found;

  if (!portrait || !restored)
    {
      g_test_skip ("the photographs are not here");
      return;
    }
  found = retexture_alignment_find (restored, portrait, RETEXTURE_MODEL_TRANSLATION,
                                    RETEXTURE_MODEL_AFFINE, NULL, NULL);
  g_test_message ("restoration: off by %.3f, correlation %.3f, confidence %.3f", found.displacement,
                  found.after, found.matched);
  g_assert_cmpint (found.verdict, ==, RETEXTURE_ALIGNMENT_FOUND);
  g_assert_cmpfloat (found.displacement, <, 0.1);
  g_assert_cmpfloat (found.after, >, 0.95);
  g_assert_cmpfloat (found.matched, >, 0.95);
  retexture_alignment_clear (&found);
}

static gdouble told;
static gint n_told;

static gboolean
listen (gdouble share)
{
  g_assert_cmpfloat (share, >=, told);
  g_assert_cmpfloat (share, <=, 1.0);
  told = share;
  n_told++;
  return TRUE;
}

static void
progress_goes_on (void)
{
  g_autoptr (GeglBuffer) picture = noise_of_all_scales (300, 220, 1);
  RetextureAlignment found = retexture_alignment_find (
      picture, picture, RETEXTURE_MODEL_TRANSLATION, RETEXTURE_MODEL_LOCAL, listen, NULL);

  g_assert_cmpint (n_told, >=, 3);
  g_assert_cmpfloat (told, >, 0.9);
  retexture_alignment_clear (&found);
}

static void
aligned_pairs_stay_exactly_where_they_are (void)
{
  static const Case still = { "still", 0, 0, 1.0, 0.0, 0.0, 0.0, 0.0, 2.5, NONE, 0.0, -1 };
  const RetextureTransform none = retexture_transform_scaling (1.0, 1.0);
  g_autoptr (GeglBuffer) original = noise_of_all_scales (SIZE, SIZE * 3 / 4, 1);
  g_autoptr (GeglBuffer) edit = edit_of (original, &still);
  RetextureAlignment found = retexture_alignment_find (edit, original, RETEXTURE_MODEL_TRANSLATION,
                                                       RETEXTURE_MODEL_AFFINE, NULL, NULL);

  g_assert_cmpint (found.verdict, ==, RETEXTURE_ALIGNMENT_NO_GAIN);
  g_assert_cmpint (found.model, ==, RETEXTURE_MODEL_IDENTITY);
  g_assert_cmpmem (&found.motion.transform, sizeof none, &none, sizeof none);
  g_assert_cmpfloat (found.displacement, ==, 0.0);
  g_assert_cmpfloat (found.matched, >, 0.95);
  retexture_alignment_clear (&found);
}

static void
strangers_are_refused (void)
{
  static const gint sizes[][2] = { { SIZE, SIZE }, { 400, 300 } };
  g_autoptr (GeglBuffer) one = noise_of_all_scales (SIZE, SIZE, 1);
  g_autoptr (GeglBuffer) flat = flat_picture ("R'G'B' u8", SIZE, SIZE, 0.5f);
  GeglBuffer *others[] = { one, flat };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      const RetextureAlignment of_flat = retexture_alignment_find (
          flat, others[i], RETEXTURE_MODEL_TRANSLATION, RETEXTURE_MODEL_AFFINE, NULL, NULL);

      g_assert_cmpint (of_flat.verdict, ==, RETEXTURE_ALIGNMENT_UNRELATED);
    }
  for (guint i = 0; i < cases_to_try (G_N_ELEMENTS (sizes)); i++)
    {
      g_autoptr (GeglBuffer) other = noise_of_all_scales (sizes[i][0], sizes[i][1], 2);
      RetextureAlignment found = retexture_alignment_find (other, one, RETEXTURE_MODEL_TRANSLATION,
                                                           RETEXTURE_MODEL_AFFINE, NULL, NULL);

      g_test_message ("strangers: related %.3f, correlation %.3f", found.related, found.after);
      g_assert_cmpint (found.verdict, ==, RETEXTURE_ALIGNMENT_UNRELATED);
    }
}

/* Photographs of other things, of other sizes. */
static void
photographs_of_other_things_are_refused (void)
{
  static const gchar *const names[][2] = {
    { "patdavid-mairi-deux-2048.jpg", "kodak-kodim04-woman-red-hat.png" },
    { "pixls-high-iso-noise-cup-800.jpg", "cid22-denim-stack-512.png" },
  };
  static const GeglRectangle part = { 0, 0, 800, 600 }, whole = { 0, 0, 0, 0 };

  for (guint i = 0; i < cases_to_try (G_N_ELEMENTS (names)); i++)
    {
      g_autoptr (GeglBuffer) one = load_photo (names[i][0], &part);
      g_autoptr (GeglBuffer) other = load_photo (names[i][1], &whole);
      RetextureAlignment found;

      if (!one || !other)
        {
          g_test_skip ("the photographs are not here");
          return;
        }
      found = retexture_alignment_find (one, other, RETEXTURE_MODEL_TRANSLATION,
                                        RETEXTURE_MODEL_AFFINE, NULL, NULL);
      g_test_message ("%s in %s: related %.3f, correlation %.3f", names[i][0], names[i][1],
                      found.related, found.after);
      g_assert_cmpint (found.verdict, ==, RETEXTURE_ALIGNMENT_UNRELATED);
      retexture_alignment_clear (&found);
    }
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
#define TEST(name) g_test_add_func ("/align/" #name, name)
  TEST (it_finds_how_a_made_picture_moved);
  TEST (large_pictures_are_not_off_by_what_hangs_over);
  TEST (it_finds_how_photographs_moved);
  TEST (a_small_edit_of_a_photograph_is_found);
  TEST (a_real_restoration_is_found);
  TEST (progress_goes_on);
  TEST (aligned_pairs_stay_exactly_where_they_are);
  TEST (strangers_are_refused);
  TEST (photographs_of_other_things_are_refused);
  return g_test_run ();
}
