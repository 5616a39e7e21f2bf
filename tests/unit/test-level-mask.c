/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a level of imperfection applies: on skin, light or dark, not on its features; and where
 * there are marks, and of which kind.
 */
#include "face-features.h"
#include "hash-noise.h"
#include "level-mask.h"
#include "skin.h"

static gfloat
value_at (const RetextureLevelMask *mask, const RetextureLattice *lattice, const SkinPlace *place)
{
  const RetextureLatticePlace on = retexture_level_mask_place (mask, 0.0, 0.0, 1.0);
  gfloat value;

  retexture_lattice_read (lattice, &on, GEGL_RECTANGLE (place->x, place->y, 1, 1), &value);
  return value;
}

static void
skin_is_found_and_its_features_are_not (void)
{
  static const gfloat brightness[] = { 1.0f, 0.65f, 0.3f };

  for (guint i = 0; i < cases_to_try (G_N_ELEMENTS (brightness)); i++)
    {
      g_autoptr (GeglBuffer) picture = skin_new ("R'G'B' u8", brightness[i]);
      g_autoptr (RetextureLevelMask) mask
          = retexture_level_mask_new (picture, RETEXTURE_SURFACE_SKIN, SKIN_FACE);

      g_assert_cmpfloat (mask->size, ==, SKIN_FACE);
      g_assert_cmpfloat (value_at (mask, mask->weight, &skin_cheek), >, 0.95);
      g_assert_cmpfloat (value_at (mask, mask->weight, &skin_lash), <, 0.05);
      g_assert_cmpfloat (value_at (mask, mask->weight, &skin_wall), <, 0.01);
      g_assert_cmpfloat (value_at (mask, mask->weight, &skin_mole), >, 0.5);
    }
}

/* A soft shadow over the skin, as a nose casts it, one with faint strands in it, which is a brow,
 * and an eye, round and of no skin's colour. */
static void
a_shadow_is_no_feature_of_fine_detail (void)
{
  static const SkinPlace shadow = { 460, 300 }, brow = { 300, 200 }, eye = { 300, 560 };
  g_autoptr (GeglBuffer) plain = skin_new ("R'G'B' float", 1.0f);
  g_autofree gfloat *pixels = pixels_of (plain);
  g_autoptr (GeglBuffer) picture = NULL;
  g_autoptr (RetextureLevelMask) mask = NULL;

  for (gint i = 0; i < SKIN_SIZE * SKIN_SIZE; i++)
    {
      const gint x = i % SKIN_SIZE, y = i / SKIN_SIZE;
      const gfloat hairs = bump_at (&brow, brow.x, y, 8.0) * (0.25 + 0.08 * sin (0.8 * (x + y)));
      const gfloat light = 0.75f - 0.25f * erf ((x - shadow.x) / (10.0 * M_SQRT2)) - hairs;

      for (gint c = 0; c < 3; c++)
        pixels[4 * i + c]
            = hypot (x - eye.x, y - eye.y) < 14.0 ? 0.3f + 0.2f * c : pixels[4 * i + c] * light;
    }
  picture = picture_from_pixels ("R'G'B' float", gegl_buffer_get_extent (plain), pixels);
  mask = retexture_level_mask_new (picture, RETEXTURE_SURFACE_SKIN, SKIN_FACE);
  retexture_level_mask_find_whole (mask);
  g_assert_cmpfloat (value_at (mask, mask->weight, &shadow), <, 0.1);
  g_assert_cmpfloat (value_at (mask, mask->fine, &shadow), >, 0.9);
  g_assert_cmpfloat (value_at (mask, mask->fine, &brow), <, 0.1);
  g_assert_cmpfloat (value_at (mask, mask->fine, &skin_lash), <, 0.05);
  g_assert_cmpfloat (value_at (mask, retexture_level_mask_get_inner (mask, 1), &shadow), >, 0.9);
  g_assert_cmpfloat (value_at (mask, retexture_level_mask_get_inner (mask, 4), &shadow), <, 0.1);
  g_assert_cmpfloat (value_at (mask, mask->surface, &eye), <, 0.05);
  g_assert_cmpfloat (value_at (mask, mask->whole, &eye), >, 0.9);
  g_assert_cmpfloat (value_at (mask, mask->whole, &skin_lash), >, 0.9);
  g_assert_cmpfloat (value_at (mask, mask->whole, &skin_wall), <, 0.01);
}

