/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "pictures.h"
#include "warp.h"

#define WIDTH 200
#define HEIGHT 150

static const GeglRectangle frame = { 0, 0, WIDTH, HEIGHT };

/* A wave of so many cycles a pixel, about 0.5. */
static gfloat
wave_at (gdouble x, gdouble y, gdouble across, gdouble down)
{
  return (gfloat) (0.5 + 0.3 * sin (2.0 * G_PI * (across * x + down * y)));
}

static GeglBuffer *
wave_picture (gint width, gint height, gdouble across, gdouble down)
{
  g_autofree gfloat *rgba = g_new (gfloat, (gsize) width * height * 4);

  for (gint i = 0; i < width * height * 4; i++)
    rgba[i] = i % 4 == 3 ? 1.0f
                         : wave_at (i / 4 % width + 0.5 - 0.5 * width,
                                    i / 4 / width + 0.5 - 0.5 * height, across, down);
  return picture_from_pixels ("R'G'B' float", GEGL_RECTANGLE (0, 0, width, height), rgba);
}

static GeglBuffer *
moved (GeglBuffer *original, const gchar *format, const RetextureMotion *motion)
{
  GeglBuffer *target = gegl_buffer_new (&frame, babl_format (format));

  retexture_warp_render (original, target, &frame, &frame, motion);
  return target;
}

static GeglBuffer *
warped (GeglBuffer *original, const gchar *format, const RetextureTransform *transform)
{
  return moved (original, format, &(RetextureMotion){ *transform, NULL });
}

/* As steep as they may be. */
static RetextureField *
bend (void)
{
  RetextureField *field = retexture_field_new (WIDTH, HEIGHT, 12.0);

  for (gint row = 0; row < field->u->rows; row++)
    for (gint column = 0; column < field->u->columns; column++)
      {
        const gsize node = (gsize) row * field->u->columns + column;

        field->u->values[node] = (gfloat) (6.0 * sin (0.5 * row + 0.2 * column));
        field->v->values[node] = (gfloat) (6.0 * cos (0.4 * column));
      }
  retexture_field_flatten (field, 1.0);
  return field;
}

/* A wave moved by any affine map is a wave that is known. Of its amplitude of 0.3, Lanczos' kernel
 * changes 1 % where it is coarse, 3 % at 0.6 of the finest the picture can hold, 15 % at 0.7. */
static void
waves_go_where_they_should (void)
{
  static const RetextureTransform maps[] = { { { 1.0, 0.0, 0.0, 1.0 }, { 0.5, 0.5 } },
                                             { { 1.0, 0.0, 0.0, 1.0 }, { 3.3, -2.7 } },
                                             { { 1.0, 0.0, 0.0, 1.0 }, { 3.0, 0.5 } },
                                             { { 0.996, -0.03, 0.031, 1.002 }, { 1.4, 2.2 } } };
  static const struct
  {
    gdouble across, down, allowed;
  } waves[]
      = { { 0.05, 0.02, 0.003 }, { 0.1, -0.2, 0.009 }, { 0.3, 0.1, 0.009 }, { 0.35, 0.0, 0.045 } };

  for (guint m = 0; m < G_N_ELEMENTS (maps); m++)
    for (guint w = 0; w < G_N_ELEMENTS (waves); w++)
      {
        g_autoptr (GeglBuffer) original
            = wave_picture (WIDTH + 60, HEIGHT + 60, waves[w].across, waves[w].down);
        g_autoptr (GeglBuffer) result = warped (original, "R'G'B'A float", &maps[m]);
        g_autofree gfloat *pixels = pixels_of (result);
        gdouble worst = 0.0;

        for (gint y = 0; y < HEIGHT; y++)
          for (gint x = 0; x < WIDTH; x++)
            {
              gdouble u, v;

              retexture_transform_apply (&maps[m], x + 0.5 - 0.5 * WIDTH, y + 0.5 - 0.5 * HEIGHT,
                                         &u, &v);
              worst = MAX (worst, fabs (pixels[4 * (y * WIDTH + x)]
                                        - wave_at (u, v, waves[w].across, waves[w].down)));
              g_assert_cmpfloat (pixels[4 * (y * WIDTH + x) + 3], ==, 1.0f);
            }
        g_test_message ("map %u, wave of %g, %g: error %.4f", m, waves[w].across, waves[w].down,
                        worst);
        g_assert_cmpfloat (worst, <, waves[w].allowed);
      }
}

