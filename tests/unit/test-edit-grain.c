/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Edits that bring grain along, laid over what was smoothed: by hand, or by a film look.
 */
#include <glib/gstdio.h>
#include <unistd.h>

#include "edit-grain.h"
#include "recover-trial.h"

#define SKIN 0.012f
#define GRAIN 0.008f

typedef enum
{
  EVERYWHERE,
  ON_WHAT_WAS_SMOOTHED
} Where;

/* ---- what is made ---- */

/* A texture with light and dark around. */
static GeglBuffer *
on_folds (TextureKind kind, guint32 seed, gfloat strength)
{
  g_autofree gfloat *plane = texture_new (kind, seed, SIZE, SIZE);
  g_autofree gfloat *rgba = g_new (gfloat, 4 * SIZE * SIZE);

  for (gsize i = 0; i < SIZE * SIZE; i++)
    {
      const gint x = i % SIZE, y = i / SIZE;

      for (gint c = 0; c < 3; c++)
        rgba[4 * i + c] = 0.5f + 0.12f * sinf (x / 17.0f) * sinf (y / 23.0f) + strength * plane[i];
      rgba[4 * i + 3] = 1.0f;
    }
  return picture_from_pixels ("R'G'B' float", GEGL_RECTANGLE (0, 0, SIZE, SIZE), rgba);
}

/* Pores as faint as those of a face that fills the picture. */
static GeglBuffer *
faint_skin (void)
{
  return on_folds (TEXTURE_PORES, 41, SKIN);
}

static gfloat *
grain_new (guint32 seed, gdouble radius_px)
{
  gfloat *grain = g_new0 (gfloat, SIZE * SIZE);
  gdouble deviation;

  add_noise (grain, SIZE, SIZE, seed, 1, radius_px);
  deviation = deviation_of (grain, SIZE * SIZE);
  for (gsize i = 0; i < SIZE * SIZE; i++)
    grain[i] *= GRAIN / deviation;
  return grain;
}

/* What lies over the whole picture is part of the truth; what only lies where texture was lost
 * stood in for it. */
static KnownLoss *
loss_under_grain (Where where, gdouble radius_px)
{
  g_autoptr (GeglBuffer) skin = faint_skin ();
  g_autofree gfloat *grain = grain_new (42, radius_px);
  KnownLoss *loss = known_loss_new (skin, 3.0, 0.0);

  for (gsize i = 0; i < SIZE * SIZE; i++)
    for (gint c = 0; c < 3; c++)
      {
        loss->edit[4 * i + c] += grain[i] * (where == EVERYWHERE ? 1.0f : loss->smoothed[i]);
        loss->truth[4 * i + c] += where == EVERYWHERE ? grain[i] : 0.0f;
      }
  return loss;
}

static const struct
{
  const gchar *name;
  Where where;
  gdouble radius;
} grains[] = {
  { "grain over the whole picture", EVERYWHERE, 0.5 },
  { "coarse grain over it", EVERYWHERE, 1.3 },
  { "grain on what was smoothed", ON_WHAT_WAS_SMOOTHED, 0.5 },
};

static void
assert_returned (const gchar *what, const KnownLoss *loss, const gfloat *result, gdouble least)
{
  const Distance before = distance_of (loss, loss->edit, NULL, RADIUS);
  const Distance after = distance_of (loss, result, NULL, RADIUS);

  g_test_message ("measured: %s: correlation %.3f, energy %.3f (edit %.3f, %.3f); untouched %.3f; "
                  "painted %.3f",
                  what, after.correlation, after.energy, before.correlation, before.energy,
                  after.untouched, after.painted);
  g_assert_cmpfloat (after.correlation, >, least);
  g_assert_cmpfloat (after.energy, >, 0.82);
  g_assert_cmpfloat (after.energy, <, 1.1);
  g_assert_cmpfloat (after.untouched, <, 1.03);
}

