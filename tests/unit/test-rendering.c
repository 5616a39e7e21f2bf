/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "aligned.h"
#include "pictures.h"
#include "rendering.h"

#define WIDTH 100
#define HEIGHT 60

/* Pixels of a view as RGBA (the mask as grey). */
static gfloat *
view_of (RetextureRendering *rendering, RetextureView view)
{
  gfloat *rgba = g_new (gfloat, WIDTH * HEIGHT * 4);

  gegl_node_blit (retexture_rendering_get_node (rendering, view), 1.0,
                  GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), babl_format ("R'G'B'A float"), rgba,
                  GEGL_AUTO_ROWSTRIDE, GEGL_BLIT_DEFAULT);
  return rgba;
}

/* The mask's own numbers. */
static gfloat *
mask_of (RetextureRendering *rendering)
{
  gfloat *mask = g_new (gfloat, WIDTH * HEIGHT);

  gegl_node_blit (retexture_rendering_get_node (rendering, RETEXTURE_VIEW_MASK), 1.0,
                  GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), babl_format ("Y float"), mask,
                  GEGL_AUTO_ROWSTRIDE, GEGL_BLIT_DEFAULT);
  return mask;
}

/* A ramp from black to white, left to right. */
static GeglBuffer *
ramp (void)
{
  gfloat rgba[WIDTH * HEIGHT * 4];

  for (gint i = 0; i < WIDTH * HEIGHT * 4; i++)
    rgba[i] = i % 4 == 3 ? 1.0f : (gfloat) (i / 4 % WIDTH) / (WIDTH - 1);
  return picture_from_pixels ("R'G'B' float", GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), rgba);
}

static GeglBuffer *
selection (gfloat value)
{
  GeglBuffer *buffer
      = gegl_buffer_new (GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), babl_format ("Y float"));
  const GeglRectangle left = { 0, 0, WIDTH / 2, HEIGHT };

  for (gint y = 0; y < HEIGHT; y++)
    for (gint x = 0; x < left.width; x++)
      gegl_buffer_set (buffer, GEGL_RECTANGLE (x, y, 1, 1), 0, babl_format ("Y float"), &value,
                       GEGL_AUTO_ROWSTRIDE);
  return buffer;
}

static const RetextureBlending texture = { RETEXTURE_COMPOSITION_TEXTURE };

static RetextureRendering *
rendering_of (GeglBuffer *edit, GeglBuffer *selected, const gchar *values)
{
  g_autoptr (GeglBuffer) original = noise_picture ("R'G'B' float", 0, 0, WIDTH, HEIGHT);
  g_autoptr (RetextureParameters) parameters = retexture_method_parameters_new ("retexture:map");
  RetextureRendering *rendering
      = retexture_rendering_new ("retexture:map", &texture, edit, original, selected, 1.0);

  g_assert_true (retexture_parameters_from_text (parameters, "returned=everything", NULL));
  g_assert_true (retexture_parameters_from_text (parameters, values, NULL));
  retexture_rendering_set_parameters (rendering, parameters);
  return rendering;
}

static void
the_whole_tone_range_is_exactly_white (void)
{
  g_autoptr (GeglBuffer) edit = ramp ();
  g_autoptr (RetextureRendering) rendering = rendering_of (edit, NULL, "tone-softness=100");
  g_autofree gfloat *mask = mask_of (rendering);
  gdouble flat;

  g_assert_true (retexture_rendering_mask_is_flat (rendering, &flat));
  g_assert_cmpfloat (flat, ==, 1.0);
  for (gint i = 0; i < WIDTH * HEIGHT; i++)
    g_assert_cmpfloat (mask[i], ==, 1.0f);
}

static void
midtones_leave_black_and_white_alone (void)
{
  g_autoptr (GeglBuffer) edit = ramp ();
  g_autoptr (RetextureRendering) rendering
      = rendering_of (edit, NULL, "tone-low=25\ntone-high=75\ntone-softness=50");
  g_autofree gfloat *mask = mask_of (rendering);
  g_autofree gfloat *before = view_of (rendering, RETEXTURE_VIEW_EDIT);
  g_autofree gfloat *after = view_of (rendering, RETEXTURE_VIEW_RESULT);

  for (gint x = 0; x < WIDTH; x++)
    {
      const gdouble luma = (gdouble) x / (WIDTH - 1);
      const gdouble a = CLAMP ((luma - 0.25) / 0.5 + 0.5, 0.0, 1.0);
      const gdouble b = CLAMP ((0.75 - luma) / 0.5 + 0.5, 0.0, 1.0);

      g_assert_cmpfloat (fabs (mask[x] - a * a * (3 - 2 * a) * b * b * (3 - 2 * b)), <, 1e-5);
    }
  g_assert_cmpfloat (mask[WIDTH / 2], >, 0.99);
  g_assert_cmpmem (before, 16, after, 16);
  g_assert_cmpmem (before + 4 * (WIDTH - 1), 16, after + 4 * (WIDTH - 1), 16);
}

