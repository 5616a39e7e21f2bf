/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where texture can be borrowed, and what is taken from there.
 */
#include "borrowing.h"
#include "donor-texture.h"
#include "target-ring.h"
#include "texture-presence.h"
#include "textures.h"

#define WIDTH 640
#define HEIGHT 480

/* A picture, to be painted area by area: tone and texture strength. */
typedef struct
{
  gfloat *rgba;
  gfloat *texture;
} Painting;

static Painting
painting_new (void)
{
  return (Painting){ g_new0 (gfloat, 4 * WIDTH * HEIGHT),
                     texture_new (TEXTURE_PORES, 11, WIDTH, HEIGHT) };
}

static void
paint (Painting *self, const GeglRectangle *area, const gfloat *colour, gfloat strength)
{
  for (gint y = area->y; y < area->y + area->height; y++)
    for (gint x = area->x; x < area->x + area->width; x++)
      for (gint c = 0; c < 4; c++)
        self->rgba[4 * (y * WIDTH + x) + c]
            = c == 3 ? 1.0f : colour[c] + strength * self->texture[y * WIDTH + x];
}

static GeglBuffer *
painting_finish_in (Painting *self, const gchar *format)
{
  GeglBuffer *picture
      = picture_from_pixels (format, GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), self->rgba);

  g_free (self->rgba);
  g_free (self->texture);
  return picture;
}

static GeglBuffer *
painting_finish (Painting *self)
{
  return painting_finish_in (self, "R'G'B' u8");
}

static GeglBuffer *
mask_of (const GeglRectangle *area)
{
  GeglBuffer *mask
      = gegl_buffer_new (GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), babl_format ("Y float"));
  GeglColor *white = gegl_color_new ("white");

  gegl_buffer_set_color (mask, area, white);
  g_object_unref (white);
  return mask;
}

static const gfloat skin[3] = { 0.8f, 0.6f, 0.5f };
static const gfloat cloth[3] = { 0.3f, 0.5f, 0.8f };
static const GeglRectangle everything = { 0, 0, WIDTH, HEIGHT };

/* How much of the texture is left so many pixels from a target. */
typedef gfloat (*StrengthFunc) (gdouble distance);

static gfloat
growing (gdouble distance)
{
  return MIN (0.4 + distance / 100.0, 1.0);
}

static gfloat
even (gdouble distance)
{
  return 1.0f;
}

/* What is healthy surrounds a target from its rim on, however its strength changes: its detail is
 * as fine everywhere. */
static void
healthy_texture_surrounds_from_the_rim_on (gconstpointer data)
{
  const StrengthFunc strength = *(const StrengthFunc *) data;
  const GeglRectangle target = { 240, 160, 160, 160 };
  Painting painting = painting_new ();
  g_autoptr (GeglBuffer) picture = NULL, mask = mask_of (&target);
  g_autoptr (RetextureSurvey) survey = NULL;
  g_autofree gfloat *cover = NULL, *unfit = NULL;
  g_autofree guint8 *ring = NULL;

  for (gint y = 0; y < HEIGHT; y++)
    for (gint x = 0; x < WIDTH; x++)
      {
        const gdouble across = MAX (abs (x - WIDTH / 2), abs (y - HEIGHT / 2)) - 80.0;

        paint (&painting, GEGL_RECTANGLE (x, y, 1, 1), skin, 0.03f * strength (MAX (across, 0.0)));
      }
  picture = painting_finish (&painting);
  survey = retexture_survey_new (picture, NULL);
  cover = retexture_survey_cover (survey, mask);
  unfit = g_new (gfloat, (gsize) survey->columns * survey->rows);
  ring = retexture_target_ring_find (survey, cover, NULL, unfit);
  for (gint i = 0; i < survey->columns * survey->rows; i++)
    {
      const GeglRectangle block = retexture_survey_block_area (survey, i);
      const gint x = MAX (target.x - (block.x + block.width), block.x - (target.x + target.width));
      const gint y
          = MAX (target.y - (block.y + block.height), block.y - (target.y + target.height));

      /* A ring is at least three blocks wide. */
      g_assert_cmpint (ring[i], ==, MAX (x, y) >= 0 && MAX (x, y) < 3 * RETEXTURE_BLOCK);
      g_assert_cmpfloat (unfit[i], ==, MAX (x, y) < 0);
    }
}

/* What the picture itself can lend to a part of it. */
static RetextureBorrowing *
own_borrowing (GeglBuffer *picture, const GeglRectangle *target)
{
  g_autoptr (GeglBuffer) mask = mask_of (target);

  return retexture_borrowing_new (picture, NULL, NULL, mask, NULL, NULL, NULL);
}

static const GeglRectangle *
best_of (RetextureBorrowing *borrowing)
{
  const GArray *regions = retexture_borrowing_get_regions (borrowing);

  g_assert_cmpuint (regions->len, >, 0);
  return &g_array_index (regions, RetextureDonorRegion, 0).area;
}

/* ---- regions ---- */

static void
regions_are_healthy_alike_and_outside_the_target (gconstpointer data)
{
  const GeglRectangle target = { 240, 160, 160, 160 }, plastic = { 0, 0, 640, 90 };
  const GeglRectangle strange = { 480, 90, 160, 390 };
  Painting painting = painting_new ();
  g_autoptr (GeglBuffer) picture = NULL;
  g_autoptr (RetextureBorrowing) borrowing = NULL;
  const GArray *regions;

  paint (&painting, &everything, skin, 0.03f);
  paint (&painting, &strange, cloth, 0.03f);
  paint (&painting, &plastic, skin, 0.001f);
  paint (&painting, &target, skin, GPOINTER_TO_INT (data) / 1000.0f);
  picture = painting_finish (&painting);
  borrowing = own_borrowing (picture, &target);
  regions = retexture_borrowing_get_regions (borrowing);
  g_assert_cmpuint (regions->len, >=, 2);
  for (guint i = 0; i < regions->len; i++)
    {
      const RetextureDonorRegion *region = &g_array_index (regions, RetextureDonorRegion, i);

      g_assert_false (gegl_rectangle_intersect (NULL, &region->area, &target));
      if (i > 0)
        g_assert_cmpfloat (region[0].score, <=, region[-1].score);
    }
  g_assert_false (gegl_rectangle_intersect (NULL, best_of (borrowing), &plastic));
  g_assert_false (gegl_rectangle_intersect (NULL, best_of (borrowing), &strange));
}

