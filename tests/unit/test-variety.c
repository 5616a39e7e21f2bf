/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texture of a small donor shows itself again; of several that look alike it does so less.
 */
#include "borrow-trial.h"
#include "donor-looks.h"
#include "quilt.h"
#include "textures.h"
#include "tiling.h"

/* A photograph, and the donors cut out of it. */
#define SIZE 400
#define DONOR 80

#define MADE 192
#define RADIUS 5.0
#define PATCH 32

/* Pieces that are looked for elsewhere. */
#define PIECE 24
#define PIECES 9

/* From this correlation on one piece is the other. */
#define THE_SAME 0.5

static RetextureExemplar *
exemplar_of (GeglBuffer *picture, gboolean gaussian, gboolean turned, gint n_others, gint side)
{
  RetextureExemplarRecipe recipe = { .area = { 20, 20, DONOR, DONOR },
                                     .radius = RADIUS,
                                     .size = 1.0,
                                     .pixel_size = 1.0,
                                     .gaussian = gaussian,
                                     .patch = gaussian ? 0.0 : PATCH,
                                     .turned = turned,
                                     .mirrored = TRUE };
  g_autoptr (GError) error = NULL;
  RetextureExemplar *exemplar;

  for (gint i = 0; i < n_others; i++)
    recipe.others[i] = *GEGL_RECTANGLE (20, 120 + 90 * i, side, side);
  exemplar = retexture_exemplar_new (picture, &recipe, &error);
  g_assert_no_error (error);
  return exemplar;
}

static GeglBuffer *
pores_new (void)
{
  g_autofree gfloat *plane = texture_new (TEXTURE_PORES, 5, SIZE, SIZE);

  return picture_of_texture ("R'G'B' float", plane, SIZE, SIZE, 0.5f, 0.03f);
}

static gfloat *
make (RetextureExemplar *exemplar, const GeglRectangle *area)
{
  gfloat *values = g_new (gfloat, area->width * area->height);

  if (exemplar->recipe.gaussian)
    retexture_tiling_render (exemplar, 3, area, NULL, NULL, values);
  else
    {
      g_autoptr (RetextureQuilt) quilt = retexture_quilt_new (
          exemplar, 3, PATCH, GEGL_RECTANGLE (0, 0, MADE, MADE), NULL, NULL, NULL);

      retexture_quilt_render (quilt, area, values);
    }
  return values;
}

/* The correlation of the piece at (x, y) with the one at (u, v). */
static gdouble
correlation_of (const gfloat *values, gint x, gint y, gint u, gint v)
{
  gdouble product = 0.0, one = 0.0, other = 0.0;

  for (gint row = 0; row < PIECE; row++)
    {
      const gfloat *a = values + (y + row) * MADE + x, *b = values + (v + row) * MADE + u;

      for (gint i = 0; i < PIECE; i++)
        {
          product += a[i] * b[i];
          one += a[i] * a[i];
          other += b[i] * b[i];
        }
    }
  return product / sqrt (one * other);
}

/* In how many other places a piece is to be seen again, on average: squares of a piece's size. */
static gdouble
found_again (const gfloat *values)
{
  gint n = 0;

  for (gint k = 0; k < PIECES; k++)
    {
      const gint x = 20 + k % 3 * 60, y = 20 + k / 3 * 60;
      guint8 seen[(MADE / PIECE) * (MADE / PIECE)] = { 0 };

      for (gint v = 0; v + PIECE <= MADE; v++)
        for (gint u = 0; u + PIECE <= MADE; u++)
          if (MAX (ABS (u - x), ABS (v - y)) >= PIECE
              && correlation_of (values, x, y, u, v) > THE_SAME)
            seen[v / PIECE * (MADE / PIECE) + u / PIECE] = 1;
      for (guint i = 0; i < sizeof seen; i++)
        n += seen[i];
    }
  return (gdouble) n / PIECES;
}