static void
a_black_mask_changes_nothing (void)
{
  g_autoptr (GeglBuffer) edit = ramp ();
  g_autoptr (RetextureRendering) rendering = rendering_of (edit, NULL, "mask=black");
  g_autofree gfloat *before = view_of (rendering, RETEXTURE_VIEW_EDIT);
  g_autofree gfloat *after = view_of (rendering, RETEXTURE_VIEW_RESULT);

  g_assert_cmpmem (before, WIDTH * HEIGHT * 16, after, WIDTH * HEIGHT * 16);
}

static void
half_a_selection_returns_half_the_texture (void)
{
  g_autoptr (GeglBuffer) edit = ramp ();
  g_autoptr (GeglBuffer) selected = selection (0.5f);
  g_autoptr (RetextureRendering) rendering = rendering_of (edit, selected, "mask=selection");
  g_autofree gfloat *before = view_of (rendering, RETEXTURE_VIEW_EDIT);
  g_autofree gfloat *full = view_of (rendering, RETEXTURE_VIEW_UNMASKED);
  g_autofree gfloat *after = view_of (rendering, RETEXTURE_VIEW_RESULT);

  for (gint i = 0; i < WIDTH * HEIGHT; i++)
    {
      const gfloat share = i % WIDTH < WIDTH / 2 ? 0.5f : 0.0f;

      for (gint c = 0; c < 3; c++)
        g_assert_cmpfloat (fabs (after[4 * i + c] - before[4 * i + c]
                                 - share * (full[4 * i + c] - before[4 * i + c])),
                           <, 1e-6);
    }
}

static void
no_selection_selects_everything (void)
{
  g_autoptr (GeglBuffer) edit = ramp ();
  g_autoptr (RetextureRendering) white = rendering_of (edit, NULL, "mask=white");
  g_autoptr (RetextureRendering) selected = rendering_of (edit, NULL, "mask=selection");
  g_autofree gfloat *a = view_of (white, RETEXTURE_VIEW_RESULT);
  g_autofree gfloat *b = view_of (selected, RETEXTURE_VIEW_RESULT);

  g_assert_cmpmem (a, WIDTH * HEIGHT * 16, b, WIDTH * HEIGHT * 16);
}

/* The preview of in-place output has to show what GIMP will let through. */
static void
in_place_the_selection_always_limits (void)
{
  g_autoptr (GeglBuffer) edit = ramp ();
  g_autoptr (GeglBuffer) selected = selection (1.0f);
  g_autoptr (RetextureRendering) in_place
      = rendering_of (edit, selected, "mask=white\noutput=in-place");
  g_autoptr (RetextureRendering) masked = rendering_of (edit, selected, "mask=selection");
  g_autofree gfloat *a = view_of (in_place, RETEXTURE_VIEW_RESULT);
  g_autofree gfloat *b = view_of (masked, RETEXTURE_VIEW_RESULT);

  g_assert_cmpmem (a, WIDTH * HEIGHT * 16, b, WIDTH * HEIGHT * 16);
}

/* The preview at less than full size: the same picture, only smaller. */
static void
a_zoomed_rendering_resembles_the_full_one (void)
{
  g_autoptr (GeglBuffer) edit = ramp ();
  g_autoptr (RetextureParameters) parameters = retexture_method_parameters_new ("retexture:map");
  g_autoptr (RetextureRendering) full = rendering_of (edit, NULL, "");
  g_autoptr (RetextureRendering) half
      = retexture_rendering_new_zoomed (full, GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), 0.5);
  g_autofree gfloat *large = view_of (full, RETEXTURE_VIEW_EDIT);
  gfloat small[WIDTH / 2 * HEIGHT / 2 * 4];

  retexture_rendering_set_parameters (half, parameters);
  gegl_node_blit (retexture_rendering_get_node (half, RETEXTURE_VIEW_EDIT), 1.0,
                  GEGL_RECTANGLE (0, 0, WIDTH / 2, HEIGHT / 2), babl_format ("R'G'B'A float"),
                  small, GEGL_AUTO_ROWSTRIDE, GEGL_BLIT_DEFAULT);
  for (gint x = 1; x < WIDTH / 2 - 1; x++)
    g_assert_cmpfloat (fabs (small[4 * (10 * WIDTH / 2 + x)] - large[4 * (20 * WIDTH + 2 * x)]), <,
                       0.03);
}

