/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "aligned.h"
#include "kept-energy.h"
#include "pictures.h"
#include "warp.h"

#define WIDTH 300
#define HEIGHT 220

/* Noise that can be told apart at every scale. */
static GeglBuffer *
scene (const gchar *format, gint width, gint height, gint seed)
{
  g_autofree gfloat *rgba = g_new0 (gfloat, (gsize) width * height * 4);

  for (gint size = 2; size <= 32; size *= 2)
    for (gint i = 0; i < width * height; i++)
      {
        const gdouble x = (gdouble) (i % width) / size, y = (gdouble) (i / width) / size;
        const gint column = (gint) x, row = (gint) y;
        const gfloat a = x - column, b = y - row;
        const gfloat above = (1 - a) * noise_at (column + 900 * seed, row, size)
                             + a * noise_at (column + 1 + 900 * seed, row, size);
        const gfloat below = (1 - a) * noise_at (column + 900 * seed, row + 1, size)
                             + a * noise_at (column + 1 + 900 * seed, row + 1, size);

        for (gint c = 0; c < 3; c++)
          rgba[4 * i + c] += 0.2f * ((1 - b) * above + b * below);
        rgba[4 * i + 3] = 1.0f;
      }
  return picture_from_pixels (format, GEGL_RECTANGLE (0, 0, width, height), rgba);
}

/* A piece of a picture, with its corner at (x, y), that lies elsewhere. */
static GeglBuffer *
piece (GeglBuffer *picture, gint x, gint y, gint width, gint height, gint at_x, gint at_y)
{
  GeglBuffer *copy = gegl_buffer_new (GEGL_RECTANGLE (at_x, at_y, width, height),
                                      gegl_buffer_get_format (picture));

  gegl_buffer_copy (picture, GEGL_RECTANGLE (x, y, width, height), GEGL_ABYSS_NONE, copy,
                    gegl_buffer_get_extent (copy));
  return copy;
}

static RetextureAligned *
align (GeglBuffer *edit, GeglBuffer *original)
{
  g_autoptr (GError) error = NULL;
  RetextureAligned *aligned
      = retexture_aligned_new (edit, original, RETEXTURE_MODEL_ANY, NULL, NULL, &error);

  g_assert_no_error (error);
  return aligned;
}

/* Wherever either lies, the edit's place in the photograph is found to the pixel, and the bytes
 * that come back are the photograph's own. */
static void
whole_pixels_are_the_originals_own (void)
{
  static const gchar *const formats[]
      = { "R'G'B' u8", "R'G'B'A u16", "Y' u8", "RGB float", "R'G'B' half" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GeglBuffer) photograph = scene (formats[i], WIDTH, HEIGHT, 1);
      g_autoptr (GeglBuffer) edit = piece (photograph, 41, 23, 180, 150, -7, 12);
      g_autoptr (GeglBuffer) original = piece (photograph, 0, 0, WIDTH, HEIGHT, 30, -60);
      g_autoptr (RetextureAligned) aligned = align (edit, original);

      g_assert_cmpint (retexture_aligned_get_alignment (aligned)->model, ==,
                       RETEXTURE_MODEL_TRANSLATION);
      assert_same_bytes (retexture_aligned_get_buffer (aligned), edit,
                         gegl_buffer_get_extent (edit));
    }
}

static void
aligned_pairs_come_back_as_they_are (void)
{
  g_autoptr (GeglBuffer) picture = scene ("R'G'B' u8", WIDTH, HEIGHT, 1);
  g_autoptr (GeglBuffer) edit = piece (picture, 0, 0, WIDTH, HEIGHT, 5, 6);
  g_autoptr (RetextureAligned) aligned = align (edit, picture);

  g_assert_cmpint (retexture_aligned_get_alignment (aligned)->verdict, ==,
                   RETEXTURE_ALIGNMENT_NO_GAIN);
  g_assert_cmpfloat (retexture_aligned_get_alignment (aligned)->displacement, ==, 0.0);
  assert_same_bytes (retexture_aligned_get_buffer (aligned), edit, gegl_buffer_get_extent (edit));
}

/* Half a pixel off, and beyond the photograph on the left: what is not there is transparent, the
 * rest in more steps than 8 bit, and where the edit has it. The two were resampled once each, with
 * kernels that leave 1 % or so of the finest texture to be missed. */