static void
marks_are_told_apart (void)
{
  static const gfloat brightness[] = { 1.0f, 0.6f };

  for (guint i = 0; i < cases_to_try (G_N_ELEMENTS (brightness)); i++)
    {
      g_autoptr (GeglBuffer) picture = skin_new ("R'G'B' u16", brightness[i]);
      g_autoptr (RetextureLevelMask) mask
          = retexture_level_mask_new (picture, RETEXTURE_SURFACE_SKIN, SKIN_FACE);

      g_assert_cmpfloat (value_at (mask, mask->marks, &skin_mole), >, 0.9);
      g_assert_cmpfloat (value_at (mask, mask->marks, &skin_spot), >, 0.9);
      g_assert_cmpfloat (value_at (mask, mask->marks, &skin_cheek), <, 0.1);
      g_assert_cmpfloat (value_at (mask, mask->permanent, &skin_mole), >, 0.9);
      g_assert_cmpfloat (value_at (mask, mask->permanent, &skin_spot), <, 0.1);
    }
}

/* A disc is no face, but as large as one to within a third. */
static void
the_size_is_found (void)
{
  g_autoptr (GeglBuffer) picture = skin_new ("R'G'B' u8", 1.0f);
  g_autoptr (RetextureLevelMask) mask
      = retexture_level_mask_new (picture, RETEXTURE_SURFACE_SKIN, 0.0);

  g_assert_cmpfloat (mask->size, >, 1.5 * SKIN_RADIUS);
  g_assert_cmpfloat (mask->size, <, 2.7 * SKIN_RADIUS);
}

static void
everything_is_everything (void)
{
  g_autoptr (GeglBuffer) picture = skin_new ("R'G'B' u8", 1.0f);
  g_autoptr (RetextureLevelMask) mask
      = retexture_level_mask_new (picture, RETEXTURE_SURFACE_ANY, SKIN_FACE);

  g_assert_cmpfloat (value_at (mask, mask->weight, &skin_wall), >, 0.95);
  g_assert_cmpfloat (value_at (mask, mask->weight, &skin_cheek), >, 0.95);
  g_assert_cmpfloat (value_at (mask, mask->weight, &skin_lash), <, 0.05);
}

/* Samples are of whole steps from the coordinates' origin, wherever a picture begins. */
static void
a_moved_picture_has_its_mask_moved (void)
{
  g_autoptr (GeglBuffer) picture = skin_new ("R'G'B' u8", 1.0f);
  g_autoptr (GeglBuffer) moved
      = g_object_new (GEGL_TYPE_BUFFER, "source", picture, "shift-x", 37, "shift-y", -23, NULL);
  g_autoptr (RetextureLevelMask) mask
      = retexture_level_mask_new (moved, RETEXTURE_SURFACE_SKIN, SKIN_FACE);
  const SkinPlace there = { skin_lash.x - 37, skin_lash.y + 23 };
  const SkinPlace cheek = { skin_cheek.x - 37, skin_cheek.y + 23 };

  g_assert_cmpfloat (value_at (mask, mask->weight, &there), <, 0.05);
  g_assert_cmpfloat (value_at (mask, mask->weight, &cheek), >, 0.95);
}

/* A face and what has its hue: dark hair out of focus, noise in a dark background, a red hat, a rim
 * of hair in the light. None of them is told by lines that run in one direction. */