static GeglBuffer *
compressed (GeglBuffer *picture, gint quality)
{
  g_autofree gchar *path = g_build_filename (g_get_tmp_dir (), "retexture-XXXXXX.jpg", NULL);
  const gint file = g_mkstemp (path);
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglNode *source
      = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", picture, NULL);
  GeglNode *save = gegl_node_new_child (graph, "operation", "gegl:jpg-save", "path", path,
                                        "quality", quality, NULL);
  GeglNode *load = gegl_node_new_child (graph, "operation", "gegl:jpg-load", "path", path, NULL);
  GeglBuffer *result
      = gegl_buffer_new (gegl_buffer_get_extent (picture), gegl_buffer_get_format (picture));

  gegl_node_link (source, save);
  gegl_node_process (save);
  gegl_node_blit_buffer (load, result, NULL, 0, GEGL_ABYSS_NONE);
  close (file);
  g_unlink (path);
  return result;
}

/* ---- tests ---- */

/* Of cells and their neighbours. */
static RetexturePairEnergies *
energies_of (const KnownLoss *loss)
{
  const GeglRectangle area = { 0, 0, loss->width, loss->height };
  g_autoptr (GeglBuffer) original = picture_from_pixels ("R'G'B' float", &area, loss->original);
  g_autoptr (GeglBuffer) edit = picture_from_pixels ("R'G'B' float", &area, loss->edit);
  RetexturePairEnergies *energies;
  RetexturePicturePair pair;

  retexture_picture_pair_init (&pair, original, edit, &area);
  energies = retexture_pair_energies_new (&pair, NULL);
  retexture_picture_pair_clear (&pair);
  retexture_pair_energies_smooth (energies);
  return energies;
}

/* The mean of what is found in the finest band, where texture was lost, over the grain's. */
static gdouble
share_found (const KnownLoss *loss, gdouble *everywhere)
{
  g_autofree gfloat *grain = grain_new (42, 0.5);
  g_autofree gfloat *rgba = g_new (gfloat, 4 * SIZE * SIZE);
  g_autoptr (RetexturePairEnergies) energies = energies_of (loss);
  g_auto (RetextureEditGrain) found;
  gdouble sum = 0.0, energy = 0.0;
  gint n = 0;

  retexture_edit_grain_init (&found, energies);
  for (gint y = 0; y < found.bands[0]->rows; y++)
    for (gint x = 0; x < found.bands[0]->columns; x++)
      if (loss->smoothed[(gsize) y * RETEXTURE_BAND_CELL * SIZE + x * RETEXTURE_BAND_CELL] == 1.0f)
        {
          sum += found.bands[0]->values[y * found.bands[0]->columns + x];
          n++;
        }
  *everywhere = found.everywhere[0];
  for (gsize i = 0; i < 4 * SIZE * SIZE; i++)
    rgba[i] = i % 4 == 3 ? 1.0f : 0.5f + grain[i / 4];
  {
    const KnownLoss alone = { .width = SIZE, .height = SIZE, .original = rgba, .edit = rgba };
    g_autoptr (RetexturePairEnergies) own = energies_of (&alone);
    const gsize size = (gsize) own->bands[0].edit->columns * own->bands[0].edit->rows;

    for (gsize i = 0; i < size; i++)
      energy += own->bands[0].edit->values[i] / size;
  }
  *everywhere /= energy;
  return sum / n / energy;
}

static void
it_is_told_from_texture (void)
{
  g_autoptr (KnownLoss) all_over = loss_under_grain (EVERYWHERE, 0.5);
  g_autoptr (KnownLoss) partly = loss_under_grain (ON_WHAT_WAS_SMOOTHED, 0.5);
  g_autoptr (GeglBuffer) skin = faint_skin ();
  g_autoptr (KnownLoss) none = known_loss_new (skin, 3.0, 0.0);
  gdouble here, everywhere;

  here = share_found (all_over, &everywhere);
  g_test_message ("measured: of grain all over, %.3f is found, %.3f everywhere", here, everywhere);
  g_assert_cmpfloat (here, >, 0.8);
  g_assert_cmpfloat (here, <, 1.1);
  g_assert_cmpfloat (everywhere, >, 0.7);
  here = share_found (partly, &everywhere);
  g_test_message ("measured: of grain in part, %.3f is found, %.3f everywhere", here, everywhere);
  g_assert_cmpfloat (here, >, 0.8);
  g_assert_cmpfloat (everywhere, <, 0.1);
  here = share_found (none, &everywhere);
  g_test_message ("measured: of no grain, %.4f is found", here);
  g_assert_cmpfloat (here, <, 1e-3);
}