/* ---- an original that lies elsewhere ---- */

#define PIECE 80

/* All of a view of an edit that is PIECE pixels each way. */
static gfloat *
piece_of (RetextureRendering *rendering, RetextureView view)
{
  gfloat *rgba = g_new (gfloat, PIECE * PIECE * 4);

  gegl_node_blit (retexture_rendering_get_node (rendering, view), 1.0,
                  GEGL_RECTANGLE (0, 0, PIECE, PIECE), babl_format ("R'G'B'A float"), rgba,
                  GEGL_AUTO_ROWSTRIDE, GEGL_BLIT_DEFAULT);
  return rgba;
}

static void
set_values (RetextureRendering *rendering, const gchar *values)
{
  g_autoptr (RetextureParameters) parameters = retexture_method_parameters_new ("retexture:map");

  g_assert_true (retexture_parameters_from_text (parameters, values, NULL));
  retexture_rendering_set_parameters (rendering, parameters);
}

/* Blocks of noise: structure that alignment can hold on to. */
static GeglBuffer *
blocks (void)
{
  g_autofree gfloat *rgba = g_new (gfloat, 160 * 120 * 4);

  for (gint i = 0; i < 160 * 120; i++)
    for (gint c = 0; c < 4; c++)
      rgba[4 * i + c] = c == 3 ? 1.0f
                               : 0.3f + 0.3f * noise_at (i % 160 / 7, i / 160 / 7, 0)
                                     + 0.1f * noise_at (i % 160, i / 160, 1);
  return picture_from_pixels ("R'G'B' float", GEGL_RECTANGLE (0, 0, 160, 120), rgba);
}

static void
an_original_apart_is_used_once_it_is_aligned (void)
{
  static const gchar *const values = "returned=everything\nalign-first=other-size";
  g_autoptr (GeglBuffer) original = blocks ();
  g_autoptr (GeglBuffer) cut
      = gegl_buffer_create_sub_buffer (original, GEGL_RECTANGLE (31, 22, PIECE, PIECE));
  g_autoptr (GeglBuffer) edit
      = gegl_buffer_new (GEGL_RECTANGLE (0, 0, PIECE, PIECE), gegl_buffer_get_format (original));
  g_autoptr (GeglBuffer) moved = NULL;
  g_autoptr (RetextureRendering) rendering = NULL;
  g_autoptr (RetextureRendering) by_hand = NULL;
  g_autoptr (RetextureRendering) copy = NULL;
  g_autoptr (GObject) aligned = NULL;
  g_autoptr (GObject) analysis = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree gfloat *before = NULL, *waiting = NULL, *after = NULL, *expected = NULL;
  g_autofree gfloat *copied = NULL;

  gegl_buffer_copy (cut, NULL, GEGL_ABYSS_NONE, edit, gegl_buffer_get_extent (edit));
  moved = g_object_new (GEGL_TYPE_BUFFER, "source", original, "shift-x", 31, "shift-y", 22, NULL);
  by_hand = retexture_rendering_new ("retexture:map", &texture, edit, moved, NULL, 1.0);
  set_values (by_hand, "returned=everything\nalign-first=never");
  rendering = retexture_rendering_new ("retexture:map", &texture, edit, original, NULL, 1.0);
  retexture_rendering_set_apart (rendering, TRUE);

  /* Until then nothing changes. */
  set_values (rendering, values);
  g_assert_null (retexture_rendering_get_original (rendering));
  before = piece_of (rendering, RETEXTURE_VIEW_EDIT);
  waiting = piece_of (rendering, RETEXTURE_VIEW_RESULT);
  g_assert_cmpmem (before, PIECE * PIECE * 16, waiting, PIECE * PIECE * 16);

  aligned = retexture_rendering_find_aligned (rendering, NULL, NULL, &error);
  g_assert_no_error (error);
  retexture_rendering_set_aligned (rendering, aligned);
  g_assert_null (retexture_rendering_find_aligned (rendering, NULL, NULL, &error));
  after = piece_of (rendering, RETEXTURE_VIEW_RESULT);
  expected = piece_of (by_hand, RETEXTURE_VIEW_RESULT);
  g_assert_cmpfloat (largest_difference (after, before, PIECE * PIECE * 4), >, 0.02);
  g_assert_cmpmem (after, PIECE * PIECE * 16, expected, PIECE * PIECE * 16);

  /* A copy sees the same, with what is known of it. */
  retexture_rendering_set_analysis (rendering, analysis);
  copy = retexture_rendering_copy (rendering);
  set_values (copy, values);
  copied = piece_of (copy, RETEXTURE_VIEW_RESULT);
  g_assert_cmpmem (after, PIECE * PIECE * 16, copied, PIECE * PIECE * 16);
  g_assert_true (retexture_rendering_get_analysis (copy) == analysis);

  /* Never: then it cannot be used, and what was known of it is forgotten. */
  set_values (rendering, "returned=everything\nalign-first=never");
  g_assert_null (retexture_rendering_get_original (rendering));
  g_assert_null (retexture_rendering_get_analysis (rendering));
  g_assert_null (retexture_rendering_get_aligned (rendering));
  g_assert_null (retexture_rendering_find_aligned (rendering, NULL, NULL, &error));
  g_assert_error (error, RETEXTURE_ALIGNED_ERROR, RETEXTURE_ALIGNED_ERROR_APART);
}