/* A picture in floats may hold anything: what lies elsewhere is lent all the same. */
static void
stray_values_spoil_only_their_place (void)
{
  const GeglRectangle target = { 240, 160, 160, 160 };
  static const GeglRectangle strays[] = { { 20, 20, 1, 1 }, { 560, 30, 1, 1 }, { 100, 400, 3, 3 } };
  static const gfloat values[] = { NAN, INFINITY, 1e6f };
  Painting painting = painting_new ();
  g_autoptr (GeglBuffer) picture = NULL;
  g_autoptr (RetextureBorrowing) borrowing = NULL;
  const GArray *regions;

  paint (&painting, &everything, skin, 0.03f);
  paint (&painting, &target, skin, 0.0f);
  for (guint k = 0; k < G_N_ELEMENTS (strays); k++)
    paint (&painting, &strays[k], (gfloat[3]){ values[k], values[k], values[k] }, 0.0f);
  picture = painting_finish_in (&painting, "R'G'B' float");
  borrowing = own_borrowing (picture, &target);
  regions = retexture_borrowing_get_regions (borrowing);
  g_assert_cmpuint (regions->len, >=, 3);
  for (guint i = 0; i < regions->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (strays); k++)
      g_assert_false (gegl_rectangle_intersect (
          NULL, &g_array_index (regions, RetextureDonorRegion, i).area, &strays[k]));
}

/* Of two textures as strong as each other the one that is around the target is lent, though the
 * other one is nearer and there is more of it. */
static void
what_would_look_wrong_is_not_first (void)
{
  const GeglRectangle target = { 16, 160, 128, 160 }, strange = { 272, 0, 368, HEIGHT };
  g_autofree gfloat *fuzz = texture_new (TEXTURE_FUZZ, 4, WIDTH, HEIGHT);
  Painting painting = painting_new ();
  g_autoptr (GeglBuffer) picture = NULL;
  g_autoptr (RetextureBorrowing) borrowing = NULL;

  for (gint i = 0; i < WIDTH * HEIGHT; i++)
    if (i % WIDTH >= strange.x)
      painting.texture[i] = fuzz[i];
  paint (&painting, &everything, skin, 0.03f);
  paint (&painting, &target, skin, 0.0f);
  picture = painting_finish (&painting);
  borrowing = own_borrowing (picture, &target);
  g_assert_false (gegl_rectangle_intersect (NULL, best_of (borrowing), &strange));
}