static void
fractions_are_resampled (void)
{
  const RetextureMotion truth = { { { 1.0, 0.0, 0.0, 1.0 }, { -20.5, 3.25 } }, NULL };
  const GeglRectangle frame = { 0, 0, WIDTH, HEIGHT };
  g_autoptr (GeglBuffer) original = scene ("R'G'B' u8", WIDTH, HEIGHT, 1);
  g_autoptr (GeglBuffer) edit = gegl_buffer_new (&frame, babl_format ("R'G'B'A float"));
  g_autoptr (RetextureAligned) aligned = NULL;
  const RetextureAlignment *found;
  GeglBuffer *buffer;
  g_autofree gfloat *expected = NULL;
  g_autofree gfloat *got = g_new (gfloat, WIDTH * HEIGHT * 4);

  retexture_warp_render (original, edit, &frame, &frame, &truth);
  expected = pixels_of (edit);
  aligned = align (edit, original);
  found = retexture_aligned_get_alignment (aligned);
  buffer = retexture_aligned_get_buffer (aligned);
  g_assert_cmpfloat (fabs (found->motion.transform.shift[0] + 20.5), <, 0.02);
  g_assert_cmpfloat (fabs (found->motion.transform.shift[1] - 3.25), <, 0.02);
  g_assert_cmpstr (babl_get_name (babl_format_get_type (gegl_buffer_get_format (buffer), 0)), ==,
                   "u16");
  gegl_buffer_get (buffer, &frame, 1.0, babl_format ("R'G'B'A float"), got, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);
  for (gint i = 0; i < WIDTH * HEIGHT; i++)
    {
      const gint x = i % WIDTH;

      if (x < 20 || i / WIDTH >= HEIGHT - 3)
        g_assert_cmpfloat (got[4 * i + 3], ==, 0.0f);
      else if (x > 21 && i / WIDTH < HEIGHT - 5)
        {
          g_assert_cmpfloat (got[4 * i + 3], ==, 1.0f);
          g_assert_cmpfloat (fabsf (got[4 * i] - expected[4 * i]), <, 0.01f);
        }
    }
}

/* No alpha is added that nothing needs. */
static void
a_covered_edit_has_no_alpha (void)
{
  const RetextureMotion truth = { { { 1.01, 0.0, 0.0, 1.01 }, { 3.3, -4.6 } }, NULL };
  const GeglRectangle frame = { 0, 0, 200, 150 };
  g_autoptr (GeglBuffer) original = scene ("R'G'B' u8", WIDTH, HEIGHT, 1);
  g_autoptr (GeglBuffer) edit = gegl_buffer_new (&frame, babl_format ("R'G'B'A u8"));
  g_autoptr (RetextureAligned) aligned = NULL;
  GeglBuffer *buffer;

  retexture_warp_render (original, edit, &frame, &frame, &truth);
  aligned = align (edit, original);
  buffer = retexture_aligned_get_buffer (aligned);
  g_assert_cmpint (retexture_aligned_get_alignment (aligned)->model, ==,
                   RETEXTURE_MODEL_SIMILARITY);
  g_assert_false (babl_format_has_alpha (gegl_buffer_get_format (buffer)));
  g_assert_true (gegl_rectangle_equal (gegl_buffer_get_extent (buffer), &frame));
}

/* Whole pixels keep all; half a pixel loses of the finest what Lanczos' kernel loses; at half the
 * size the finest is gone by half and more, while coarser bands stay. */
static void
what_is_kept_is_told_by_band (void)
{
  static const struct
  {
    RetextureTransform map;
    gdouble least[RETEXTURE_KEPT_BANDS], most[RETEXTURE_KEPT_BANDS];
  } cases[] = {
    { { { 1.0, 0.0, 0.0, 1.0 }, { 3.0, -2.0 } }, { 1.0, 1.0, 1.0 }, { 1.0, 1.0, 1.0 } },
    { { { 1.0, 0.0, 0.0, 1.0 }, { 3.5, -2.5 } }, { 0.6, 0.93, 0.98 }, { 0.99, 1.05, 1.02 } },
    { { { 2.0, 0.0, 0.0, 2.0 }, { 0.3, 0.2 } }, { 0.2, 0.7, 0.9 }, { 0.75, 1.1, 1.1 } },
  };
  g_autoptr (GeglBuffer) original = scene ("R'G'B' float", 800, 600, 1);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const RetextureMotion motion = { cases[i].map, NULL };
      const GeglRectangle frame = { 7, 9, 380, 280 };
      g_autoptr (GeglBuffer) aligned = gegl_buffer_new (&frame, babl_format ("R'G'B'A float"));
      gdouble kept[RETEXTURE_KEPT_BANDS];

      retexture_warp_render (original, aligned, &frame, &frame, &motion);
      retexture_kept_energy_find (original, aligned, &frame, &motion, kept);
      g_test_message ("kept %.3f %.3f %.3f", kept[0], kept[1], kept[2]);
      for (gint band = 0; band < RETEXTURE_KEPT_BANDS; band++)
        {
          g_assert_cmpfloat (kept[band], >=, cases[i].least[band] - 1e-6);
          g_assert_cmpfloat (kept[band], <=, cases[i].most[band] + 1e-6);
        }
    }
}

/* A photograph in a wider colour space and in 16 bit, an edit in sRGB and 8 bit: the place is found
 * to the pixel, and the colours are the edit's, to its own rounding. */