static void
what_has_the_hue_of_skin_is_not_all_skin (void)
{
  static const struct
  {
    SkinPlace place;
    gfloat colour[3];
    gfloat noise;
    GeglRectangle area;
    gboolean is_skin;
  } things[] = {
    { { 300, 300 }, { 0.78f, 0.55f, 0.46f }, 0.02f, { 120, 120, 360, 360 }, TRUE },
    { { 180, 300 },
      { 0.45f, 0.31f, 0.26f },
      0.01f,
      { 120, 250, 120, 100 },
      TRUE }, /* in the shade */
    { { 300, 60 }, { 0.17f, 0.11f, 0.085f }, 0.01f, { 120, 0, 360, 120 }, FALSE },
    { { 60, 300 }, { 0.07f, 0.06f, 0.055f }, 0.01f, { 0, 0, 120, 600 }, FALSE },
    { { 540, 200 }, { 0.60f, 0.19f, 0.16f }, 0.02f, { 480, 0, 120, 400 }, FALSE },
    { { 500, 520 }, { 0.70f, 0.52f, 0.44f }, 0.02f, { 494, 420, 12, 180 }, FALSE },
  };
  g_autofree gfloat *pixels = g_new (gfloat, 4 * 600 * 600);
  g_autofree gfloat *noise = g_new (gfloat, 600);
  g_autoptr (GeglBuffer) picture = NULL;
  g_autoptr (RetextureLevelMask) mask = NULL;

  for (gint i = 0; i < 4 * 600 * 600; i++)
    pixels[i] = i % 4 == 2 ? 0.6f : i % 4 == 3 ? 1.0f : 0.4f;
  for (guint k = 0; k < G_N_ELEMENTS (things); k++)
    for (gint y = 0; y < things[k].area.height; y++)
      {
        retexture_hash_noise_row (RETEXTURE_NOISE_GAUSSIAN, 3, k, 0, y, things[k].area.width,
                                  noise);
        for (gint i = 0; i < 3 * things[k].area.width; i++)
          pixels[4 * (600 * (things[k].area.y + y) + things[k].area.x + i / 3) + i % 3]
              = MAX (things[k].colour[i % 3] * (1.0f + things[k].noise * noise[i / 3]), 0.0f);
      }
  picture = picture_from_pixels ("R'G'B' u8", GEGL_RECTANGLE (0, 0, 600, 600), pixels);
  mask = retexture_level_mask_new (picture, RETEXTURE_SURFACE_SKIN, 0.0);
  for (guint k = 0; k < G_N_ELEMENTS (things); k++)
    if (things[k].is_skin)
      g_assert_cmpfloat (value_at (mask, mask->weight, &things[k].place), >, 0.9);
    else
      g_assert_cmpfloat (value_at (mask, mask->surface, &things[k].place), <, 0.1);
  /* A face is 1.2 times as high as the square root of its skin. */
  g_assert_cmpfloat (fabs (mask->size / (1.2 * 360.0) - 1.0), <, 0.1);
}

/* Half of a face may lie in the shade, where the light falls off by and by. */
static void
the_shaded_side_of_a_face_is_skin (void)
{
  const SkinPlace lit = { 200, 300 }, shaded = { 450, 300 };
  g_autofree gfloat *pixels = g_new (gfloat, 4 * 600 * 600);
  g_autoptr (GeglBuffer) picture = NULL;
  g_autoptr (RetextureLevelMask) mask = NULL;

  for (gint i = 0; i < 600 * 600; i++)
    {
      static const gfloat ground[4] = { 0.4f, 0.4f, 0.6f, 1.0f };
      static const gfloat skin[3] = { 0.80f, 0.57f, 0.47f };
      const gint x = i % 600, y = i / 600;
      const gfloat light = CLAMP (1.0f - (x - 150) / 300.0f, 0.18f, 1.0f);
      const gboolean is_face = x >= 120 && x < 480 && y >= 120 && y < 480;

      memcpy (pixels + 4 * i, ground, sizeof ground);
      for (gint c = 0; c < 3 && is_face; c++)
        pixels[4 * i + c] = skin[c] * light * (1.0f + 0.02f * (noise_at (x, y, 1) - 0.5f));
    }
  picture = picture_from_pixels ("R'G'B' float", GEGL_RECTANGLE (0, 0, 600, 600), pixels);
  mask = retexture_level_mask_new (picture, RETEXTURE_SURFACE_SKIN, 0.0);
  g_assert_cmpfloat (value_at (mask, mask->surface, &lit), >, 0.9);
  g_assert_cmpfloat (value_at (mask, mask->surface, &shaded), >, 0.9);
}

/* Strands of skin's colour before what is none, over more of the picture than skin has: what is
 * usual is skin's. */