/* So they do where the field bends them. */
static void
bent_waves_go_where_they_should (void)
{
  g_autoptr (RetextureField) field = bend ();
  const RetextureMotion motion = { { { 1.02, 0.01, -0.02, 0.99 }, { 2.3, -1.6 } }, field };
  g_autoptr (GeglBuffer) original = wave_picture (WIDTH + 60, HEIGHT + 60, 0.1, -0.2);
  g_autoptr (GeglBuffer) result = moved (original, "R'G'B'A float", &motion);
  g_autofree gfloat *pixels = pixels_of (result);

  g_assert_cmpfloat (retexture_field_most (field), >, 1.0);
  for (gint i = 0; i < WIDTH * HEIGHT; i++)
    {
      gdouble u, v;

      retexture_motion_apply (&motion, i % WIDTH + 0.5 - 0.5 * WIDTH,
                              i / WIDTH + 0.5 - 0.5 * HEIGHT, &u, &v);
      g_assert_cmpfloat (fabs (pixels[4 * i] - wave_at (u, v, 0.1, -0.2)), <, 0.01);
    }
}

/* What the smaller picture cannot hold is averaged away, the rest stays. */
static void
shrinking_does_not_alias (void)
{
  const RetextureTransform half = { { 2.0, 0.0, 0.0, 2.0 }, { 0.0, 0.0 } };
  static const gdouble cycles[] = { 0.05, 0.4 };

  for (guint i = 0; i < G_N_ELEMENTS (cycles); i++)
    {
      g_autoptr (GeglBuffer) original
          = wave_picture (2 * WIDTH + 40, 2 * HEIGHT + 40, cycles[i], 0.0);
      g_autoptr (GeglBuffer) result = warped (original, "R'G'B'A float", &half);
      g_autofree gfloat *pixels = pixels_of (result);

      for (gint x = 0; x < WIDTH; x++)
        {
          const gdouble wanted = cycles[i] < 0.25
                                     ? wave_at (2.0 * (x + 0.5 - 0.5 * WIDTH), 0.0, cycles[i], 0.0)
                                     : 0.5;

          g_assert_cmpfloat (fabs (pixels[4 * (WIDTH * HEIGHT / 2 + x)] - wanted), <, 0.02);
        }
    }
}

