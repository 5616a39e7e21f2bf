/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The mass of hair: around a face, in light and in shade, and nothing else that has lines.
 */
#include "known-loss.h"
#include "level-mask.h"
#include "lined-cells.h"

#define SIZE 640

/* The face, and its hair, which ends above the chin. */
#define FACE_X 320
#define FACE_Y 350
#define FACE_WIDTH 105
#define FACE_HEIGHT 135
#define HAIR 80
#define HAIR_ENDS 400

#define CLOTH 530

static const gfloat grey[3] = { 0.72f, 0.74f, 0.76f };
static const gfloat wall[3] = { 0.80f, 0.62f, 0.52f };
static const gfloat skin[3] = { 0.78f, 0.58f, 0.47f };
static const gfloat brown[3] = { 0.42f, 0.28f, 0.18f };
static const gfloat blue[3] = { 0.20f, 0.28f, 0.50f };

/* ---- a portrait ---- */

/* How far from the face's middle, 1 at its outline. */
static gdouble
from_face (gdouble x, gdouble y, gdouble beyond)
{
  return hypot ((x - FACE_X) / (FACE_WIDTH + beyond), (y - FACE_Y) / (FACE_HEIGHT + beyond));
}

/* The hair's right half lies in the shade. Cloth below has more lines than it, of more area. */
static GeglBuffer *
portrait_new (const gfloat ground[3])
{
  g_autofree gfloat *pixels = g_new (gfloat, 4 * SIZE * SIZE);

  for (gint i = 0; i < SIZE * SIZE; i++)
    {
      const gint x = i % SIZE, y = i / SIZE;
      const gfloat grain = 0.02f * (noise_at (x, y, 0) - 0.5f);
      const gfloat strand = sin (2.0 * G_PI * (hypot (x - FACE_X, y - FACE_Y)) / 7.0);
      const gfloat *colour = ground;
      gfloat light = 1.0f;

      if (y >= CLOTH)
        {
          colour = blue;
          light += 0.5f * sin (2.0 * G_PI * x / 6.0);
        }
      else if (from_face (x, y, 0.0) < 1.0)
        colour = skin;
      else if (from_face (x, y, HAIR) < 1.0 && y < HAIR_ENDS)
        {
          colour = brown;
          light = (1.0f + 0.3f * strand) * (x > FACE_X ? 0.35f : 1.0f);
        }
      for (gint c = 0; c < 3; c++)
        pixels[4 * i + c] = colour[c] * light + grain;
      pixels[4 * i + 3] = 1.0f;
    }
  return picture_from_pixels ("R'G'B' u8", GEGL_RECTANGLE (0, 0, SIZE, SIZE), pixels);
}

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
share_of_skin (const RetextureLevelMask *mask, gint left, gint top, gint right, gint bottom)
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
  g_assert_cmpfloat (share_in (found, found->hair, 260, 150, 380, 210), >, 0.9);
  g_assert_cmpfloat (share_in (found, found->hair, 150, 260, 200, 370), >, 0.9);
  g_assert_cmpfloat (share_in (found, found->hair, 440, 260, 490, 370), >, 0.9);
  /* It is no skin, whatever its hue; the face is. */
  g_assert_cmpfloat (share_of_skin (found, 260, 150, 380, 210), <, 0.1);
  g_assert_cmpfloat (share_of_skin (found, 270, 290, 370, 420), >, 0.9);
  /* The ground, the face, the neck's place, and cloth. */
  g_assert_cmpfloat (share_in (found, found->hair, 0, 0, SIZE, 96), ==, 0.0);
  g_assert_cmpfloat (share_in (found, found->hair, 270, 320, 370, 420), ==, 0.0);
  g_assert_cmpfloat (share_in (found, found->hair, 0, CLOTH, SIZE, SIZE), ==, 0.0);
}

static void
hair_is_around_the_face (void)
{
  g_autoptr (GeglBuffer) picture = portrait_new (grey);
  g_autoptr (RetextureLevelMask) found = find (picture);

  g_assert_nonnull (found->face);
  check_hair (found);
  g_assert_cmpfloat (share_in (found, found->face, 270, 290, 370, 420), ==, 1.0);
  g_assert_cmpfloat (share_in (found, found->face, 0, 0, SIZE, 200), ==, 0.0);
  /* From chin to hairline. */
  g_assert_cmpfloat_with_epsilon (found->size, 2.0 * FACE_HEIGHT, 0.15 * 2.0 * FACE_HEIGHT);
}

/* All of the wall is no face, and flyaways before it are not to be left for that. */
static void
a_wall_of_skins_colour_is_no_face (void)
{
  g_autoptr (GeglBuffer) picture = portrait_new (wall);
  g_autoptr (RetextureLevelMask) found = find (picture);

  g_assert_null (found->face);
}

/* Lines of the ground's own are no hair where nothing else is. */
static void
without_hair_there_is_no_mass (void)
{
  g_autoptr (GeglBuffer) picture = flat_picture ("R'G'B' u8", SIZE, SIZE, 0.6f);
  g_autoptr (RetextureLevelMask) found = find (picture);

  g_assert_null (found->face);
  g_assert_cmpfloat (share_in (found, found->hair, 0, 0, SIZE, SIZE), ==, 0.0);
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
  g_test_add_func ("/hair-mass/hair-of-photographs-is-found", hair_of_photographs_is_found);

  return g_test_run ();
}
