/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What tells textures apart.
 */
#include "texture-look.h"
#include "textures.h"

#define SIDE 256
#define PIECE 96
#define KINDS (TEXTURE_WEAVE + 1)

static GeglBuffer *
picture_of (TextureKind kind, guint32 seed, gfloat strength)
{
  g_autofree gfloat *texture = texture_new (kind, seed, SIDE, SIDE);

  return picture_of_texture ("R'G'B' float", texture, SIDE, SIDE, 0.5f, strength);
}

static RetextureTextureLook
look_of (TextureKind kind, guint32 seed, gfloat strength)
{
  g_autoptr (GeglBuffer) picture = picture_of (kind, seed, strength);

  return retexture_texture_look_at (picture, GEGL_RECTANGLE (80, 70, PIECE, PIECE));
}

static void
kinds_are_told_apart (void)
{
  RetextureTextureLook looks[KINDS][2];
  gdouble farthest = 0.0, nearest = G_MAXDOUBLE;

  for (gint kind = 0; kind < KINDS; kind++)
    for (gint i = 0; i < 2; i++)
      looks[kind][i] = look_of (kind, 3 + 4 * i, 0.03f);
  for (gint kind = 0; kind < KINDS; kind++)
    for (gint other = 0; other < KINDS; other++)
      {
        const gdouble distance
            = retexture_texture_look_distance (&looks[kind][0], &looks[other][1]);

        if (kind == other)
          farthest = MAX (farthest, distance);
        else
          nearest = MIN (nearest, distance);
      }
  g_print ("# measured: one kind at most %.2f apart, two kinds at least %.2f\n", farthest, nearest);
  g_assert_cmpfloat (farthest, <, 0.7);
  g_assert_cmpfloat (nearest, >, 1.2);
  g_assert_cmpfloat (retexture_texture_look_distance (&looks[0][0], &looks[0][0]), ==, 0.0);
}

static void
numbers_mean_what_they_say (void)
{
  const RetextureTextureLook pores = look_of (TEXTURE_PORES, 5, 0.02f);
  const RetextureTextureLook stronger = look_of (TEXTURE_PORES, 5, 0.04f);
  const RetextureTextureLook brushed = look_of (TEXTURE_BRUSHED, 5, 0.02f);

  for (gint i = 0; i < RETEXTURE_LOOK_NUMBERS; i++)
    g_assert_cmpfloat_with_epsilon (
        stronger.numbers[i] - pores.numbers[i],
        i >= RETEXTURE_LOOK_ENERGY && i < RETEXTURE_LOOK_ENERGY + RETEXTURE_LOOK_BANDS ? log (4.0)
                                                                                       : 0.0,
        0.02);
  /* Darker spots than light ones. */
  g_assert_cmpfloat (pores.numbers[RETEXTURE_LOOK_LEANING + 1], <, -0.1);
  /* Streaks along x have their slopes along y. */
  for (gint b = 0; b < RETEXTURE_LOOK_BANDS - 1; b++)
    {
      g_assert_cmpfloat (brushed.numbers[RETEXTURE_LOOK_DIRECTED + 2 * b], <, -0.7);
      g_assert_cmpfloat (fabs (pores.numbers[RETEXTURE_LOOK_DIRECTED + 2 * b]), <, 0.2);
      g_assert_cmpfloat (brushed.numbers[RETEXTURE_LOOK_RIDGED + b], >,
                         pores.numbers[RETEXTURE_LOOK_RIDGED + b] + 0.2);
    }
}

/* What lies outside the piece and its apron does not count. */
static void
only_the_piece_counts (void)
{
  g_autoptr (GeglBuffer) picture = picture_of (TEXTURE_FUZZ, 2, 0.03f);
  const GeglRectangle piece = { 80, 70, PIECE, PIECE };
  const GeglRectangle seen = { piece.x - RETEXTURE_LOOK_APRON, piece.y - RETEXTURE_LOOK_APRON,
                               PIECE + 2 * RETEXTURE_LOOK_APRON, PIECE + 2 * RETEXTURE_LOOK_APRON };
  g_autoptr (GeglBuffer) alone = gegl_buffer_new (&seen, gegl_buffer_get_format (picture));
  RetextureTextureLook in_picture, by_itself;

  gegl_buffer_copy (picture, &seen, GEGL_ABYSS_NONE, alone, &seen);
  in_picture = retexture_texture_look_at (picture, &piece);
  by_itself = retexture_texture_look_at (alone, &piece);
  g_assert_cmpmem (&in_picture, sizeof in_picture, &by_itself, sizeof by_itself);
}

/* A flat picture has a look, too, and no number of it is none. */
static void
nothing_looks_like_nothing (void)
{
  g_autoptr (GeglBuffer) flat = flat_picture ("R'G'B'A u8", SIDE, SIDE, 0.4f);
  const RetextureTextureLook look
      = retexture_texture_look_at (flat, GEGL_RECTANGLE (80, 70, PIECE, PIECE));

  for (gint i = 0; i < RETEXTURE_LOOK_NUMBERS; i++)
    g_assert_true (isfinite (look.numbers[i]));
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);

  g_test_add_func ("/texture-look/kinds", kinds_are_told_apart);
  g_test_add_func ("/texture-look/numbers", numbers_mean_what_they_say);
  g_test_add_func ("/texture-look/piece", only_the_piece_counts);
  g_test_add_func ("/texture-look/flat", nothing_looks_like_nothing);
  return g_test_run ();
}