static void
others_lend_variety (void)
{
  g_autoptr (GeglBuffer) picture = pores_new ();
  const GeglRectangle area = { 0, 0, MADE, MADE };
  g_autofree gfloat *truth = texture_new (TEXTURE_PORES, 5, MADE, MADE);
  const gdouble in_truth = found_again (truth);

  for (gint gaussian = 0; gaussian < 2; gaussian++)
    {
      gdouble again[2];

      for (gint many = 0; many < 2; many++)
        {
          g_autoptr (RetextureExemplar) exemplar
              = exemplar_of (picture, gaussian, FALSE, many ? RETEXTURE_EXEMPLAR_OTHERS : 0, DONOR);
          g_autofree gfloat *values = make (exemplar, &area);

          again[many] = found_again (values);
        }
      g_test_message (
          "measured: %s: pieces are seen again %.1f times, of four donors %.1f; in the truth %.1f",
          gaussian ? "mixed" : "in patches", again[0], again[1], in_truth);
      g_assert_cmpfloat (again[1], <, 0.8 * again[0]);
      g_assert_cmpfloat (again[1], <, in_truth + 1.0);
    }
}

/* How many regions lend. */
static gint
n_lending (const RetextureExemplar *exemplar)
{
  return exemplar->n_variants / exemplar->n_mirrors;
}

static void
only_what_can_be_laid_lends (void)
{
  g_autoptr (GeglBuffer) picture = pores_new ();

  for (gint gaussian = 0; gaussian < 2; gaussian++)
    {
      g_autoptr (RetextureExemplar) alone = exemplar_of (picture, gaussian, FALSE, 0, 0);
      g_autoptr (RetextureExemplar) two = exemplar_of (picture, gaussian, FALSE, 2, DONOR);
      g_autoptr (RetextureExemplar) small = exemplar_of (picture, gaussian, FALSE, 2, 30);
      g_autoptr (RetextureExemplar) turned = exemplar_of (picture, gaussian, TRUE, 2, DONOR);

      g_assert_cmpint (n_lending (alone), ==, 1);
      g_assert_cmpint (n_lending (two), ==, 3);
      g_assert_cmpint (n_lending (small), ==, 1);
      g_assert_cmpint (n_lending (turned), ==, 1);
    }
}

/* A preview of half the size takes the same places, from the same regions. Finer than its pixels it
 * is reduced otherwise: of one region, 0.85. */
static void
a_preview_shows_the_same (void)
{
  g_autoptr (GeglBuffer) picture = pores_new ();
  RetextureExemplarRecipe recipe = { .area = { 20, 20, DONOR, DONOR },
                                     .radius = RADIUS,
                                     .size = 1.0,
                                     .pixel_size = 1.0,
                                     .gaussian = TRUE,
                                     .mirrored = TRUE,
                                     .others = { { 20, 120, 110, 96 }, { 200, 20, 140, 130 } } };
  const GeglRectangle area = { 0, 0, MADE, MADE }, half = { 0, 0, MADE / 2, MADE / 2 };
  g_autoptr (RetextureExemplar) whole = retexture_exemplar_new (picture, &recipe, NULL);
  g_autoptr (RetextureExemplar) reduced = NULL;
  g_autofree gfloat *values = NULL, *preview = NULL, *smaller = g_new (gfloat, MADE * MADE / 4);
  gdouble both = 0.0, one = 0.0, other = 0.0;

  recipe.pixel_size = 2.0;
  reduced = retexture_exemplar_new (picture, &recipe, NULL);
  values = make (whole, &area);
  preview = make (reduced, &half);
  for (gint i = 0; i < MADE * MADE / 4; i++)
    {
      const gfloat *first = values + 2 * (i / (MADE / 2)) * MADE + 2 * (i % (MADE / 2));

      smaller[i] = 0.25f * (first[0] + first[1] + first[MADE] + first[MADE + 1]);
    }
  for (gint i = 0; i < MADE * MADE / 4; i++)
    {
      both += smaller[i] * preview[i];
      one += smaller[i] * smaller[i];
      other += preview[i] * preview[i];
    }
  g_test_message ("measured: correlation of preview and result %.3f", both / sqrt (one * other));
  g_assert_cmpfloat (both / sqrt (one * other), >, 0.8);
}

