/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Recover without an original: what healthy places lend, and what is laid where something seems
 * plastic.
 */
#include "hidden-face.h"
#include "level-mask.h"
#include "measures.h"
#include "parts.h"
#include "recover-trial.h"
#include "smooth-step.h"

static gboolean
makes_without_an_original (GeglBuffer *edit, gint part)
{
  g_auto (Trial) trial = trial_new (edit, NULL, NULL, "seed=1\n");
  RetextureRecoverRecipe recipe
      = retexture_recover_read_recipe (retexture_rendering_get_operation (trial.rendering));
  const gboolean makes = retexture_recover_makes (&recipe, part);

  retexture_recover_recipe_clear (&recipe);
  return makes;
}

/* A photograph all of whose skin was smoothed, and nothing else; NULL where it is not here. */
static GeglBuffer *
plastic_portrait (const gchar *name)
{
  g_autoptr (GeglBuffer) photo = load_photo (name, GEGL_RECTANGLE (0, 0, 0, 0));
  g_autoptr (RetextureLevelMask) mask = NULL;
  g_autofree gfloat *pixels = NULL, *soft = NULL, *skin = NULL;
  RetextureLatticePlace place;
  GeglRectangle extent;

  if (!photo)
    return NULL;
  extent = *gegl_buffer_get_extent (photo);
  mask = retexture_level_mask_new_of_surface (photo, RETEXTURE_SURFACE_SKIN, 0.0);
  place = retexture_level_mask_place (mask, 0.0, 0.0, 1.0);
  skin = g_new (gfloat, (gsize) extent.width * extent.height);
  retexture_lattice_read (mask->surface, &place, &extent, skin);
  pixels = pixels_of (photo);
  soft = blurred_pixels (pixels, extent.width, extent.height, 5.0);
  for (gsize i = 0; i < (gsize) 4 * extent.width * extent.height; i++)
    pixels[i] += skin[i / 4] * (soft[i] - pixels[i]);
  return picture_from_pixels ("R'G'B' u8", &extent, pixels);
}

/* All of a face is plastic, and beside it are hair and a print of its colour. Neither they nor soft
 * structure that passes for grain are laid on it; another face is healthy in part, and lends. */
static void
hair_lends_nothing_to_skin (void)
{
  g_autoptr (GeglBuffer) plastic
      = load_photo ("invokeai-curly-gfpgan08-upscale2x-1024.png", GEGL_RECTANGLE (0, 0, 0, 0));
  g_autoptr (GeglBuffer) healthy
      = load_photo ("patdavid-nikki-after-wavelet-retouch-2048.jpg", GEGL_RECTANGLE (0, 0, 0, 0));

  g_autoptr (GeglBuffer) blonde = plastic_portrait ("kodak-kodim04-woman-red-hat.png");

  if (!plastic || !healthy || !blonde)
    {
      g_test_skip ("photographs are not here");
      return;
    }
  g_assert_false (makes_without_an_original (plastic, RETEXTURE_PART_BORROWED));
  g_assert_false (makes_without_an_original (blonde, RETEXTURE_PART_BORROWED));
  g_assert_false (makes_without_an_original (plastic, RETEXTURE_PART_GRAIN));
  if (cases_to_try (2) == 2)
    g_assert_true (makes_without_an_original (healthy, RETEXTURE_PART_BORROWED));
}

/* A face with brows, lashes and a beard, of which all but those was smoothed: what has little
 * contrast around. */