/* What is best laid how, on its own and for a target. */
static void
form_is_laid_in_patches (void)
{
  static const struct
  {
    TextureKind kind;
    gboolean gaussian;
  } cases[] = { { TEXTURE_PORES, TRUE }, { TEXTURE_FUZZ, TRUE }, { TEXTURE_WEAVE, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gfloat *texture = texture_new (cases[i].kind, 6, WIDTH, HEIGHT);
      g_autoptr (GeglBuffer) picture
          = picture_of_texture ("R'G'B' u8", texture, WIDTH, HEIGHT, 0.5f, 0.03f);
      g_autoptr (RetextureBorrowing) borrowing
          = retexture_borrowing_new (picture, NULL, NULL, NULL, NULL, NULL, NULL);
      RetextureExemplarRecipe recipe = { .area = { 100, 100, 300, 300 } };

      retexture_borrowing_choose_engine (borrowing, RETEXTURE_ENGINE_AUTOMATIC, 32.0, &recipe);
      g_assert_cmpint (recipe.gaussian, ==, cases[i].gaussian);
      g_assert_cmpfloat (recipe.patch, ==, cases[i].gaussian ? 0.0 : 32.0);
      for (gint engine = RETEXTURE_ENGINE_STOCHASTIC; engine <= RETEXTURE_ENGINE_STRUCTURED;
           engine++)
        {
          retexture_borrowing_choose_engine (borrowing, engine, 32.0, &recipe);
          g_assert_cmpint (recipe.gaussian, ==, engine == RETEXTURE_ENGINE_STOCHASTIC);
        }
    }
}

/* Weave beside pores: what is to lie among pores must not be it. */
static void
a_region_that_would_look_wrong_is_told (void)
{
  const GeglRectangle extent = { 0, 0, 640, 480 }, hole = { 160, 192, 96, 96 };
  const gsize n = (gsize) extent.width * extent.height;
  g_autofree gfloat *plane = texture_new (TEXTURE_PORES, 3, extent.width, extent.height);
  g_autofree gfloat *weave = texture_new (TEXTURE_WEAVE, 4, extent.width, extent.height);
  g_autofree gfloat *selected = g_new0 (gfloat, n);
  g_autoptr (GeglBuffer) picture = NULL, nothing = NULL;
  g_autoptr (GeglBuffer) mask = gegl_buffer_new (&extent, babl_format ("Y float"));
  g_autoptr (RetextureBorrowing) borrowing = NULL, unknown = NULL;

  for (gint y = 0; y < extent.height; y++)
    for (gint x = 0; x < extent.width; x++)
      {
        const gsize i = (gsize) y * extent.width + x;

        selected[i]
            = x >= hole.x && x < hole.x + hole.width && y >= hole.y && y < hole.y + hole.height;
        if (x >= 448)
          plane[i] = weave[i];
        else if (selected[i] > 0.0f)
          plane[i] = 0.0f;
      }
  picture = picture_of_texture ("R'G'B' u16", plane, extent.width, extent.height, 0.55f, 0.04f);
  gegl_buffer_set (mask, &extent, 0, babl_format ("Y float"), selected, GEGL_AUTO_ROWSTRIDE);
  borrowing = retexture_borrowing_new (picture, NULL, NULL, mask, NULL, NULL, NULL);
  g_assert_true (retexture_borrowing_looks_alike (borrowing, GEGL_RECTANGLE (16, 16, 112, 112)));
  g_assert_false (retexture_borrowing_looks_alike (borrowing, GEGL_RECTANGLE (464, 160, 160, 160)));

  /* Of a few pixels, or where nothing intact is around, nothing can be said. */
  g_assert_true (retexture_borrowing_looks_alike (borrowing, GEGL_RECTANGLE (464, 160, 8, 8)));
  memset (plane, 0, n * sizeof (gfloat));
  nothing = picture_of_texture ("R'G'B' u16", plane, extent.width, extent.height, 0.55f, 0.04f);
  unknown = retexture_borrowing_new (nothing, picture, NULL, mask, NULL, NULL, NULL);
  g_assert_true (retexture_borrowing_looks_alike (unknown, GEGL_RECTANGLE (464, 160, 160, 160)));
}

static void
only_what_is_near_enough_is_a_region (void)
{
  g_autofree gfloat *plane = texture_new (TEXTURE_PORES, 3, 640, 480);
  g_autoptr (GeglBuffer) picture = picture_of_texture ("R'G'B' u16", plane, 640, 480, 0.55f, 0.04f);
  g_autoptr (RetextureSurvey) survey = retexture_survey_new (picture, NULL);
  const gint n = survey->columns * survey->rows;
  gfloat *covers[2] = { g_new0 (gfloat, n), g_new0 (gfloat, n) };
  g_autoptr (RetextureBorrowing) any = NULL, near = NULL;
  const GArray *regions, *nearer;
  gdouble farthest;

  for (gint k = 0; k < 2; k++)
    covers[k][n / 2 + survey->columns / 2] = 1.0f;
  any = retexture_borrowing_new_within (picture, survey, covers[0], NULL, INFINITY);
  regions = retexture_borrowing_get_regions (any);
  g_assert_cmpuint (regions->len, >, 1);
  farthest = g_array_index (regions, RetextureDonorRegion, 0).fit.distance;
  near = retexture_borrowing_new_within (picture, survey, covers[1], NULL, farthest);
  nearer = retexture_borrowing_get_regions (near);
  g_assert_cmpuint (nearer->len, >=, 1);
  g_assert_cmpuint (nearer->len, <, regions->len);
  for (guint k = 0; k < nearer->len; k++)
    g_assert_cmpfloat (g_array_index (nearer, RetextureDonorRegion, k).fit.distance, <=, farthest);
}

/* Texture that is somewhat unlike what is around, for a small target and a wide one. */
static void
what_would_repeat_has_to_look_right (void)
{
  const gint width = 1024, height = 1024, side = 160;
  g_autofree gfloat *plane = texture_new (TEXTURE_PORES, 3, width, height);
  g_autofree gfloat *fuzz = texture_new (TEXTURE_FUZZ, 4, width, height);
  g_autoptr (GeglBuffer) picture = NULL;
  g_autoptr (RetextureSurvey) survey = NULL;

  for (gint i = 0; i < width * height; i++)
    if (i % width < side && i / width < side)
      plane[i] = 0.75f * plane[i] + 0.65f * fuzz[i];
  picture = picture_of_texture ("R'G'B' u16", plane, width, height, 0.55f, 0.04f);
  survey = retexture_survey_new (picture, NULL);
  for (gint wide = FALSE; wide <= TRUE; wide++)
    {
      const gint first = survey->rows - (wide ? 48 : 6);
      gfloat *cover = g_new0 (gfloat, (gsize) survey->columns * survey->rows);
      g_autoptr (RetextureBorrowing) borrowing = NULL;

      for (gint y = first; y < survey->rows; y++)
        for (gint x = first; x < survey->columns; x++)
          cover[y * survey->columns + x] = 1.0f;
      borrowing = retexture_borrowing_new_within (picture, survey, cover, NULL, INFINITY);
      for (gint size = 64; size <= side; size += side - 64)
        g_assert_cmpint (
            retexture_borrowing_looks_alike (borrowing, GEGL_RECTANGLE (0, 0, size, size)), ==,
            !wide || size == side);
    }
}

/* The energy around a place, of the exemplar's own. */
static gdouble
relation_at (const RetextureExemplar *exemplar, gdouble x, gdouble y)
{
  const RetextureVector vector = retexture_block_field_at (exemplar->surroundings, x, y);

  return exp (2.0 * vector.x / vector.y);
}

/* Texture on the left, and the same five times fainter on the right, where some is wanted. */
static void
little_around_is_plastic_unless_it_is_known (void)
{
  const GeglRectangle target = { 480, 240, 16, 16 };
  const RetextureExemplarRecipe recipe
      = { .area = { 32, 32, 200, 200 }, .radius = 4.0, .size = 1.0, .pixel_size = 1.0 };
  Painting painting = painting_new ();
  g_autoptr (GeglBuffer) picture = NULL, mask = mask_of (&target);
  g_autoptr (RetextureSurvey) survey = NULL;

  paint (&painting, &everything, skin, 0.03f);
  paint (&painting, GEGL_RECTANGLE (WIDTH / 2, 0, WIDTH / 2, HEIGHT), skin, 0.006f);
  picture = painting_finish (&painting);
  survey = retexture_survey_new (picture, NULL);
  for (gint known = 0; known <= 1; known++)
    {
      gfloat *cover = retexture_survey_cover (survey, mask);
      g_autofree gfloat *lost = g_new0 (gfloat, survey->columns * survey->rows);
      g_autoptr (RetextureBorrowing) borrowing = NULL;
      g_autoptr (RetextureExemplar) exemplar = NULL;

      /* Stray blocks among the faint ones say nothing. */
      for (gint i = 0; i < 21; i++)
        survey->blocks[(12 + i / 7) * survey->columns + 27 + i % 7].energy[0] = NAN;
      /* And beside the border, so that both are seen. */
      cover[15 * survey->columns + survey->columns / 2] = 1.0f;
      borrowing
          = retexture_borrowing_new_within (picture, survey, cover, known ? lost : NULL, INFINITY);
      exemplar = retexture_borrowing_get_exemplar (borrowing, &recipe, NULL);
      g_assert_nonnull (exemplar->surroundings);
      g_test_message ("measured: %.3f", relation_at (exemplar, 488.0, 248.0));
      if (known)
        {
          g_assert_cmpfloat_with_epsilon (relation_at (exemplar, 488.0, 248.0), 0.04, 0.02);
          g_assert_cmpfloat (relation_at (exemplar, 488.0, 248.0), >, 0.03);
        }
      else
        g_assert_cmpfloat (relation_at (exemplar, 488.0, 248.0), >, 0.7);
    }
}

static void
edges_and_clipping_are_avoided (void)
{
  static const gfloat dark[3] = { 0.4f, 0.3f, 0.25f }, white[3] = { 1.0f, 1.0f, 1.0f };
  const GeglRectangle target = { 0, 0, 96, 96 };
  Painting painting = painting_new ();
  g_autoptr (GeglBuffer) picture = NULL;
  g_autoptr (RetextureBorrowing) borrowing = NULL;
  const GeglRectangle *best;

  paint (&painting, &everything, skin, 0.02f);
  /* Hairs everywhere but in the lower right, and something burnt out. */
  for (gint x = 180; x < 400; x += 45)
    paint (&painting, GEGL_RECTANGLE (x, 0, 3, HEIGHT), dark, 0.02f);
  for (gint y = 110; y < HEIGHT; y += 45)
    paint (&painting, GEGL_RECTANGLE (0, y, 400, 3), dark, 0.02f);
  paint (&painting, GEGL_RECTANGLE (400, 0, 240, 200), white, 0.02f);
  picture = painting_finish (&painting);
  borrowing = own_borrowing (picture, &target);
  best = best_of (borrowing);
  g_assert_cmpint (best->x, >=, 368);
  g_assert_cmpint (best->y, >=, 176);
}

static void
the_largest_rectangle_in_a_mask_is_found (void)
{
  const gfloat white = 1.0f;
  Painting painting = painting_new ();
  g_autoptr (GeglBuffer) picture = NULL;
  g_autoptr (GeglBuffer) mask = mask_of (GEGL_RECTANGLE (50, 60, 100, 70));
  g_autoptr (GeglBuffer) empty = mask_of (GEGL_RECTANGLE (0, 0, 0, 0));
  g_autoptr (RetextureBorrowing) marked = NULL;
  g_autoptr (RetextureBorrowing) unmarked = NULL;
  GeglColor *colour = gegl_color_new ("white");

  /* An L, whose upright is 30 wide and 200 high, and a speck. */
  gegl_buffer_set_color (mask, GEGL_RECTANGLE (50, 60, 30, 200), colour);
  gegl_buffer_set (mask, GEGL_RECTANGLE (400, 400, 1, 1), 0, babl_format ("Y float"), &white,
                   GEGL_AUTO_ROWSTRIDE);
  g_object_unref (colour);
  paint (&painting, &everything, skin, 0.02f);
  picture = painting_finish (&painting);
  marked = retexture_borrowing_new (picture, NULL, mask, NULL, NULL, NULL, NULL);
  unmarked = retexture_borrowing_new (picture, NULL, empty, NULL, NULL, NULL, NULL);
  g_assert_true (gegl_rectangle_equal (best_of (marked), GEGL_RECTANGLE (50, 60, 100, 70)));
  g_assert_cmpuint (retexture_borrowing_get_regions (unmarked)->len, ==, 0);
}

/* ---- exemplars ---- */

static RetextureExemplar *
exemplar_of (GeglBuffer *picture, const GeglRectangle *area, gdouble radius, GError **error)
{
  const RetextureExemplarRecipe recipe = { .area = *area,
                                           .radius = radius,
                                           .size = 1.0,
                                           .pixel_size = 1.0,
                                           .colour = TRUE,
                                           .gaussian = TRUE };

  return retexture_exemplar_new (picture, &recipe, error);
}

static void
an_exemplar_knows_how_strong_its_texture_is (void)
{
  Painting painting = painting_new ();
  g_autoptr (GeglBuffer) picture = NULL;
  g_autoptr (RetextureExemplar) exemplar = NULL;
  const RetexturePlane *plane;
  gsize n;

  paint (&painting, &everything, skin, 0.03f);
  picture = painting_finish (&painting);
  exemplar = exemplar_of (picture, GEGL_RECTANGLE (100, 100, 256, 256), 12.0, NULL);
  plane = retexture_exemplar_get_plane (exemplar, 0, 0, FALSE);
  n = (gsize) plane->width * plane->height;
  /* Of a texture of that size 0.98 lie above that radius. */
  g_assert_cmpfloat (fabs (exemplar->deviation / 0.03 - 0.98), <, 0.05);
  g_assert_cmpfloat (fabs (exemplar->tone - (0.3 * 0.8 + 0.59 * 0.6 + 0.11 * 0.5)), <, 0.003);
  g_assert_cmpfloat (fabs (exemplar->response), <, 0.1);
  g_assert_cmpfloat (fabs (skew_of (plane->values, n)), <, 0.01);
  g_assert_cmpfloat (fabs (kurtosis_of (plane->values, n) - 3.0), <, 0.02);
  /* The texture is grey: it has no colour of its own. */
  g_assert_cmpfloat (fabs (exemplar->tables[1][RETEXTURE_EXEMPLAR_TABLE * 3 / 4]), <, 0.1);
}

static void
strength_that_goes_with_tone_is_recognised (void)
{
  Painting painting = painting_new ();
  g_autoptr (GeglBuffer) picture = NULL;
  g_autoptr (RetextureExemplar) exemplar = NULL;

  for (gint x = 0; x < WIDTH; x++)
    {
      const gfloat tone = 0.2f + 0.6f * x / WIDTH, grey[3] = { tone, tone, tone };

      paint (&painting, GEGL_RECTANGLE (x, 0, 1, HEIGHT), grey, 0.08f * tone);
    }
  picture = painting_finish (&painting);
  exemplar = exemplar_of (picture, &everything, 6.0, NULL);
  g_assert_cmpfloat (fabs (exemplar->response - 1.0), <, 0.2);
  g_assert_cmpfloat (retexture_exemplar_strength_at (exemplar, 0.7), >,
                     1.5 * retexture_exemplar_strength_at (exemplar, 0.35));
}

static const GeglRectangle amid = { 200, 160, 160, 160 };

static const RetextureExemplarRecipe beside = {
  .area = { 440, 200, 160, 160 }, .radius = 6.0, .size = 1.0, .pixel_size = 1.0, .gaussian = TRUE
};

/* A column of skin that is lit so much. */
static void
paint_lit (Painting *painting, gint x, gfloat light, gfloat strength)
{
  const gfloat colour[3] = { light * skin[0], light * skin[1], light * skin[2] };

  paint (painting, GEGL_RECTANGLE (x, 0, 1, HEIGHT), colour, strength);
}

/* The donor is all of one tone; the picture shows that shade is less textured. */
static void
strength_fades_into_the_shade_as_around (void)
{
  Painting painting = painting_new ();
  g_autoptr (GeglBuffer) picture = NULL;
  g_autoptr (RetextureBorrowing) borrowing = NULL;
  g_autoptr (RetextureExemplar) exemplar = NULL;

  for (gint x = 0; x < WIDTH; x++)
    {
      const gfloat light = CLAMP (0.25f + 0.75f * x / 400.0f, 0.25f, 1.0f);

      paint_lit (&painting, x, light, 0.04f * light);
    }
  picture = painting_finish (&painting);
  borrowing = own_borrowing (picture, &amid);
  exemplar = retexture_borrowing_get_exemplar (borrowing, &beside, NULL);
  g_assert_cmpfloat (fabs (exemplar->response - 1.0), <, 0.25);
  g_assert_cmpfloat (fabs (retexture_exemplar_strength_at (exemplar, 0.3)
                               / retexture_exemplar_strength_at (exemplar, 0.6)
                           - 0.5),
                     <, 0.1);
}

/* Skin in light and shade, below hair of its colour. */
static GeglBuffer *
picture_of_skin_and_hair (void)
{
  static const gfloat shade[3] = { 0.32f, 0.24f, 0.2f }, hair[3] = { 0.24f, 0.18f, 0.15f };
  Painting painting = painting_new ();

  paint (&painting, &everything, skin, 0.03f);
  paint (&painting, GEGL_RECTANGLE (0, 0, 112, HEIGHT), shade, 0.012f);
  paint (&painting, GEGL_RECTANGLE (112, 0, WIDTH - 112, 144), hair, 0.12f);
  return painting_finish (&painting);
}

static void
hair_is_no_skin_in_the_shade (void)
{
  g_autoptr (GeglBuffer) picture = picture_of_skin_and_hair ();
  g_autoptr (RetextureBorrowing) borrowing = own_borrowing (picture, &amid);
  g_autoptr (RetextureExemplar) exemplar
      = retexture_borrowing_get_exemplar (borrowing, &beside, NULL);
  const gdouble light = retexture_exemplar_strength_at (exemplar, 0.62);
  const gdouble shade = retexture_exemplar_strength_at (exemplar, 0.26);

  g_assert_cmpfloat_with_epsilon (shade / light, 0.4, 0.1);
}

static void
beyond_what_was_seen_texture_fades_with_the_light (void)
{
  g_autoptr (GeglBuffer) picture = NULL;
  g_autoptr (RetextureBorrowing) borrowing = NULL;
  g_autoptr (RetextureExemplar) exemplar = NULL;
  Painting painting = painting_new ();
  gdouble darkest;

  /* The darker, the stronger: there is nothing darker than 0.3. */
  for (gint x = 0; x < WIDTH; x++)
    {
      const gfloat light = 0.45f + 0.55f * x / WIDTH;

      paint_lit (&painting, x, light, 0.02f / light);
    }
  picture = painting_finish (&painting);
  borrowing = own_borrowing (picture, &amid);
  exemplar = retexture_borrowing_get_exemplar (borrowing, &beside, NULL);
  darkest = exemplar->darkest;
  g_assert_cmpfloat (exemplar->response, <, -0.5);
  g_assert_cmpfloat_with_epsilon (darkest, 0.3, 0.05);
  g_assert_cmpfloat_with_epsilon (retexture_exemplar_strength_at (exemplar, 0.5 * darkest)
                                      / retexture_exemplar_strength_at (exemplar, darkest),
                                  0.5, 1e-6);
  g_assert_cmpfloat (retexture_exemplar_strength_at (exemplar, 0.0), ==, 0.0);
}

static void
useless_donors_are_refused_in_words (void)
{
  Painting painting = painting_new ();
  g_autoptr (GeglBuffer) picture = NULL;
  g_autoptr (GError) small = NULL;
  g_autoptr (GError) flat = NULL;

  paint (&painting, &everything, skin, 0.03f);
  paint (&painting, GEGL_RECTANGLE (300, 0, 340, HEIGHT), skin, 0.0f);
  picture = painting_finish (&painting);
  g_assert_null (exemplar_of (picture, GEGL_RECTANGLE (10, 10, 20, 12), 4.0, &small));
  g_assert_error (small, RETEXTURE_DONOR_ERROR, RETEXTURE_DONOR_TOO_SMALL);
  g_assert_nonnull (strstr (small->message, "20 × 12"));
  g_assert_null (exemplar_of (picture, GEGL_RECTANGLE (400, 100, 200, 200), 4.0, &flat));
  g_assert_error (flat, RETEXTURE_DONOR_ERROR, RETEXTURE_DONOR_WITHOUT_TEXTURE);
}

/* What is said to be needed is enough. */
static void
the_size_asked_for_suffices (void)
{
  Painting painting = painting_new ();
  g_autoptr (GeglBuffer) picture = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RetextureExemplar) exemplar = NULL;
  gint needed;

  paint (&painting, &everything, skin, 0.03f);
  picture = painting_finish (&painting);
  g_assert_null (exemplar_of (picture, GEGL_RECTANGLE (10, 10, 20, 20), 4.0, &error));
  g_assert_cmpint (sscanf (strstr (error->message, "at least"), "at least %d", &needed), ==, 1);
  g_clear_error (&error);
  exemplar = exemplar_of (picture, GEGL_RECTANGLE (10, 10, needed + 2, needed + 2), 4.0, &error);
  g_assert_no_error (error);
}