static void
texture_of_several_is_a_function_of_the_place (void)
{
  g_autoptr (GeglBuffer) picture = pores_new ();
  const GeglRectangle area = { 0, 0, MADE, MADE }, part = { 50, 37, 64, 48 };

  for (gint gaussian = 0; gaussian < 2; gaussian++)
    {
      g_autoptr (RetextureExemplar) exemplar = exemplar_of (picture, gaussian, FALSE, 3, DONOR);
      g_autofree gfloat *whole = make (exemplar, &area);
      g_autofree gfloat *piece = make (exemplar, &part);

      for (gint y = 0; y < part.height; y++)
        g_assert_cmpmem (piece + y * part.width, part.width * sizeof (gfloat),
                         whole + (part.y + y) * MADE + part.x, part.width * sizeof (gfloat));
    }
}

static RetextureDonorFit
fit_of (TextureKind kind, guint32 seed)
{
  g_autofree gfloat *plane = texture_new (kind, seed, SIZE, SIZE);
  g_autoptr (GeglBuffer) picture
      = picture_of_texture ("R'G'B' float", plane, SIZE, SIZE, 0.5f, 0.03f);

  return retexture_donor_looks_try (picture, GEGL_RECTANGLE (100, 100, 112, 112), NULL);
}

static void
only_what_looks_alike_is_alike (void)
{
  const TextureKind kinds[] = { TEXTURE_PORES, TEXTURE_FUZZ, TEXTURE_BRUSHED, TEXTURE_WEAVE };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
      {
        const RetextureDonorFit one = fit_of (kinds[i], 7), other = fit_of (kinds[k], 8);

        /* Pieces of one kind may well differ, but for pores. */
        if (i != k || i == 0)
          g_assert_cmpint (retexture_donor_looks_alike (&one, &other), ==, i == k);
      }
}

static void
what_was_found_is_not_alone_and_what_is_drawn_is (void)
{
  g_autoptr (GeglBuffer) original = pores_new ();
  g_autoptr (GeglBuffer) mask
      = gegl_buffer_new (gegl_buffer_get_extent (original), babl_format ("Y float"));
  g_autoptr (GeglBuffer) edit = NULL;
  g_autoptr (RetextureBorrowing) borrowing = NULL;
  const gfloat one = 1.0f;

  gegl_buffer_set_color_from_pixel (mask, GEGL_RECTANGLE (140, 140, 120, 120), &one,
                                    babl_format ("Y float"));
  edit = smoothed_new (original, mask, RADIUS);
  borrowing = retexture_borrowing_new (edit, NULL, NULL, mask, NULL, NULL, NULL);
  for (gint drawn = 0; drawn < 2; drawn++)
    {
      const GeglRectangle rectangles[] = { { 0, 0, 0, 0 }, { 20, 30, 100, 90 } };
      RetextureExemplarRecipe recipe = { .radius = RADIUS, .size = 1.0, .pixel_size = 1.0 };
      g_autoptr (GError) error = NULL;
      gint n = 0;

      retexture_borrowing_choose_area (borrowing, rectangles + drawn, 1, &recipe.area, &error);
      g_assert_no_error (error);
      retexture_borrowing_choose_engine (borrowing, RETEXTURE_ENGINE_AUTOMATIC, PATCH, &recipe);
      for (gint k = 0; k < RETEXTURE_EXEMPLAR_OTHERS; k++)
        if (!gegl_rectangle_is_empty (recipe.others + k))
          {
            g_assert_false (gegl_rectangle_intersect (NULL, recipe.others + k, &recipe.area));
            n++;
          }
      g_assert_true (drawn ? n == 0 : n > 1);
    }
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
#define TEST(function) g_test_add_func ("/variety/" #function, function)
  TEST (others_lend_variety);
  TEST (only_what_can_be_laid_lends);
  TEST (a_preview_shows_the_same);
  TEST (texture_of_several_is_a_function_of_the_place);
  TEST (only_what_looks_alike_is_alike);
  TEST (what_was_found_is_not_alone_and_what_is_drawn_is);
  return g_test_run ();
}