/* Texture is still there; what differs is stronger where that is. */
static void
what_compression_makes_of_texture_is_none (void)
{
  g_autoptr (GeglBuffer) texture = on_folds (TEXTURE_PORES, 47, 0.02f);
  g_autoptr (GeglBuffer) edit = compressed (texture, 60);
  g_autofree gfloat *before = pixels_of (texture), *after = pixels_of (edit);
  const KnownLoss pair = { .width = SIZE, .height = SIZE, .original = before, .edit = after };
  g_autoptr (RetexturePairEnergies) energies = energies_of (&pair);
  const RetextureLattice *all = energies->bands[0].edit;
  g_auto (RetextureEditGrain) found;
  gdouble grain = 0.0, energy = 0.0;

  retexture_edit_grain_init (&found, energies);
  for (gint i = 0; i < all->columns * all->rows; i++)
    {
      grain += found.bands[0]->values[i];
      energy += all->values[i];
    }
  g_test_message ("measured: %.4f of compressed texture is grain", grain / energy);
  g_assert_cmpfloat (grain, <, 0.1 * energy);
}

/* Of cells within, or without, what was smoothed. */
static gdouble
mean_mute (const RetextureEditGrain *found, const KnownLoss *loss, gfloat smoothed)
{
  const gint size = RETEXTURE_BAND_CELL << RETEXTURE_EDIT_GRAIN_ALIGNED;
  gdouble sum = 0.0;
  gint n = 0;

  for (gint y = 0; y < found->mute->rows; y++)
    for (gint x = 0; x < found->mute->columns; x++)
      if (loss->smoothed[(gsize) y * size * SIZE + x * size] == smoothed)
        {
          sum += found->mute->values[y * found->mute->columns + x];
          n++;
        }
  return sum / n;
}

/* It tells nothing of where a place lies; texture does. */
static void
it_is_mute (void)
{
  g_autoptr (KnownLoss) loss = loss_under_grain (ON_WHAT_WAS_SMOOTHED, 0.5);
  g_autoptr (RetexturePairEnergies) energies = energies_of (loss);
  g_auto (RetextureEditGrain) found;
  gdouble within, without;

  retexture_edit_grain_init (&found, energies);
  within = mean_mute (&found, loss, 1.0f);
  without = mean_mute (&found, loss, 0.0f);
  g_test_message ("measured: mute: %.3f of what was smoothed, %.3f elsewhere", within, without);
  g_assert_cmpfloat (within, >, 0.7);
  g_assert_cmpfloat (without, <, 0.1);
}

static gfloat *
mapped (GeglBuffer *edit, GeglBuffer *original)
{
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglNode *input
      = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", edit, NULL);
  GeglNode *aux
      = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", original, NULL);
  GeglNode *map = gegl_node_new_child (graph, "operation", "retexture:map", "radius", RADIUS, NULL);
  GeglNode *compose = gegl_node_new_child (graph, "operation", "retexture:compose", NULL);
  g_autoptr (GeglBuffer) made
      = gegl_buffer_new (gegl_buffer_get_extent (edit), babl_format ("R'G'B'A float"));

  gegl_node_link (input, map);
  gegl_node_connect_to (aux, "output", map, "aux");
  gegl_node_link (input, compose);
  gegl_node_connect_to (map, "output", compose, "aux");
  gegl_node_blit_buffer (compose, made, NULL, 0, GEGL_ABYSS_NONE);
  return pixels_of (made);
}

static void
missing_texture_returns_under_it (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (grains); i++)
    {
      g_autoptr (KnownLoss) loss = loss_under_grain (grains[i].where, grains[i].radius);
      g_autoptr (GeglBuffer) edit = picture_of (loss, loss->edit);
      g_autoptr (GeglBuffer) original = picture_of (loss, loss->original);
      g_autofree gfloat *result = mapped (edit, original);

      assert_returned (grains[i].name, loss, result, 0.95);
    }
}