/* ---- presence ---- */

/* The median over an area of what is there of a deviation of 1. */
static gdouble
presence_in (GeglBuffer *picture, const GeglRectangle *area)
{
  const gsize n = (gsize) area->width * area->height;
  g_autofree gfloat *weakest = g_new (gfloat, n);

  retexture_presence_find (picture, area, 4.0, weakest);
  return mean_of (weakest, n);
}

static void
an_edge_is_not_taken_for_texture (void)
{
  static const gfloat dark[3] = { 0.3f, 0.3f, 0.3f };
  Painting painting = painting_new ();
  g_autoptr (GeglBuffer) picture = NULL;
  gdouble textured, edge;

  paint (&painting, &everything, skin, 0.0f);
  paint (&painting, GEGL_RECTANGLE (0, 0, 200, HEIGHT), skin, 0.03f);
  paint (&painting, GEGL_RECTANGLE (400, 0, 240, HEIGHT), dark, 0.0f);
  picture = painting_finish (&painting);
  textured = presence_in (picture, GEGL_RECTANGLE (40, 40, 100, 300));
  edge = presence_in (picture, GEGL_RECTANGLE (390, 40, 20, 300));
  g_assert_cmpfloat (edge, <, 0.01 * textured);
}

static void
presence_does_not_depend_on_the_area (void)
{
  g_autoptr (GeglBuffer) picture = noise_picture ("R'G'B' u8", 0, 0, 90, 70);
  const GeglRectangle whole = { 0, 0, 90, 70 };
  g_autofree gfloat *all = g_new (gfloat, 90 * 70);
  g_autofree gfloat *tones = retexture_presence_find_tones (picture, &whole, 3.0);

  retexture_presence_find (picture, &whole, 3.0, all);
  for (gint y = 0; y < 70; y += 23)
    for (gint x = 0; x < 90; x += 31)
      {
        const GeglRectangle part = { x, y, MIN (31, 90 - x), MIN (23, 70 - y) };
        g_autofree gfloat *some = g_new (gfloat, part.width * part.height);
        g_autofree gfloat *some_tones = retexture_presence_find_tones (picture, &part, 3.0);

        retexture_presence_find (picture, &part, 3.0, some);
        for (gint row = 0; row < part.height; row++)
          {
            g_assert_cmpmem (some + row * part.width, part.width * sizeof (gfloat),
                             all + (y + row) * 90 + x, part.width * sizeof (gfloat));
            g_assert_cmpmem (some_tones + 3 * row * part.width, 3 * part.width * sizeof (gfloat),
                             tones + 3 * ((y + row) * 90 + x), 3 * part.width * sizeof (gfloat));
          }
      }
}

