/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The mass of hair: around a face, in light and in shade, and nothing else that has lines.
 */
#include "level-mask.h"
#include "lined-cells.h"
#include "portrait.h"
#include "textures.h"

static RetextureLevelMask *
find (GeglBuffer *picture)
{
  return retexture_level_mask_new_of_surface (picture, RETEXTURE_SURFACE_SKIN, 0.0);
}

/* The mean of cells over an area in pixels; 0 where there are none. */
static gdouble
share_in (const RetextureLevelMask *mask,
          const RetextureLattice *cells,
          gint left,
          gint top,
          gint right,
          gint bottom)
{
  const RetextureLatticePlace place = retexture_level_mask_place_cells (mask, 0.0, 0.0, 1.0);
  const GeglRectangle area = { left, top, right - left, bottom - top };
  g_autofree gfloat *values = g_new (gfloat, (gsize) area.width * area.height);
  gdouble sum = 0.0;

  if (!cells)
    return 0.0;
  retexture_lattice_read (cells, &place, &area, values);
  for (gint i = 0; i < area.width * area.height; i++)
    sum += values[i];
  return sum / (area.width * area.height);
}

static gdouble
share_of_surface (const RetextureLevelMask *mask, gint left, gint top, gint right, gint bottom)
{
  gdouble sum = 0.0;

  for (gint y = top; y < bottom; y++)
    for (gint x = left; x < right; x++)
      sum += mask->surface->values[(gsize) y * mask->surface->columns + x];
  g_assert_cmpint (mask->step, ==, 1);
  return sum / ((right - left) * (bottom - top));
}

static void
check_hair (const RetextureLevelMask *found)
{
  /* Above the face, to its left, and in the shade. */
  g_assert_cmpfloat (share_in (found, found->hair, 280, 175, 360, 205), >, 0.9);
  g_assert_cmpfloat (share_in (found, found->hair, 178, 260, 205, 320), >, 0.9);
  g_assert_cmpfloat (share_in (found, found->hair, 435, 260, 462, 320), >, 0.9);
  /* It is no skin, whatever its hue; the face is. */
  g_assert_cmpfloat (share_of_surface (found, 280, 175, 360, 205), <, 0.1);
  g_assert_cmpfloat (share_of_surface (found, 270, 290, 370, 420), >, 0.9);
  /* The ground, the face, the neck's place, and cloth. */
  g_assert_cmpfloat (share_in (found, found->hair, 0, 0, PORTRAIT_SIZE, 120), ==, 0.0);
  g_assert_cmpfloat (share_in (found, found->hair, 270, 340, 370, 420), ==, 0.0);
  g_assert_cmpfloat (share_in (found, found->hair, 0, PORTRAIT_CLOTH, PORTRAIT_SIZE, PORTRAIT_SIZE),
                     ==, 0.0);
}

static void
hair_is_around_the_face (void)
{
  g_autoptr (GeglBuffer) picture = portrait_new (portrait_grey, portrait_brown);
  g_autoptr (RetextureLevelMask) found = find (picture);

  g_assert_nonnull (found->face);
  check_hair (found);
  g_assert_cmpfloat (share_in (found, found->face, 270, 290, 370, 420), ==, 1.0);
  g_assert_cmpfloat (share_in (found, found->face, 0, 0, PORTRAIT_SIZE, 200), ==, 0.0);
  /* From chin to hairline. */
  g_assert_cmpfloat_with_epsilon (found->size, 2.0 * PORTRAIT_HEIGHT, 0.15 * 2.0 * PORTRAIT_HEIGHT);
}

/* All of the wall is no face, and flyaways before it are not to be left for that. */
static void
a_wall_of_skins_colour_is_no_face (void)
{
  g_autoptr (GeglBuffer) picture = portrait_new (portrait_wall, portrait_brown);
  g_autoptr (RetextureLevelMask) found = find (picture);

  g_assert_null (found->face);
}

/* Lines of the ground's own are no hair where nothing else is. */
static void
without_hair_there_is_no_mass (void)
{
  g_autoptr (GeglBuffer) picture = flat_picture ("R'G'B' u8", PORTRAIT_SIZE, PORTRAIT_SIZE, 0.6f);
  g_autoptr (RetextureLevelMask) found = find (picture);

  g_assert_null (found->face);
  g_assert_cmpfloat (share_in (found, found->hair, 0, 0, PORTRAIT_SIZE, PORTRAIT_SIZE), ==, 0.0);
}

/* What an edit left as it was has more lines than what it smoothed, and is no hair for that. */
static void
healthy_skin_beside_plastic_is_skin (void)
{
  g_autofree gfloat *pores = texture_new (TEXTURE_PORES, 3, PORTRAIT_SIZE, PORTRAIT_SIZE);
  g_autofree gfloat *pixels = g_new (gfloat, 4 * PORTRAIT_SIZE * PORTRAIT_SIZE);
  g_autoptr (GeglBuffer) picture = NULL;
  g_autoptr (RetextureLevelMask) found = NULL;

  for (gint i = 0; i < PORTRAIT_SIZE * PORTRAIT_SIZE; i++)
    {
      const gint x = i % PORTRAIT_SIZE, y = i / PORTRAIT_SIZE;
      const gfloat texture = from_face (x, y, 0.0) < 1.0 ? 0.0f : 0.06f * pores[i];
      const gboolean is_skin = from_face (x, y, 80.0) < 1.0;

      for (gint c = 0; c < 3; c++)
        pixels[4 * i + c] = is_skin ? portrait_skin[c] + texture : portrait_blue[c];
      pixels[4 * i + 3] = 1.0f;
    }
  picture = picture_from_pixels ("R'G'B' u8", GEGL_RECTANGLE (0, 0, PORTRAIT_SIZE, PORTRAIT_SIZE),
                                 pixels);
  found = find (picture);
  g_assert_nonnull (found->face);
  g_assert_cmpfloat (share_of_surface (found, 280, 165, 360, 200), >, 0.9);
}

