/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The plastic map, against pairs of which the truth is known, and what it finds on its own.
 */
#include "known-loss.h"
#include "plastic.h"
#include "textures.h"

#define RADIUS 4.0

static const RetexturePlasticRecipe usual
    = { RETEXTURE_PLASTIC_LOST, RETEXTURE_SURFACE_ANY, RADIUS, 0.5 };

static gfloat *
map_of (GeglBuffer *edit, GeglBuffer *original, const RetexturePlasticRecipe *recipe)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (edit);
  g_autoptr (RetexturePlastic) plastic = retexture_plastic_new (edit, original, NULL);
  g_autoptr (RetexturePlasticMap) map = retexture_plastic_find (plastic, recipe);
  gfloat *values = g_new (gfloat, (gsize) extent->width * extent->height);

  retexture_plastic_map_read (map, 1.0, extent, values);
  return values;
}

static gdouble
share_above_half (const gfloat *map, gsize n)
{
  gsize found = 0;

  for (gsize i = 0; i < n; i++)
    found += map[i] > 0.5f;
  return (gdouble) found / n;
}

/* A coloured picture with grain, as a camera's; the left half smoothed where asked for. */
static GeglBuffer *
surface_picture (const gfloat colour[3], gboolean smoothed)
{
  const gint width = 480, height = 320;
  const GeglRectangle area = { 0, 0, width, height }, left = { 0, 0, width / 2, height };
  g_autofree gfloat *plane = texture_new (TEXTURE_PORES, 3, width, height);
  g_autofree gfloat *rgba = g_new (gfloat, 4 * width * height);
  GeglBuffer *picture;

  for (gint i = 0; i < 4 * width * height; i++)
    rgba[i] = i % 4 == 3 ? 1.0f
                         : colour[i % 4] + 0.02f * plane[i / 4]
                               + 0.02f * (noise_at (i / 4 % width, i / 4 / width, 0) - 0.5f);
  picture = picture_from_pixels ("R'G'B' u8", &area, rgba);
  if (smoothed)
    {
      g_autoptr (GeglBuffer) soft = gegl_buffer_dup (picture);

      retexture_gaussian_blur (picture, soft, &area, 2.5);
      gegl_buffer_copy (soft, &left, GEGL_ABYSS_NONE, picture, &left);
    }
  return picture;
}

/* ---- kinds of surface ---- */

/* Colours of faces from very light to very dark, in daylight and in shade, and what is no skin. */
static void
skin_of_any_colour_is_skin (void)
{
  static const guchar skins[][3] = { { 255, 224, 204 }, { 241, 194, 165 }, { 224, 172, 105 },
                                     { 198, 134, 66 },  { 141, 85, 36 },   { 92, 56, 38 },
                                     { 60, 38, 28 },    { 45, 27, 20 },    { 180, 110, 95 } };
  static const guchar others[][3]
      = { { 90, 130, 200 }, { 60, 140, 60 },   { 128, 128, 128 }, { 20, 20, 22 },
          { 150, 60, 170 }, { 240, 240, 245 }, { 255, 0, 40 },    { 120, 150, 130 },
          { 143, 40, 39 },  { 230, 85, 45 },   { 150, 20, 30 },   { 80, 10, 14 } };

  for (guint i = 0; i < G_N_ELEMENTS (skins); i++)
    {
      const RetextureBlock block
          = { .opaque = 1.0f,
              .colour = { skins[i][0] / 255.0f, skins[i][1] / 255.0f, skins[i][2] / 255.0f } };

      g_assert_cmpfloat (retexture_surface_likelihood (RETEXTURE_SURFACE_SKIN, &block), >, 0.5);
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      const RetextureBlock block
          = { .opaque = 1.0f,
              .colour = { others[i][0] / 255.0f, others[i][1] / 255.0f, others[i][2] / 255.0f } };

      g_assert_cmpfloat (retexture_surface_likelihood (RETEXTURE_SURFACE_SKIN, &block), <, 0.1);
    }
}

static void
metal_is_grey_or_golden (void)
{
  const RetextureBlock steel = { .opaque = 1.0f, .colour = { 0.6f, 0.6f, 0.62f } };
  const RetextureBlock gold = { .opaque = 1.0f, .colour = { 0.83f, 0.68f, 0.35f } };
  const RetextureBlock leaf = { .opaque = 1.0f, .colour = { 0.2f, 0.6f, 0.2f } };

  g_assert_cmpfloat (retexture_surface_likelihood (RETEXTURE_SURFACE_METAL, &steel), >, 0.9);
  g_assert_cmpfloat (retexture_surface_likelihood (RETEXTURE_SURFACE_METAL, &gold), >, 0.9);
  g_assert_cmpfloat (retexture_surface_likelihood (RETEXTURE_SURFACE_METAL, &leaf), <, 0.1);
}