/* ---- survey and fields ---- */

static void
a_survey_measures_white_noise_by_its_bands (void)
{
  static const gdouble shares[RETEXTURE_SURVEY_BANDS] = { 0.7935, 0.0403, 0.0073, 0.0017 };
  g_autofree gfloat *rgba = g_new (gfloat, 4 * WIDTH * HEIGHT);
  g_autofree gfloat *row = g_new (gfloat, WIDTH);
  g_autoptr (GeglBuffer) picture = NULL;
  g_autoptr (RetextureSurvey) survey = NULL;
  gdouble energies[RETEXTURE_SURVEY_BANDS] = { 0.0 };

  for (gint y = 0; y < HEIGHT; y++)
    {
      retexture_hash_noise_row (RETEXTURE_NOISE_GAUSSIAN, 1, 0, 0, y, WIDTH, row);
      for (gint x = 0; x < 4 * WIDTH; x++)
        rgba[4 * y * WIDTH + x] = x % 4 == 3 ? 1.0f : 0.5f + 0.05f * row[x / 4];
    }
  picture = picture_from_pixels ("R'G'B' float", &everything, rgba);
  survey = retexture_survey_new (picture, NULL);
  g_assert_cmpint (survey->columns, ==, WIDTH / RETEXTURE_BLOCK);
  g_assert_cmpint (survey->rows, ==, HEIGHT / RETEXTURE_BLOCK);
  for (gint i = 0; i < survey->columns * survey->rows; i++)
    for (gint band = 0; band < RETEXTURE_SURVEY_BANDS; band++)
      energies[band] += survey->blocks[i].energy[band] / (survey->columns * survey->rows);
  for (gint band = 0; band < RETEXTURE_SURVEY_BANDS; band++)
    g_assert_cmpfloat (fabs (energies[band] / (0.0025 * shares[band]) - 1.0), <, 0.1);
}