static void
another_profile_does_not_matter (void)
{
  const Babl *wide = babl_format_with_space ("R'G'B' u16", babl_space ("ProPhoto"));
  const GeglRectangle place = { 0, 0, 180, 150 };
  g_autoptr (GeglBuffer) picture = scene ("R'G'B' u8", WIDTH, HEIGHT, 1);
  g_autoptr (GeglBuffer) original = gegl_buffer_new (gegl_buffer_get_extent (picture), wide);
  g_autoptr (GeglBuffer) edit = piece (picture, 41, 23, 180, 150, 0, 0);
  g_autoptr (RetextureAligned) aligned = NULL;
  g_autofree gfloat *expected = pixels_of (edit);
  g_autofree gfloat *got = g_new (gfloat, 180 * 150 * 4);
  const RetextureTransform *found;

  gegl_buffer_copy (picture, NULL, GEGL_ABYSS_NONE, original, NULL);
  aligned = align (edit, original);
  found = &retexture_aligned_get_alignment (aligned)->motion.transform;
  g_assert_cmpfloat (found->shift[0], ==, 41.0 + 90.0 - WIDTH / 2.0);
  g_assert_cmpfloat (found->shift[1], ==, 23.0 + 75.0 - HEIGHT / 2.0);
  gegl_buffer_get (retexture_aligned_get_buffer (aligned), &place, 1.0,
                   babl_format ("R'G'B'A float"), got, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  g_assert_cmpfloat (largest_difference (got, expected, 180 * 150 * 4), <, 0.5 / 255.0);
}

static void
refuses (GeglBuffer *edit, GeglBuffer *original, gint code, const gchar *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (retexture_aligned_new (edit, original, RETEXTURE_MODEL_ANY, NULL, NULL, &error));
  g_assert_error (error, RETEXTURE_ALIGNED_ERROR, code);
  g_assert_nonnull (strstr (error->message, part));
}

static void
what_cannot_be_aligned_is_refused (void)
{
  g_autoptr (GeglBuffer) picture = scene ("R'G'B' u8", WIDTH, HEIGHT, 1);
  g_autoptr (GeglBuffer) stranger = scene ("R'G'B' u8", WIDTH, HEIGHT, 2);
  g_autoptr (GeglBuffer) flat = flat_picture ("R'G'B' u8", WIDTH, HEIGHT, 0.5f);
  g_autoptr (GeglBuffer) small = piece (picture, 0, 0, WIDTH, 63, 0, 0);

  refuses (small, picture, RETEXTURE_ALIGNED_ERROR_SMALL, "“drawable”");
  refuses (picture, small, RETEXTURE_ALIGNED_ERROR_SMALL, "“original”");
  refuses (picture, stranger, RETEXTURE_ALIGNED_ERROR_UNRELATED, "“original”");
  refuses (picture, flat, RETEXTURE_ALIGNED_ERROR_UNRELATED, "“original”");
  refuses (flat, picture, RETEXTURE_ALIGNED_ERROR_UNRELATED, "“original”");
}

static void
cancelled_is_no_error (void)
{
  g_autoptr (GeglBuffer) picture = scene ("R'G'B' u8", WIDTH, HEIGHT, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (
      retexture_aligned_new (picture, picture, RETEXTURE_MODEL_ANY, NULL, cancellable, &error));
  g_assert_no_error (error);
}

/* There and back again is nowhere. */
static void
an_inverse_undoes_its_map (void)
{
  const RetextureTransform map = { { 1.2, -0.3, 0.4, 0.9 }, { 17.0, -5.0 } };
  const RetextureTransform back = retexture_transform_inverted (&map);
  gdouble x, y;

  retexture_transform_apply (&map, 3.0, 8.0, &x, &y);
  retexture_transform_apply (&back, x, y, &x, &y);
  g_assert_cmpfloat (fabs (x - 3.0), <, 1e-9);
  g_assert_cmpfloat (fabs (y - 8.0), <, 1e-9);
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
  g_test_add_func ("/aligned/whole-pixels-are-the-originals-own",
                   whole_pixels_are_the_originals_own);
  g_test_add_func ("/aligned/aligned-pairs-come-back-as-they-are",
                   aligned_pairs_come_back_as_they_are);
  g_test_add_func ("/aligned/fractions-are-resampled", fractions_are_resampled);
  g_test_add_func ("/aligned/a-covered-edit-has-no-alpha", a_covered_edit_has_no_alpha);
  g_test_add_func ("/aligned/what-is-kept-is-told-by-band", what_is_kept_is_told_by_band);
  g_test_add_func ("/aligned/another-profile-does-not-matter", another_profile_does_not_matter);
  g_test_add_func ("/aligned/what-cannot-be-aligned-is-refused", what_cannot_be_aligned_is_refused);
  g_test_add_func ("/aligned/cancelled-is-no-error", cancelled_is_no_error);
  g_test_add_func ("/aligned/an-inverse-undoes-its-map", an_inverse_undoes_its_map);
  return g_test_run ();
}