static void
what_is_clipped_is_no_surface (void)
{
  const RetextureBlock block
      = { .opaque = 1.0f, .clipped = 0.5f, .colour = { 1.0f, 0.85f, 0.75f } };

  for (gint kind = RETEXTURE_SURFACE_ANY; kind <= RETEXTURE_SURFACE_CLOTH; kind++)
    g_assert_cmpfloat (retexture_surface_likelihood (kind, &block), ==, 0.0);
}

/* ---- what is found ---- */

static const gfloat skin_colour[] = { 0.85f, 0.65f, 0.52f };
static const gfloat dark_skin_colour[] = { 0.30f, 0.19f, 0.14f };
static const gfloat leaf_colour[] = { 0.30f, 0.60f, 0.30f };

static void
nothing_is_lost_where_edit_is_original (void)
{
  g_autoptr (GeglBuffer) picture = surface_picture (skin_colour, TRUE);
  RetexturePlasticRecipe recipe = usual;

  for (gint kind = RETEXTURE_PLASTIC_LOST; kind <= RETEXTURE_PLASTIC_CHANGED; kind++)
    {
      g_autofree gfloat *map = NULL;

      recipe.kind = kind;
      recipe.sensitivity = 1.0;
      map = map_of (picture, picture, &recipe);
      for (gint i = 0; i < 480 * 320; i++)
        g_assert_cmpfloat (map[i], ==, 0.0);
    }
}

static void
alone_it_finds_smoothed_skin_light_and_dark (void)
{
  const gfloat *colours[] = { skin_colour, dark_skin_colour };
  RetexturePlasticRecipe recipe = usual;

  recipe.surface = RETEXTURE_SURFACE_SKIN;
  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    {
      g_autoptr (GeglBuffer) smoothed = surface_picture (colours[i], TRUE);
      g_autoptr (GeglBuffer) intact = surface_picture (colours[i], FALSE);
      g_autofree gfloat *found = map_of (smoothed, NULL, &recipe);
      g_autofree gfloat *none = map_of (intact, NULL, &recipe);

      g_assert_cmpfloat (fabs (share_above_half (found, 480 * 320) - 0.5), <, 0.05);
      g_assert_cmpfloat (share_above_half (none, 480 * 320), <, 0.02);
    }
}

static void
alone_it_looks_within_the_kind_only (void)
{
  g_autoptr (GeglBuffer) leaf = surface_picture (leaf_colour, TRUE);
  RetexturePlasticRecipe recipe = usual;
  g_autofree gfloat *any = map_of (leaf, NULL, &recipe);
  g_autofree gfloat *skin = NULL;

  recipe.surface = RETEXTURE_SURFACE_SKIN;
  skin = map_of (leaf, NULL, &recipe);
  g_assert_cmpfloat (share_above_half (any, 480 * 320), >, 0.4);
  g_assert_cmpfloat (share_above_half (skin, 480 * 320), ==, 0.0);
}

static void
sensitivity_finds_more (void)
{
  g_autoptr (GeglBuffer) intact = surface_picture (skin_colour, FALSE);
  g_autoptr (GeglBuffer) soft = gegl_buffer_dup (intact);
  gdouble last = -1.0;

  retexture_gaussian_blur (intact, soft, gegl_buffer_get_extent (intact), 0.7);
  for (gdouble sensitivity = 0.0; sensitivity <= 1.0; sensitivity += 0.5)
    {
      RetexturePlasticRecipe recipe = usual;
      g_autoptr (RetexturePlastic) plastic = retexture_plastic_new (soft, intact, NULL);
      g_autoptr (RetexturePlasticMap) map = NULL;

      recipe.sensitivity = sensitivity;
      map = retexture_plastic_find (plastic, &recipe);
      g_assert_cmpfloat (retexture_plastic_map_get_share (map), >=, last);
      last = retexture_plastic_map_get_share (map);
    }
  g_assert_cmpfloat (last, >, 0.5);
}

/* ---- photographs ---- */

typedef struct
{
  const gchar *name;
  RetextureSurface surface;
  GeglRectangle part;
} Photo;