static GeglBuffer *
smooth_but_for_hair (void)
{
  const GeglRectangle part = { 1130, 60, 2400, 2600 }, half = { 0, 0, 1200, 1300 };
  const gsize n = (gsize) half.width * half.height;
  g_autoptr (GeglBuffer) photo = load_photo ("pexels-614810-man-beard-4684x4000.jpg", &part);
  g_autofree gfloat *full = NULL, *pixels = NULL, *soft = NULL, *edges = NULL, *around = NULL;

  if (!photo)
    return NULL;
  full = pixels_of (photo);
  pixels = halved (full, part.width, part.height, 0.0);
  edges = blurred_pixels (pixels, half.width, half.height, 3.0);
  for (gsize i = 0; i < 4 * n; i += 4)
    edges[i] = fabsf (retexture_luma (pixels + i) - retexture_luma (edges + i));
  around = blurred_pixels (edges, half.width, half.height, 6.0);
  soft = blurred_pixels (pixels, half.width, half.height, 4.0);
  for (gsize i = 0; i < 4 * n; i++)
    soft[i] += retexture_smooth_step (0.012f, 0.03f, around[i / 4 * 4]) * (pixels[i] - soft[i]);
  return picture_from_pixels ("R'G'B' u8", &half, soft);
}

/* Neither a brow nor a few blocks of something else, laid over and over, pass for skin. */
static void
what_is_left_of_a_face_is_not_all_over_it (void)
{
  g_autoptr (GeglBuffer) edit = smooth_but_for_hair ();

  if (!edit)
    {
      g_test_skip ("the photograph is not here");
      return;
    }
  g_assert_false (makes_without_an_original (edit, RETEXTURE_PART_BORROWED));
}

static void
without_an_original_the_selection_gets_healthy_texture (void)
{
  g_autoptr (GeglBuffer) texture = textured (TEXTURE_PORES, 17, SIZE, SIZE);
  g_autoptr (KnownLoss) loss = known_loss_new (texture, 3.0, 0.0);
  g_autoptr (GeglBuffer) selection
      = gegl_buffer_new (GEGL_RECTANGLE (0, 0, SIZE, SIZE), babl_format ("Y float"));
  g_autoptr (GeglBuffer) edit = picture_of (loss, loss->edit);
  g_autofree gfloat *made = NULL;
  Distance distance;

  gegl_buffer_set (selection, NULL, 0, babl_format ("Y float"), loss->smoothed,
                   GEGL_AUTO_ROWSTRIDE);
  {
    g_auto (Trial) trial = trial_new (edit, NULL, selection, "radius=4\n");

    made = result_of (&trial);
  }
  distance = distance_of (loss, made, NULL, RADIUS);
  g_test_message ("measured: without an original, energy %.3f; untouched %.3f", distance.energy,
                  distance.untouched);
  g_assert_cmpfloat (distance.energy, >, 0.7);
  g_assert_cmpfloat (distance.energy, <, 1.2);
  g_assert_cmpfloat (distance.untouched, <=, 1.01);
}

/* Selected, or found, where brows, eyes and lips are all that is healthy amid it. */
static void
a_face_gets_texture_of_skin (gconstpointer data)
{
  const gboolean selected = GPOINTER_TO_INT (data);
  g_autoptr (HiddenFace) face = hidden_face_new ();
  g_autofree gfloat *made = NULL;

  if (!face)
    return;
  {
    g_auto (Trial) trial
        = trial_new (face->edit, NULL, selected ? face->selection : NULL, "radius=4\n");

    made = result_of (&trial);
  }
  hidden_face_assert_returned (face, made, 0.2, 0.9);
}