static void
strands_are_features_however_many (void)
{
  enum
  {
    SIDE = 300,
    SKIN = 230
  };
  RetextureReducedPicture picture = { .width = SIDE,
                                      .height = SIDE,
                                      .luma = retexture_plane_new (SIDE, SIDE),
                                      .redness = retexture_plane_new (SIDE, SIDE),
                                      .likely = retexture_plane_new (SIDE, SIDE) };
  g_autofree gfloat *noise = g_new (gfloat, SIDE);
  RetextureFeatures features;

  for (gint y = 0; y < SIDE; y++)
    {
      retexture_hash_noise_row (RETEXTURE_NOISE_GAUSSIAN, 3, 0, 0, y, SIDE, noise);
      for (gint x = 0; x < SIDE; x++)
        {
          const gint at = SIDE * y + x;
          const gboolean strand = x % 8 < 4;

          picture.luma.values[at]
              = x >= SKIN ? 0.6f + 0.02f * noise[x] : (strand ? 0.6f : 0.4f) + 0.02f * noise[x];
          picture.redness.values[at] = 0.2f;
          picture.likely.values[at] = x >= SKIN || strand ? 1.0f : 0.0f;
        }
    }
  features = retexture_features_find (&picture, 200.0);
  g_assert_cmpfloat (features.all.values[SIDE * 150 + 90], >, 0.9);
  g_assert_cmpfloat (features.sharp.values[SIDE * 150 + 90], >, 0.9);
  g_assert_cmpfloat (features.all.values[SIDE * 150 + 268], <, 0.1);
  retexture_features_clear (&features);
  retexture_plane_clear (&picture.luma);
  retexture_plane_clear (&picture.redness);
  retexture_plane_clear (&picture.likely);
}

/* Whatever a picture in floats holds. */
static void
stray_values_change_little (void)
{
  g_autoptr (GeglBuffer) made = skin_new ("R'G'B' float", 1.0f);
  g_autofree gfloat *pixels = pixels_of (made);
  g_autoptr (GeglBuffer) picture = NULL;
  g_autoptr (RetextureLevelMask) mask = NULL;

  pixels[4 * 5] = NAN;
  pixels[4 * 9 + 1] = INFINITY;
  picture = picture_from_pixels ("R'G'B' float", gegl_buffer_get_extent (made), pixels);
  mask = retexture_level_mask_new (picture, RETEXTURE_SURFACE_SKIN, SKIN_FACE);
  g_assert_cmpfloat (value_at (mask, mask->weight, &skin_cheek), >, 0.95);
  g_assert_cmpfloat (value_at (mask, mask->surface, &skin_wall), <, 0.05);
}

static void
small_pictures_do_no_harm (void)
{
  static const gint sizes[][2] = { { 1, 1 }, { 1, 50 }, { 3000, 2 }, { 7, 7 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (gint surface = 0; surface <= RETEXTURE_SURFACE_CLOTH; surface++)
      {
        g_autoptr (GeglBuffer) picture
            = noise_picture ("R'G'B'A u8", -3, 5, sizes[i][0], sizes[i][1]);
        g_autoptr (RetextureLevelMask) mask
            = retexture_level_mask_new (picture, (RetextureSurface) surface, 0.0);

        g_assert_cmpfloat (mask->size, >, 0.0);
        for (gint k = 0; k < mask->weight->columns * mask->weight->rows; k++)
          {
            g_assert_true (mask->weight->values[k] >= 0.0f && mask->weight->values[k] <= 1.0f);
            g_assert_true (mask->marks->values[k] >= 0.0f && mask->marks->values[k] <= 1.0f);
            g_assert_true (mask->permanent->values[k] >= 0.0f
                           && mask->permanent->values[k] <= 1.001f);
          }
      }
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);

  g_test_add_func ("/level-mask/skin-is-found-and-its-features-are-not",
                   skin_is_found_and_its_features_are_not);
  g_test_add_func ("/level-mask/a-shadow-is-no-feature-of-fine-detail",
                   a_shadow_is_no_feature_of_fine_detail);
  g_test_add_func ("/level-mask/marks-are-told-apart", marks_are_told_apart);
  g_test_add_func ("/level-mask/the-size-is-found", the_size_is_found);
  g_test_add_func ("/level-mask/everything-is-everything", everything_is_everything);
  g_test_add_func ("/level-mask/a-moved-picture-has-its-mask-moved",
                   a_moved_picture_has_its_mask_moved);
  g_test_add_func ("/level-mask/what-has-the-hue-of-skin-is-not-all-skin",
                   what_has_the_hue_of_skin_is_not_all_skin);
  g_test_add_func ("/level-mask/the-shaded-side-of-a-face-is-skin",
                   the_shaded_side_of_a_face_is_skin);
  g_test_add_func ("/level-mask/strands-are-features-however-many",
                   strands_are_features_however_many);
  g_test_add_func ("/level-mask/stray-values-change-little", stray_values_change_little);
  g_test_add_func ("/level-mask/small-pictures-do-no-harm", small_pictures_do_no_harm);

  return g_test_run ();
}