static void
blocks_that_hang_over_are_not_whole (void)
{
  g_autoptr (GeglBuffer) picture = flat_picture ("R'G'B'A u8", 40, 24, 0.5f);
  g_autoptr (RetextureSurvey) survey = retexture_survey_new (picture, NULL);

  g_assert_cmpint (survey->columns, ==, 3);
  g_assert_cmpint (survey->rows, ==, 2);
  g_assert_cmpfloat (survey->blocks[0].opaque, ==, 1.0f);
  g_assert_cmpfloat (survey->blocks[2].opaque, ==, 0.5f);
  g_assert_cmpfloat (survey->blocks[5].opaque, ==, 0.25f);
  g_assert_cmpfloat_with_epsilon (retexture_block_tone (survey->blocks), 0.5, 0.003);
}

/* A cancelled survey is none. */
static void
surveys_can_be_cancelled (void)
{
  g_autoptr (GeglBuffer) picture = flat_picture ("R'G'B' u8", 40, 24, 0.5f);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_null (retexture_survey_new (picture, cancellable));
  g_assert_null (retexture_borrowing_new (picture, NULL, NULL, NULL, NULL, NULL, cancellable));
}

static void
a_field_goes_on_where_nothing_is_known (void)
{
  g_autoptr (GeglBuffer) picture = flat_picture ("R'G'B' u8", WIDTH, HEIGHT, 0.5f);
  g_autoptr (RetextureSurvey) survey = retexture_survey_new (picture, NULL);
  const gint n = survey->columns * survey->rows;
  g_autofree RetextureVector *vectors = g_new0 (RetextureVector, n);
  g_autoptr (RetextureBlockField) field = NULL;
  RetextureVector left, middle, right;

  for (gint i = 0; i < n; i++)
    if (i % survey->columns < 3 || i % survey->columns >= survey->columns - 3)
      vectors[i] = (RetextureVector){ i % survey->columns < 3 ? 1.0f : 3.0f, 1.0f };
  field = retexture_block_field_new (survey, vectors);
  left = retexture_block_field_at (field, 20, 240);
  middle = retexture_block_field_at (field, WIDTH / 2, 240);
  right = retexture_block_field_at (field, WIDTH - 20, 240);
  g_assert_cmpfloat_with_epsilon (left.x / left.y, 1.0, 0.1);
  g_assert_cmpfloat_with_epsilon (middle.x / middle.y, 2.0, 0.1);
  g_assert_cmpfloat_with_epsilon (right.x / right.y, 3.0, 0.1);
}