/* That it is plastic is not sure, but what is laid there makes up for no more than is missing. */
static void
what_seems_plastic_gets_its_texture (void)
{
  static const gfloat colour[3] = { 0.75f, 0.55f, 0.45f };
  const GeglRectangle extent = { 0, 0, 640, 480 };
  g_autofree gfloat *texture = texture_new (TEXTURE_PORES, 5, 640, 480);
  g_autofree gfloat *rgba = g_new (gfloat, 4 * 640 * 480), *soft = NULL, *lent = NULL;
  g_autoptr (GeglBuffer) edit = NULL;
  gdouble within = 0.0, beyond = 0.0;
  gint n = 0;

  for (gint i = 0; i < 4 * 640 * 480; i++)
    rgba[i] = i % 4 == 3 ? 1.0f : colour[i % 4] + 0.03f * texture[i / 4];
  soft = blurred_pixels (rgba, 640, 480, 2.0);
  for (gint i = 0; i < 4 * 640 * 480; i++)
    rgba[i] += soft_ellipse (i / 4 % 640, i / 4 / 640, 320.0, 240.0, 100.0, 100.0, 6.0)
               * (soft[i] - rgba[i]);
  edit = picture_from_pixels ("R'G'B' u8", &extent, rgba);
  {
    g_auto (Trial) trial = trial_new (edit, NULL, NULL, "radius=4\n");

    lent = values_of_mask (&trial, RETEXTURE_PART_BORROWED_MASK);
  }
  for (gint i = 0; i < 640 * 480; i++)
    {
      const gdouble from_middle = hypot (i % 640 - 320.0, i / 640 - 240.0);

      if (from_middle < 75.0)
        {
          within += lent[i];
          n++;
        }
      else if (from_middle > 150.0)
        beyond += lent[i];
    }
  g_test_message ("measured: what was smoothed a little is covered to %.2f", within / n);
  g_assert_cmpfloat (within / n, >, 0.75);
  g_assert_cmpfloat (beyond, ==, 0.0);
}

static const GeglRectangle place = { 0, 0, 900, 700 };

/* Of the place: 1 in a disc with a soft edge, else 0. */
static gfloat *
disc_new (gdouble x, gdouble y, gdouble radius)
{
  gfloat *disc = g_new (gfloat, place.width * place.height);

  for (gint i = 0; i < place.width * place.height; i++)
    disc[i] = soft_ellipse (i % place.width, i / place.width, x, y, radius, radius, 6.0);
  return disc;
}

/* A picture with texture, smoothed by a share of each pixel; what the part of it that is selected
 * gets, of the energy that it had. */
static gdouble
energy_that_returns (const gfloat *truth, const gfloat *smoothed, const gfloat *selected)
{
  const gint width = place.width, height = place.height;
  g_autofree gfloat *soft = blurred_pixels (truth, width, height, 3.0);
  g_autofree gfloat *wanted = high_of (truth, width, height, RADIUS);
  g_autoptr (GeglBuffer) selection = gegl_buffer_new (&place, babl_format ("Y float"));
  g_autoptr (GeglBuffer) edit = NULL;
  g_autofree gfloat *made = NULL, *found = NULL;
  gdouble there = 0.0, got = 0.0;

  for (gint i = 0; i < 4 * width * height; i++)
    soft[i] = truth[i] + smoothed[i / 4] * (soft[i] - truth[i]);
  edit = picture_from_pixels ("R'G'B' u16", &place, soft);
  gegl_buffer_set (selection, NULL, 0, babl_format ("Y float"), selected, GEGL_AUTO_ROWSTRIDE);
  {
    g_auto (Trial) trial = trial_new (edit, NULL, selection, "radius=4\n");

    made = result_of (&trial);
  }
  found = high_of (made, width, height, RADIUS);
  for (gint i = 0; i < width * height; i++)
    if (selected[i] >= 1.0f)
      {
        there += wanted[i] * wanted[i];
        got += found[i] * found[i];
      }
  return got / there;
}

/* Of a plastic half a part is selected: that what is around it has little is no reason to lay
 * little, nor does it lend any. */