/* Neither skin nor hair is cloth. */
static void
a_person_is_no_cloth (void)
{
  g_autoptr (GeglBuffer) picture = portrait_new (portrait_grey, portrait_black);
  g_autoptr (RetextureLevelMask) person = find (picture);
  g_autoptr (RetextureLevelMask) cloth
      = retexture_level_mask_new_of_surface (picture, RETEXTURE_SURFACE_CLOTH, 0.0);

  g_assert_cmpfloat (share_of_surface (cloth, 178, 260, 205, 320), >, 0.5);
  retexture_level_mask_leave_out_person (cloth, person);
  g_assert_cmpfloat (share_of_surface (cloth, 280, 175, 360, 205), <, 0.1);
  g_assert_cmpfloat (share_of_surface (cloth, 178, 260, 205, 320), <, 0.1);
  g_assert_cmpfloat (share_of_surface (cloth, 435, 260, 462, 320), <, 0.1);
  g_assert_cmpfloat (share_of_surface (cloth, 270, 340, 370, 420), <, 0.1);
  g_assert_cmpfloat (share_of_surface (cloth, 20, 560, 620, 630), >, 0.9);
}

/* ---- photographs ---- */

/* Places, in parts of the picture. */
typedef struct
{
  const gchar *name;
  gdouble hair[3][2], other[4][2];
} Photograph;

static const Photograph photographs[] = {
  { "clic25-man-curly-hair-flyaways-2048.png",
    { { 0.45, 0.26 }, { 0.28, 0.42 }, { 0.75, 0.45 } },
    { { 0.46, 0.50 }, { 0.40, 0.85 }, { 0.10, 0.20 }, { 0.50, 0.06 } } },
  { "clic25-man-wet-skin-2048.png",
    { { 0.35, 0.05 }, { 0.60, 0.05 }, { 0.82, 0.10 } },
    { { 0.35, 0.40 }, { 0.05, 0.40 }, { 0.50, 0.22 }, { 0.50, 0.90 } } },
  { "patdavid-mairi-deux-2048.jpg",
    { { 0.28, 0.10 }, { 0.58, 0.25 }, { 0.45, 0.05 } },
    { { 0.40, 0.60 }, { 0.05, 0.30 }, { 0.90, 0.30 }, { 0.40, 0.95 } } },
  { "patdavid-nikki-before-2048.jpg",
    { { 0.43, 0.08 }, { 0.83, 0.50 }, { 0.36, 0.25 } },
    { { 0.50, 0.60 }, { 0.10, 0.30 }, { 0.95, 0.20 }, { 0.10, 0.85 } } },
};

static gdouble
hair_at (const RetextureLevelMask *mask, const GeglRectangle *extent, const gdouble place[2])
{
  const gint x = (gint) (place[0] * extent->width), y = (gint) (place[1] * extent->height);

  return share_in (mask, mask->hair, x, y, x + 1, y + 1);
}

static void
hair_of_photographs_is_found (void)
{
  gint tried = 0;

  for (guint i = 0; i < cases_to_try (G_N_ELEMENTS (photographs)); i++)
    {
      const Photograph *photograph = photographs + i;
      g_autoptr (GeglBuffer) picture = load_photo (photograph->name, GEGL_RECTANGLE (0, 0, 0, 0));
      g_autoptr (RetextureLevelMask) found = NULL;

      if (!picture)
        continue;
      tried++;
      found = find (picture);
      for (guint k = 0; k < G_N_ELEMENTS (photograph->hair); k++)
        {
          g_test_message ("%s: hair %u", photograph->name, k);
          g_assert_cmpfloat (hair_at (found, gegl_buffer_get_extent (picture), photograph->hair[k]),
                             ==, 1.0);
        }
      for (guint k = 0; k < G_N_ELEMENTS (photograph->other); k++)
        {
          g_test_message ("%s: no hair %u", photograph->name, k);
          g_assert_cmpfloat (
              hair_at (found, gegl_buffer_get_extent (picture), photograph->other[k]), ==, 0.0);
        }
    }
  if (tried == 0)
    g_test_skip ("the photographs are not here");
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);

  g_test_add_func ("/hair-mass/hair-is-around-the-face", hair_is_around_the_face);
  g_test_add_func ("/hair-mass/a-wall-of-skins-colour-is-no-face",
                   a_wall_of_skins_colour_is_no_face);
  g_test_add_func ("/hair-mass/without-hair-there-is-no-mass", without_hair_there_is_no_mass);
  g_test_add_func ("/hair-mass/healthy-skin-beside-plastic-is-skin",
                   healthy_skin_beside_plastic_is_skin);
  g_test_add_func ("/hair-mass/a-person-is-no-cloth", a_person_is_no_cloth);
  g_test_add_func ("/hair-mass/hair-of-photographs-is-found", hair_of_photographs_is_found);

  return g_test_run ();
}