static void
whole_pixels_are_copied (void)
{
  static const gchar *formats[] = { "R'G'B'A u8", "R'G'B'A u16", "RGBA float", "Y'A half" };
  const RetextureTransform shift = { { 1.0, 0.0, 0.0, 1.0 }, { -4.0, 7.0 } };

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    {
      const Babl *format = babl_format (formats[f]);
      g_autoptr (GeglBuffer) original = noise_picture (formats[f], 0, 0, WIDTH, HEIGHT);
      g_autoptr (GeglBuffer) result = warped (original, formats[f], &shift);
      const gsize size
          = (gsize) (WIDTH - 4) * (HEIGHT - 7) * babl_format_get_bytes_per_pixel (format);
      g_autofree guchar *a = g_malloc (size), *b = g_malloc (size);

      gegl_buffer_get (original, GEGL_RECTANGLE (0, 7, WIDTH - 4, HEIGHT - 7), 1.0, format, a,
                       GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      gegl_buffer_get (result, GEGL_RECTANGLE (4, 0, WIDTH - 4, HEIGHT - 7), 1.0, format, b,
                       GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      g_assert_cmpmem (a, size, b, size);
    }
}

static void
beyond_the_original_it_is_transparent (void)
{
  static const RetextureTransform shifts[]
      = { { { 1.0, 0.0, 0.0, 1.0 }, { -50.25, 0.0 } }, { { 1.0, 0.0, 0.0, 1.0 }, { 50.25, 0.0 } } };
  g_autoptr (GeglBuffer) original = flat_picture ("R'G'B' u8", WIDTH, HEIGHT, 0.6f);

  for (gint k = 0; k < 2; k++)
    {
      g_autoptr (GeglBuffer) result = warped (original, "R'G'B'A float", &shifts[k]);
      g_autofree gfloat *pixels = pixels_of (result);

      for (gint i = 0; i < WIDTH; i++)
        {
          const gint x = k == 0 ? i : WIDTH - 1 - i;
          const gfloat *pixel = pixels + 4 * (WIDTH * HEIGHT / 2 + x);

          g_assert_cmpfloat (pixel[3], ==, i < 50 ? 0.0f : i == 50 ? 0.75f : 1.0f);
          if (pixel[3] > 0.0f)
            g_assert_cmpfloat (fabs (pixel[0] - 0.6f), <, 1e-5);
        }
    }
}

/* Beside what is not there, colour stays what it is, and what lies under transparency does not
 * show. */
static void
transparent_pixels_lend_no_colour (void)
{
  const RetextureTransform half = { { 1.0, 0.0, 0.0, 1.0 }, { 0.5, 0.0 } };
  g_autofree gfloat *rgba = g_new (gfloat, WIDTH * HEIGHT * 4);
  g_autoptr (GeglBuffer) original = NULL;
  g_autoptr (GeglBuffer) result = NULL;
  g_autofree gfloat *pixels = NULL;

  for (gint i = 0; i < WIDTH * HEIGHT * 4; i++)
    {
      const gboolean there = i / 4 % WIDTH >= WIDTH / 2;

      rgba[i] = i % 4 == 3 ? (there ? 0.5f : 0.0f) : (there ? 0.6f : noise_at (i, 0, 0));
    }
  original = picture_from_pixels ("R'G'B'A float", &frame, rgba);
  result = warped (original, "R'G'B'A float", &half);
  pixels = pixels_of (result);
  for (gint x = 0; x < WIDTH; x++)
    {
      const gfloat *pixel = pixels + 4 * (WIDTH * HEIGHT / 2 + x);

      /* Three lobes away from the border, and from the picture's own, there is nothing to mix. */
      if (x > WIDTH / 2 + 4 && x < WIDTH - 1)
        g_assert_cmpfloat (fabs (pixel[3] - 0.5f), <, 1e-5);
      if (pixel[3] > 0.0f)
        g_assert_cmpfloat (fabs (pixel[0] - 0.6f), <, 1e-4);
    }
}

static void
a_pixel_has_the_same_bytes_in_any_region (void)
{
  g_autoptr (RetextureField) field = bend ();
  const RetextureTransform map = { { 1.31, -0.2, 0.17, 1.28 }, { 3.21, -7.43 } };
  const RetextureMotion motions[] = { { map, NULL }, { map, field } };
  const GeglRectangle pieces[] = { { 0, 0, 200, 1 }, { 63, 65, 1, 1 }, { 10, 20, 128, 90 } };
  const Babl *format = babl_format ("R'G'B'A float");
  g_autoptr (GeglBuffer) original = noise_picture ("R'G'B'A u16", 0, 0, 260, 190);

  for (guint m = 0; m < G_N_ELEMENTS (motions); m++)
    {
      g_autoptr (GeglBuffer) whole = moved (original, "R'G'B'A float", &motions[m]);

      for (guint p = 0; p < G_N_ELEMENTS (pieces); p++)
        {
          const GeglRectangle needed = retexture_warp_source (gegl_buffer_get_extent (original),
                                                              &pieces[p], &frame, &motions[m]);
          g_autoptr (GeglBuffer) piece = gegl_buffer_new (&pieces[p], format);

          g_assert_cmpint (needed.width, >, pieces[p].width);
          retexture_warp_render (original, piece, &pieces[p], &frame, &motions[m]);
          assert_same_bytes (whole, piece, &pieces[p]);
        }
    }
}

/* What a block is made from holds the kernels of all its pixels, also where the field leads them
 * away from where its corners go. */
static void
a_block_is_made_from_all_it_needs (void)
{
  static const GeglRectangle original = { 0, 0, WIDTH, HEIGHT }, block = { 64, 0, 64, 64 };
  g_autoptr (RetextureField) field = retexture_field_new (WIDTH, HEIGHT, 16.0);
  const RetextureMotion motion = { { { 1.0, 0.0, 0.0, 1.0 }, { 0.0, 0.0 } }, field };
  GeglRectangle held;

  for (gint row = 0; row < field->u->rows; row++)
    for (gint column = 0; column < field->u->columns; column++)
      {
        const gsize node = (gsize) row * field->u->columns + column;
        gdouble x, y;

        /* A bulge in the middle of its left side. */
        retexture_field_node (field, column, row, &x, &y);
        field->u->values[node] = field->v->values[node] = (gfloat) -MAX (
            0.0, 7.0 - 0.14 * hypot (x + 0.5 * WIDTH - 66.0, y + 0.5 * HEIGHT - 32.0));
      }
  retexture_field_flatten (field, 1.0);
  held = retexture_warp_source (&original, &block, &frame, &motion);
  for (gint y = block.y; y < block.y + block.height; y++)
    for (gint x = block.x; x < block.x + block.width; x++)
      {
        gdouble u, v;

        retexture_motion_apply (&motion, x + 0.5 - 0.5 * WIDTH, y + 0.5 - 0.5 * HEIGHT, &u, &v);
        u += 0.5 * WIDTH - 0.5;
        v += 0.5 * HEIGHT - 0.5;
        g_assert_cmpfloat (u - 3.0, >, held.x - 1);
        g_assert_cmpfloat (v - 3.0, >, held.y - 1);
        g_assert_cmpfloat (u + 3.0, <, held.x + held.width);
        g_assert_cmpfloat (v + 3.0, <, held.y + held.height);
      }
}

/* What is said to be reached is all there is, and what is said to be covered is opaque. */
static void
reach_and_cover_are_told_truly (void)
{
  g_autoptr (RetextureField) field = bend ();
  const RetextureTransform inside = { { 0.9, 0.02, -0.01, 0.9 }, { 1.3, 2.4 } };
  const RetextureTransform beyond = { { 1.1, 0.05, -0.03, 1.2 }, { 51.3, -32.4 } };
  const RetextureMotion motions[]
      = { { inside, NULL }, { inside, field }, { beyond, NULL }, { beyond, field } };
  g_autoptr (GeglBuffer) original = noise_picture ("R'G'B' u16", 0, 0, WIDTH + 10, HEIGHT + 10);
  const GeglRectangle *extent = gegl_buffer_get_extent (original);

  for (guint m = 0; m < G_N_ELEMENTS (motions); m++)
    {
      const GeglRectangle reach = retexture_warp_reach (extent, &frame, &motions[m]);
      const gboolean covers = retexture_warp_covers (extent, &frame, &frame, &motions[m]);
      g_autoptr (GeglBuffer) result = moved (original, "R'G'B'A float", &motions[m]);
      g_autofree gfloat *pixels = pixels_of (result);

      g_assert_cmpint (covers, ==, m < 2);
      for (gint i = 0; i < WIDTH * HEIGHT; i++)
        {
          const gint x = i % WIDTH, y = i / WIDTH;
          const gboolean within = x >= reach.x && x < reach.x + reach.width && y >= reach.y
                                  && y < reach.y + reach.height;

          if (covers)
            g_assert_cmpfloat (pixels[4 * i + 3], ==, 1.0f);
          if (!within)
            g_assert_cmpfloat (pixels[4 * i + 3], ==, 0.0f);
        }
    }
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
#define TEST(name) g_test_add_func ("/warp/" #name, name)
  TEST (waves_go_where_they_should);
  TEST (bent_waves_go_where_they_should);
  TEST (shrinking_does_not_alias);
  TEST (whole_pixels_are_copied);
  TEST (beyond_the_original_it_is_transparent);
  TEST (transparent_pixels_lend_no_colour);
  TEST (a_pixel_has_the_same_bytes_in_any_region);
  TEST (a_block_is_made_from_all_it_needs);
  TEST (reach_and_cover_are_told_truly);
  return g_test_run ();
}