/* ---- texture ---- */

/* Twill runs up to the right, or to the left; a weave does neither, nor do pores. */
static void
twill_leans_and_pores_do_not (void)
{
  for (gint kind = 0; kind < 4; kind++)
    {
      g_autofree gfloat *plane
          = texture_new (kind == 3 ? TEXTURE_WEAVE : TEXTURE_PORES, 3, 160, 120);
      const GeglRectangle area = { 0, 0, 160, 120 };
      const RetextureExemplarRecipe recipe = { .area = area,
                                               .radius = 3.0,
                                               .size = 1.0,
                                               .pixel_size = 1.0,
                                               .gaussian = TRUE,
                                               .mirrored = TRUE };
      g_autoptr (GeglBuffer) picture = NULL;
      g_autoptr (RetextureDonorTexture) texture = NULL;
      g_autoptr (RetextureExemplar) exemplar = NULL;

      for (gint i = 0; i < 160 * 120 && (kind == 1 || kind == 2); i++)
        plane[i]
            = 0.5f * plane[i]
              + sinf (2.0f * (gfloat) G_PI * (i % 160 + (kind == 1 ? 2 : -2) * (i / 160)) / 9.0f);
      picture = picture_of_texture ("R'G'B' float", plane, 160, 120, 0.5f, 0.03f);
      texture = retexture_donor_texture_new (picture, &area, 6.0);
      g_assert_cmpint (retexture_donor_texture_leans (texture), ==, kind == 1 || kind == 2);
      exemplar = retexture_exemplar_new (picture, &recipe, NULL);
      g_assert_cmpint (exemplar->n_mirrors, ==, kind == 1 || kind == 2 ? 1 : 2);
    }
}

/* ---- resampling ---- */

static void
resampling_keeps_fine_detail (void)
{
  RetexturePlane from = retexture_plane_new (128, 128), to = retexture_plane_new (160, 160);
  gdouble error = 0.0;

  /* Waves of 5 pixels, made 1.6 times as large: waves of 8. */
  for (gint i = 0; i < 128 * 128; i++)
    from.values[i] = cos (2.0 * G_PI * (i % 128 - 63.5) / 5.0);
  retexture_resample (&from, &to, 1.6, 0.0, FALSE);
  for (gint y = 20; y < 140; y++)
    for (gint x = 20; x < 140; x++)
      error = MAX (error, fabs (to.values[y * 160 + x] - cos (2.0 * G_PI * (x - 79.5) / 8.0)));
  g_assert_cmpfloat (error, <, 0.02);

  /* Turned by a quarter of a circle, from the x axis to the y axis. */
  retexture_resample (&from, &to, 1.0, 0.5 * G_PI, FALSE);
  error = 0.0;
  for (gint y = 20; y < 140; y++)
    for (gint x = 20; x < 140; x++)
      error = MAX (error, fabs (to.values[y * 160 + x] - cos (2.0 * G_PI * (y - 79.5) / 5.0)));
  g_assert_cmpfloat (error, <, 0.02);
  retexture_plane_clear (&from);
  retexture_plane_clear (&to);
}