static const Photo photos[] = {
  { "patdavid-nikki-unretouched-crop-1144.jpg", RETEXTURE_SURFACE_SKIN, { 0, 0, 1144, 1144 } },
  { "clic25-man-wet-skin-2048.png", RETEXTURE_SURFACE_SKIN, { 0, 400, 1365, 1365 } },
  { "patdavid-mairi-deux-2048.jpg", RETEXTURE_SURFACE_SKIN, { 400, 150, 1300, 1300 } },
  { "pexels-614810-man-beard-4684x4000.jpg", RETEXTURE_SURFACE_SKIN, { 1500, 1000, 1600, 1600 } },
  { "kodak-kodim04-woman-red-hat.png", RETEXTURE_SURFACE_SKIN, { 0, 0, 512, 768 } },
  { "pcb-macro-usb-shell-pins-stacked-2048.jpg", RETEXTURE_SURFACE_METAL, { 0, 0, 2048, 1536 } },
};

/* Intersection over union of what was smoothed and what is found; without an original only where
 * the kind of surface is. What was painted anew is neither. */
static gdouble
overlap_of (const KnownLoss *loss, const gfloat *map, const RetextureSurvey *survey, gint surface)
{
  gsize both = 0, either = 0;

  for (gsize i = 0; i < (gsize) loss->width * loss->height; i++)
    {
      const gint x = i % loss->width / RETEXTURE_BLOCK, y = i / loss->width / RETEXTURE_BLOCK;
      const RetextureBlock *block = survey->blocks + y * survey->columns + x;
      const gboolean smoothed = loss->smoothed[i] > 0.5f, found = map[i] > 0.5f;

      if (loss->painted[i] > 0.0f || retexture_surface_likelihood (surface, block) < 0.3f)
        continue;
      both += smoothed && found;
      either += smoothed || found;
    }
  return (gdouble) both / MAX (either, 1);
}

static void
smoothed_photographs_are_mapped (void)
{
  gint found = 0;

  for (guint p = 0; p < G_N_ELEMENTS (photos); p++)
    {
      g_autoptr (GeglBuffer) photo = load_photo (photos[p].name, &photos[p].part);
      const GeglRectangle area = { 0, 0, photos[p].part.width, photos[p].part.height };
      const gsize n = (gsize) area.width * area.height;
      g_autoptr (KnownLoss) loss = NULL;
      g_autoptr (GeglBuffer) original = NULL;
      g_autoptr (GeglBuffer) edit = NULL;
      g_autoptr (GeglBuffer) truth = NULL;
      g_autoptr (RetextureSurvey) survey = NULL;
      g_autofree gfloat *with = NULL;
      g_autofree gfloat *without = NULL;
      g_autofree gfloat *none = NULL;
      g_autofree gfloat *hint = NULL;
      RetexturePlasticRecipe recipe = usual;
      gdouble compared, alone, flagged, guessed;

      if (!photo)
        continue;
      found++;
      recipe.surface = photos[p].surface;
      loss = known_loss_new (photo, 2.5, 0.03);
      original = picture_from_pixels ("R'G'B' u8", &area, loss->original);
      edit = picture_from_pixels ("R'G'B' u8", &area, loss->edit);
      truth = picture_from_pixels ("R'G'B' u8", &area, loss->truth);
      survey = retexture_survey_new (truth, NULL);
      with = map_of (edit, original, &recipe);
      without = map_of (edit, NULL, &recipe);
      none = map_of (truth, original, &recipe);
      hint = map_of (truth, NULL, &recipe);
      compared = overlap_of (loss, with, survey, RETEXTURE_SURFACE_ANY);
      alone = overlap_of (loss, without, survey, recipe.surface);
      flagged = share_above_half (none, n);
      guessed = share_above_half (hint, n);
      g_test_message ("measured: %s: overlap %.3f, without the original %.3f; untouched %.4f "
                      "flagged, without %.4f",
                      photos[p].name, compared, alone, flagged, guessed);
      g_assert_cmpfloat (compared, >=, 0.85);
      g_assert_cmpfloat (alone, >=, 0.6);
      g_assert_cmpfloat (flagged, <=, 0.02);
      g_assert_cmpfloat (guessed, <=, 0.08);
    }
  if (!found)
    g_test_skip ("photographs are not here");
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
#define TEST(name) g_test_add_func ("/plastic/" #name, name)
  TEST (skin_of_any_colour_is_skin);
  TEST (metal_is_grey_or_golden);
  TEST (what_is_clipped_is_no_surface);
  TEST (nothing_is_lost_where_edit_is_original);
  TEST (alone_it_finds_smoothed_skin_light_and_dark);
  TEST (alone_it_looks_within_the_kind_only);
  TEST (sensitivity_finds_more);
  TEST (smoothed_photographs_are_mapped);
  return g_test_run ();
}