static void
plastic_surroundings_do_not_count (void)
{
  static const gfloat colour[3] = { 0.75f, 0.55f, 0.45f };
  const gint n = place.width * place.height;
  g_autofree gfloat *texture = texture_new (TEXTURE_PORES, 5, place.width, place.height);
  g_autofree gfloat *truth = g_new (gfloat, 4 * n), *smoothed = g_new (gfloat, n);
  g_autofree gfloat *selected = disc_new (675.0, 350.0, 40.0);
  gdouble share;

  for (gint i = 0; i < n; i++)
    {
      for (gint c = 0; c < 4; c++)
        truth[4 * i + c] = c == 3 ? 1.0f : colour[c] + 0.03f * texture[i];
      smoothed[i] = i % place.width >= place.width / 2;
    }
  share = energy_that_returns (truth, smoothed, selected);
  g_test_message ("measured: amid what is plastic, %.2f of the energy", share);
  g_assert_cmpfloat (share, >, 0.55);
  g_assert_cmpfloat (share, <, 1.4);
}

/* Silver on skin, of which a part was smoothed: skin is not what was selected. */
static void
what_is_selected_beside_skin_gets_its_own (void)
{
  static const gfloat skin[3] = { 0.75f, 0.55f, 0.45f }, silver[3] = { 0.62f, 0.62f, 0.64f };
  const gint n = place.width * place.height;
  g_autofree gfloat *texture = texture_new (TEXTURE_PORES, 5, place.width, place.height);
  g_autofree gfloat *truth = g_new (gfloat, 4 * n), *selected = disc_new (675.0, 350.0, 80.0);
  gdouble share;

  for (gint i = 0; i < n; i++)
    {
      const gfloat *colour = i % place.width < 300 ? skin : silver;

      for (gint c = 0; c < 4; c++)
        truth[4 * i + c] = c == 3 ? 1.0f : colour[c] + 0.03f * texture[i];
    }
  share = energy_that_returns (truth, selected, selected);
  g_test_message ("measured: beside skin, %.2f of the energy", share);
  g_assert_cmpfloat (share, >, 0.65);
  g_assert_cmpfloat (share, <, 1.2);
}

/* Skin out of focus amid much that is in it: neither its grain nor its texture is that of the rest.
 */
static void
faint_places_get_faint_grain (void)
{
  const GeglRectangle faint = { 400, 300, 200, 200 };
  const gint n = place.width * place.height;
  g_autofree gfloat *texture = texture_new (TEXTURE_PORES, 5, place.width, place.height);
  g_autofree gfloat *truth = g_new (gfloat, 4 * n), *selected = disc_new (500.0, 400.0, 40.0);
  gdouble share;

  for (gint i = 0; i < n; i++)
    {
      const gint x = i % place.width, y = i / place.width;
      const gboolean is_faint
          = x >= faint.x && y >= faint.y && x < faint.x + faint.width && y < faint.y + faint.height;

      for (gint c = 0; c < 4; c++)
        truth[4 * i + c]
            = c == 3 ? 1.0f : 0.5f + 0.1f * (c == 0) + (is_faint ? 0.008f : 0.04f) * texture[i];
    }
  share = energy_that_returns (truth, selected, selected);
  g_test_message ("measured: %.2f of the energy where there is little", share);
  g_assert_cmpfloat (share, >, 0.4);
  g_assert_cmpfloat (share, <, 2.0);
}

/* The three finest bands' energy where it was smoothed, of the truth's. */
static void
energies_of (const KnownLoss *loss, const gfloat *made, gdouble energies[3])
{
  const GeglRectangle area = { 0, 0, loss->width, loss->height };
  g_autoptr (GeglBuffer) truth = picture_from_pixels ("R'G'B' float", &area, loss->truth);
  g_autoptr (GeglBuffer) result = picture_from_pixels ("R'G'B' float", &area, made);
  g_autoptr (GeglBuffer) weight = gegl_buffer_new (&area, babl_format ("Y float"));
  GeglBuffer *const pictures[] = { truth, result };
  RetextureBand bands[2][RETEXTURE_N_BANDS];

  gegl_buffer_set (weight, &area, 0, babl_format ("Y float"), loss->smoothed, GEGL_AUTO_ROWSTRIDE);
  retexture_measures_bands (pictures, 2, weight, &area, bands);
  for (gint k = 0; k < 3; k++)
    energies[k] = bands[1][k].energy / bands[0][k].energy;
}