/* Of the kernel itself, in double precision, wherever the place is and however wide it is. */
static void
weights_are_those_of_lanczos (void)
{
  static const gdouble stretches[] = { 1.0, 1.3, 4.0 };

  for (gint k = 0; k <= 300; k++)
    {
      /* The last a hair's breadth below a sample. */
      const gdouble stretch = stretches[k % 3], position = k < 300 ? -5.0 + 0.0371 * k : -1e-18;
      gfloat weights[RETEXTURE_LANCZOS_MOST_TAPS];
      gdouble exact[RETEXTURE_LANCZOS_MOST_TAPS], sum = 0.0;
      gint n;
      const gint first = retexture_lanczos_weigh (position, stretch, weights, &n);

      for (gint i = 0; i < n; i++)
        {
          const gdouble x = (first + i - position) / stretch, p = G_PI * x;

          exact[i] = fabs (x) < 1e-9  ? 1.0
                     : fabs (x) < 3.0 ? 3.0 * sin (p) * sin (p / 3.0) / (p * p)
                                      : 0.0;
          sum += exact[i];
        }
      g_assert_cmpfloat (first, <, position - 3.0 * stretch + 1.0001);
      g_assert_cmpfloat (first + n, >, position + 3.0 * stretch - 1e-9);
      for (gint i = 0; i < n; i++)
        g_assert_cmpfloat (fabs (weights[i] - exact[i] / sum), <, 4e-6);
    }
}

static void
mirroring_changes_no_value (void)
{
  RetexturePlane from = retexture_plane_new (31, 17), to = retexture_plane_new (31, 17);

  for (gint i = 0; i < 31 * 17; i++)
    from.values[i] = (gfloat) sin (i * i);
  retexture_resample (&from, &to, 1.0, 0.0, TRUE);
  for (gint i = 0; i < 31 * 17; i++)
    g_assert_cmpfloat (to.values[i], ==, from.values[i / 31 * 31 + 30 - i % 31]);
  retexture_plane_clear (&from);
  retexture_plane_clear (&to);
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);

  /* Whether the target is plastic or not, in thousandths. */
  g_test_add_data_func ("/donors/healthy-alike-outside/plastic", GINT_TO_POINTER (1),
                        regions_are_healthy_alike_and_outside_the_target);
  g_test_add_data_func ("/donors/healthy-alike-outside/textured", GINT_TO_POINTER (30),
                        regions_are_healthy_alike_and_outside_the_target);
  g_test_add_func ("/donors/a-region-that-would-look-wrong-is-told",
                   a_region_that_would_look_wrong_is_told);
  g_test_add_func ("/donors/only-what-is-near-enough-is-a-region",
                   only_what_is_near_enough_is_a_region);
  g_test_add_func ("/donors/what-would-repeat-has-to-look-right",
                   what_would_repeat_has_to_look_right);
  g_test_add_func ("/donors/little-around", little_around_is_plastic_unless_it_is_known);
  g_test_add_func ("/donors/stray-values", stray_values_spoil_only_their_place);
  g_test_add_func ("/donors/edges-and-clipping", edges_and_clipping_are_avoided);
  g_test_add_func ("/donors/looks", what_would_look_wrong_is_not_first);
  g_test_add_func ("/donors/engine", form_is_laid_in_patches);
  g_test_add_func ("/donors/largest-rectangle", the_largest_rectangle_in_a_mask_is_found);
  g_test_add_func ("/exemplar/strength", an_exemplar_knows_how_strong_its_texture_is);
  g_test_add_func ("/exemplar/response", strength_that_goes_with_tone_is_recognised);
  g_test_add_func ("/donors/shade", strength_fades_into_the_shade_as_around);
  g_test_add_func ("/donors/hair-and-shade", hair_is_no_skin_in_the_shade);
  g_test_add_func ("/donors/darker-than-seen", beyond_what_was_seen_texture_fades_with_the_light);
  g_test_add_func ("/exemplar/refusals", useless_donors_are_refused_in_words);
  g_test_add_func ("/exemplar/needed-size", the_size_asked_for_suffices);
  g_test_add_func ("/presence/edge", an_edge_is_not_taken_for_texture);
  g_test_add_func ("/presence/pieces", presence_does_not_depend_on_the_area);
  g_test_add_func ("/survey/white-noise", a_survey_measures_white_noise_by_its_bands);
  g_test_add_func ("/survey/edges", blocks_that_hang_over_are_not_whole);
  g_test_add_func ("/survey/cancel", surveys_can_be_cancelled);
  g_test_add_func ("/field/unknown", a_field_goes_on_where_nothing_is_known);
  g_test_add_func ("/texture/leaning", twill_leans_and_pores_do_not);
  g_test_add_data_func ("/ring/even", &(StrengthFunc){ even },
                        healthy_texture_surrounds_from_the_rim_on);
  g_test_add_data_func ("/ring/growing", &(StrengthFunc){ growing },
                        healthy_texture_surrounds_from_the_rim_on);
  g_test_add_func ("/resample/detail", resampling_keeps_fine_detail);
  g_test_add_func ("/resample/weights", weights_are_those_of_lanczos);
  g_test_add_func ("/resample/mirror", mirroring_changes_no_value);

  return g_test_run ();
}