static void
an_original_at_hand_is_used_as_it_lies (void)
{
  g_autoptr (GeglBuffer) edit = ramp ();
  g_autoptr (RetextureRendering) rendering = rendering_of (edit, NULL, "align-first=other-size");
  GeglBuffer *original = retexture_rendering_get_original (rendering);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (original);
  g_assert_null (retexture_rendering_find_aligned (rendering, NULL, NULL, &error));
  g_assert_no_error (error);
  set_values (rendering, "align-first=always");
  g_assert_null (retexture_rendering_get_original (rendering));
  set_values (rendering, "align-first=never");
  g_assert_true (retexture_rendering_get_original (rendering) == original);
}

/* A preview shows it as it lies until that is known; nobody else does. */
static void
an_original_may_serve_until_it_is_aligned (void)
{
  g_autoptr (GeglBuffer) original = noise_picture ("R'G'B' u8", 0, 0, 200, 160);
  g_autoptr (RetextureParameters) parameters = retexture_method_parameters_new ("retexture:map");
  g_autoptr (RetextureRendering) rendering
      = retexture_rendering_new ("retexture:map", &texture, original, original, NULL, 1.0);
  g_autoptr (GObject) aligned = NULL;

  retexture_parameters_set_number (parameters, RETEXTURE_PARAMETER_ALIGN, RETEXTURE_ALIGN_ALWAYS,
                                   NULL);
  retexture_rendering_set_parameters (rendering, parameters);
  g_assert_null (retexture_rendering_get_original (rendering));
  g_assert_false (retexture_rendering_is_provisional (rendering));
  retexture_rendering_set_provisional (rendering, TRUE);
  g_assert_true (retexture_rendering_get_original (rendering) == original);
  g_assert_true (retexture_rendering_is_provisional (rendering));
  aligned = retexture_rendering_find_aligned (rendering, NULL, NULL, NULL);
  g_assert_nonnull (aligned);
  retexture_rendering_set_aligned (rendering, aligned);
  g_assert_false (retexture_rendering_is_provisional (rendering));
  g_assert_true (retexture_rendering_get_original (rendering)
                 == retexture_aligned_get_buffer (RETEXTURE_ALIGNED (aligned)));
  retexture_rendering_set_aligned (rendering, NULL);
  retexture_rendering_set_apart (rendering, TRUE);
  g_assert_null (retexture_rendering_get_original (rendering));
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
#define TEST(name) g_test_add_func ("/rendering/" #name, name)
  TEST (the_whole_tone_range_is_exactly_white);
  TEST (midtones_leave_black_and_white_alone);
  TEST (a_black_mask_changes_nothing);
  TEST (half_a_selection_returns_half_the_texture);
  TEST (no_selection_selects_everything);
  TEST (in_place_the_selection_always_limits);
  TEST (a_zoomed_rendering_resembles_the_full_one);
  g_test_add_func ("/rendering/an-original-apart-is-used-once-it-is-aligned",
                   an_original_apart_is_used_once_it_is_aligned);
  g_test_add_func ("/rendering/an-original-may-serve-until-it-is-aligned",
                   an_original_may_serve_until_it_is_aligned);
  g_test_add_func ("/rendering/an-original-at-hand-is-used-as-it-lies",
                   an_original_at_hand_is_used_as_it_lies);
  return g_test_run ();
}