/* Skin, of which a part was smoothed and is selected. */
static void
photographs_without_an_original (void)
{
  static const struct
  {
    const gchar *name;
    GeglRectangle part;
  } skins[] = {
    { "patdavid-nikki-before-2048.jpg", { 700, 150, 420, 320 } },
    { "clic25-man-wet-skin-2048.png", { 330, 700, 360, 300 } },
    { "pexels-614810-man-beard-4684x4000.jpg", { 2000, 700, 700, 500 } },
  };
  gint found = 0;

  for (guint i = 0; i < cases_to_try (G_N_ELEMENTS (skins)); i++)
    {
      g_autoptr (GeglBuffer) photo = load_photo (skins[i].name, &skins[i].part);
      g_autoptr (KnownLoss) loss = NULL;
      g_autoptr (GeglBuffer) selection = NULL;
      g_autoptr (GeglBuffer) edit = NULL;
      g_autoptr (GeglBuffer) moved = NULL;
      g_autofree gfloat *made = NULL;
      gdouble before[3], after[3];

      if (!photo)
        continue;
      found++;
      moved = g_object_new (GEGL_TYPE_BUFFER, "source", photo, "shift-x", skins[i].part.x,
                            "shift-y", skins[i].part.y, NULL);
      loss = known_loss_new (moved, 3.0, 0.0);
      memset (loss->painted, 0, (gsize) loss->width * loss->height * sizeof (gfloat));
      edit = picture_of (loss, loss->edit);
      selection = gegl_buffer_new (gegl_buffer_get_extent (edit), babl_format ("Y float"));
      gegl_buffer_set (selection, NULL, 0, babl_format ("Y float"), loss->smoothed,
                       GEGL_AUTO_ROWSTRIDE);
      {
        g_auto (Trial) trial = trial_new (edit, NULL, selection, "radius=4\n");

        made = result_of (&trial);
      }
      energies_of (loss, loss->edit, before);
      energies_of (loss, made, after);
      g_test_message ("measured: %s without its original: energy by band %.2f %.2f %.2f (edit %.2f "
                      "%.2f %.2f)",
                      skins[i].name, after[0], after[1], after[2], before[0], before[1], before[2]);
      for (gint k = 0; k < 3; k++)
        {
          /* As strong as what is around, which may have half of it. */
          g_assert_cmpfloat (after[k], >=, 0.4);
          g_assert_cmpfloat (after[k], <=, 1.5);
        }
    }
  if (!found)
    g_test_skip ("photographs are not here");
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
  g_test_add_func ("/recover-alone/without-an-original-the-selection-gets-healthy-texture",
                   without_an_original_the_selection_gets_healthy_texture);
  g_test_add_func ("/recover-alone/what-seems-plastic-gets-its-texture",
                   what_seems_plastic_gets_its_texture);
  g_test_add_func ("/recover-alone/plastic-surroundings", plastic_surroundings_do_not_count);
  g_test_add_func ("/recover-alone/faint-places-get-faint-grain", faint_places_get_faint_grain);
  g_test_add_func ("/recover-alone/hair-lends-nothing-to-skin", hair_lends_nothing_to_skin);
  g_test_add_func ("/recover-alone/what-is-left-of-a-face-is-not-all-over-it",
                   what_is_left_of_a_face_is_not_all_over_it);
  g_test_add_func ("/recover-alone/beside-skin", what_is_selected_beside_skin_gets_its_own);
  g_test_add_data_func ("/recover-alone/face/found", GINT_TO_POINTER (FALSE),
                        a_face_gets_texture_of_skin);
  g_test_add_data_func ("/recover-alone/face/selected", GINT_TO_POINTER (TRUE),
                        a_face_gets_texture_of_skin);
  g_test_add_func ("/recover-alone/photographs-without-an-original",
                   photographs_without_an_original);

  return g_test_run ();
}