/* Other cloth in the same folds. */
static void
another_texture_is_none (void)
{
  g_autoptr (GeglBuffer) original = on_folds (TEXTURE_WEAVE, 43, 0.04f);
  g_autoptr (GeglBuffer) edit = on_folds (TEXTURE_PORES, 44, 0.03f);
  g_autofree gfloat *before = pixels_of (edit), *after = mapped (edit, original);
  gdouble added = 0.0;

  for (gsize i = 0; i < 4 * SIZE * SIZE; i++)
    added += (after[i] - before[i]) * (after[i] - before[i]);
  added = sqrt (added / (3 * SIZE * SIZE));
  g_test_message ("measured: to another texture, %.4f of full scale is added", added);
  g_assert_cmpfloat (added, <, 0.01);
}

/* What chance has in common does not bend the original. */
static void
it_moves_nothing (void)
{
  g_autoptr (GeglBuffer) skin = faint_skin ();
  g_autofree gfloat *pixels = pixels_of (skin);
  g_autofree gfloat *edited = blurred_pixels (pixels, SIZE, SIZE, 3.0);
  g_autofree gfloat *grain = grain_new (45, 1.3);
  g_autoptr (GeglBuffer) edit = NULL;
  RetextureAlignment found;

  for (gsize i = 0; i < 4 * SIZE * SIZE; i++)
    edited[i] += i % 4 < 3 ? 2.0f * grain[i / 4] : 0.0f;
  edit = picture_from_pixels ("R'G'B' u8", GEGL_RECTANGLE (0, 0, SIZE, SIZE), edited);
  found = retexture_alignment_find (edit, skin, RETEXTURE_MODEL_IDENTITY, RETEXTURE_MODEL_LOCAL,
                                    NULL, NULL);
  g_test_message ("measured: moved by %.3f; correlation %.3f", found.displacement, found.after);
  g_assert_cmpfloat (found.displacement, ==, 0.0);
  retexture_alignment_clear (&found);
}

/* It says nothing of where a place lies, and asks for nothing from elsewhere. */
static void
recover_borrows_nothing_for_it (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (grains); i++)
    {
      g_autoptr (KnownLoss) loss = loss_under_grain (grains[i].where, grains[i].radius);
      g_auto (Trial) trial = trial_of (loss, "radius=4\nmatch-grain=FALSE\n");
      g_autofree gfloat *result = result_of (&trial);

      assert_returned (grains[i].name, loss, result, 0.95);
    }
}

/* What compression leaves of a smooth place looks like nothing there was. */
static void
nor_for_a_compressed_edit (void)
{
  g_autoptr (GeglBuffer) face
      = load_photo ("pexels-614810-man-beard-4684x4000.jpg", GEGL_RECTANGLE (1400, 700, 900, 900));
  g_autoptr (KnownLoss) loss = NULL;

  if (!face)
    {
      g_test_skip ("the photograph is not here");
      return;
    }
  loss = known_loss_new (face, 5.0, 0.0);
  {
    g_autoptr (GeglBuffer) original = picture_of (loss, loss->original);
    g_autoptr (GeglBuffer) smooth = picture_of (loss, loss->edit);
    g_autoptr (GeglBuffer) edit = compressed (smooth, 70);
    g_auto (Trial) trial = trial_new (edit, original, NULL, "radius=6\nmatch-grain=FALSE\n");
    g_autofree gfloat *result = result_of (&trial);

    g_free (loss->edit);
    loss->edit = pixels_of (edit);
    assert_returned ("compressed", loss, result, 0.98);
  }
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
#define TEST(function) g_test_add_func ("/edit-grain/" #function, function)
  TEST (it_is_told_from_texture);
  TEST (what_compression_makes_of_texture_is_none);
  TEST (it_is_mute);
  TEST (missing_texture_returns_under_it);
  TEST (another_texture_is_none);
  TEST (it_moves_nothing);
  TEST (recover_borrows_nothing_for_it);
  TEST (nor_for_a_compressed_edit);
  return g_test_run ();
}
