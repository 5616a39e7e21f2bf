/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Textures made from an exemplar: they look like the donor by every number there is, and never like
 * copies of it.
 */
#include "quilt-cell.h"
#include "quilt.h"
#include "textures.h"
#include "tiling.h"

/* A donor as it is found in photographs, and what is made of it. */
#define DONOR 224
#define MADE 512

#define RADIUS 6.0
#define STRENGTH 0.02f
#define PATCH 32

/* Patches that are chosen to look at. */
#define TRIALS 12

static RetextureExemplar *
exemplar_of (GeglBuffer *picture, gboolean gaussian)
{
  const RetextureExemplarRecipe recipe = { .area = *gegl_buffer_get_extent (picture),
                                           .radius = RADIUS,
                                           .size = 1.0,
                                           .pixel_size = 1.0,
                                           .gaussian = gaussian,
                                           .patch = gaussian ? 0.0 : PATCH };
  g_autoptr (GError) error = NULL;
  RetextureExemplar *exemplar = retexture_exemplar_new (picture, &recipe, &error);

  g_assert_no_error (error);
  return exemplar;
}

static RetextureExemplar *
exemplar_of_kind (TextureKind kind, gboolean gaussian)
{
  g_autofree gfloat *plane = texture_new (kind, 3, DONOR, DONOR);
  g_autoptr (GeglBuffer) picture
      = picture_of_texture ("R'G'B' float", plane, DONOR, DONOR, 0.5f, STRENGTH);

  return exemplar_of (picture, gaussian);
}

static gfloat *
make (RetextureExemplar *exemplar, const GeglRectangle *area)
{
  gfloat *values = g_new (gfloat, (gsize) exemplar->channels * area->width * area->height);

  if (exemplar->recipe.gaussian)
    retexture_tiling_render (exemplar, 5, area, NULL, NULL, values);
  else
    {
      g_autoptr (RetextureQuilt) quilt = retexture_quilt_new (
          exemplar, 5, PATCH, GEGL_RECTANGLE (-50, -60, 2 * MADE, 2 * MADE), NULL, NULL, NULL);

      retexture_quilt_render (quilt, area, values);
    }
  return values;
}

/* The donor's own texture, evened out as the exemplar has it. */
static gfloat *
donor_of (TextureKind kind)
{
  g_autoptr (RetextureExemplar) exemplar = exemplar_of_kind (kind, FALSE);

  return g_memdup2 (exemplar->planes[0].values, sizeof (gfloat) * DONOR * DONOR);
}

typedef struct
{
  TextureKind kind;
  gboolean gaussian;
  const gchar *name;
} Case;

static const Case cases[] = {
  { TEXTURE_PORES, TRUE, "pores, stochastic" },  { TEXTURE_FUZZ, TRUE, "fuzz, stochastic" },
  { TEXTURE_PORES, FALSE, "pores, structured" }, { TEXTURE_BRUSHED, FALSE, "brushed, structured" },
  { TEXTURE_WEAVE, FALSE, "weave, structured" },
};

/* What counts as near for repetition: what is like itself at a distance by nature. */
static gdouble
nearest_of (TextureKind kind)
{
  return kind == TEXTURE_BRUSHED ? 48.0 : 12.0;
}

static void
made_texture_is_like_its_donor (gconstpointer data)
{
  const Case *one = data;
  const GeglRectangle area = { 10, 20, MADE, MADE };
  const gsize n = (gsize) MADE * MADE;
  g_autoptr (RetextureExemplar) exemplar = exemplar_of_kind (one->kind, one->gaussian);
  g_autofree gfloat *donor = donor_of (one->kind);
  g_autofree gfloat *made = make (exemplar, &area);
  const gdouble decibels = largest_decibels (donor, DONOR, DONOR, made, MADE, MADE);
  const gdouble skew[2] = { skew_of (donor, DONOR * DONOR), skew_of (made, n) };
  const gdouble kurtosis[2] = { kurtosis_of (donor, DONOR * DONOR), kurtosis_of (made, n) };
  const gdouble repetition[2] = { repetition_of (donor, DONOR, DONOR, nearest_of (one->kind)),
                                  repetition_of (made, MADE, MADE, nearest_of (one->kind)) };

  g_print ("# measured: %s: spectrum within %.2f dB, deviation %.3f, skew %.2f (donor %.2f), "
           "kurtosis %.2f (donor %.2f), repetition %.3f (donor %.3f)\n",
           one->name, decibels, deviation_of (made, n), skew[1], skew[0], kurtosis[1], kurtosis[0],
           repetition[1], repetition[0]);
  g_assert_cmpfloat (decibels, <, 1.6);
  g_assert_cmpfloat (fabs (deviation_of (made, n) - 1.0), <, 0.08);
  g_assert_cmpfloat (fabs (skew[1] - skew[0]), <, 0.15 * MAX (1.0, fabs (skew[0])));
  g_assert_cmpfloat (fabs (kurtosis[1] / kurtosis[0] - 1.0), <, 0.15);
  g_assert_cmpfloat (repetition[1], <=, 1.2 * repetition[0]);
}

static void
texture_is_a_function_of_the_place (gconstpointer data)
{
  const Case *one = data;
  const GeglRectangle whole_area = { -37, -21, 301, 283 };
  g_autoptr (RetextureExemplar) exemplar = exemplar_of_kind (one->kind, one->gaussian);
  g_autofree gfloat *whole = make (exemplar, &whole_area);

  for (gint y = 0; y < whole_area.height; y += 71)
    for (gint x = 0; x < whole_area.width; x += 53)
      {
        const GeglRectangle piece
            = { whole_area.x + x, whole_area.y + y, MIN (53, whole_area.width - x),
                MIN (71, whole_area.height - y) };
        g_autofree gfloat *part = make (exemplar, &piece);

        for (gint row = 0; row < piece.height; row++)
          g_assert_cmpmem (part + row * piece.width, piece.width * sizeof (gfloat),
                           whole + (y + row) * whole_area.width + x, piece.width * sizeof (gfloat));
      }
}

/* Two more channels tell where each pixel came from: where they jump there is a border. */
static void
patches_have_no_seams (gconstpointer data)
{
  const Case *one = data;
  const GeglRectangle area = { 0, 0, MADE, MADE };
  const gsize n = (gsize) MADE * MADE;
  g_autoptr (RetextureExemplar) exemplar = exemplar_of_kind (one->kind, FALSE);
  g_autofree gfloat *made = NULL;
  gdouble inside = 0.0, across = 0.0;
  gint n_inside = 0, n_across = 0;

  exemplar->channels = 3;
  exemplar->planes = g_renew (RetexturePlane, exemplar->planes, 3);
  for (gint c = 1; c < 3; c++)
    {
      exemplar->planes[c] = retexture_plane_new (DONOR, DONOR);
      for (gint i = 0; i < DONOR * DONOR; i++)
        exemplar->planes[c].values[i] = c == 1 ? i % DONOR : i / DONOR;
    }
  made = make (exemplar, &area);
  for (gint y = 1; y < MADE; y++)
    for (gint x = 1; x < MADE; x++)
      for (gint axis = 0; axis < 2; axis++)
        {
          const gsize here = (gsize) y * MADE + x, there = here - (axis ? MADE : 1);
          const gfloat dx = made[n + here] - made[n + there];
          const gfloat dy = made[2 * n + here] - made[2 * n + there];
          const gdouble step = made[here] - made[there];

          if (dx == (axis ? 0.0f : 1.0f) && dy == (axis ? 1.0f : 0.0f))
            {
              inside += step * step;
              n_inside++;
            }
          else
            {
              across += step * step;
              n_across++;
            }
        }
  inside /= n_inside;
  across /= n_across;
  g_print ("# measured: %s: gradient energy across borders %.3f of that inside\n", one->name,
           across / inside);
  g_assert_cmpint (n_across, >, 10000);
  /* Less there may be: cuts are made where little happens. */
  g_assert_cmpfloat (across / inside, <, 1.1);
  g_assert_cmpfloat (across / inside, >, 0.7);
}

/* A texture that leans: turned by a quarter of a circle, rows become columns. */
static gint
quarter_turn (gdouble x, gdouble y, gpointer user_data)
{
  return RETEXTURE_TURNS / 2;
}

static gdouble
steepness (const gfloat *plane, gint distance)
{
  gdouble sum = 0.0;

  for (gint i = MADE; i < MADE * MADE; i++)
    sum += pow (plane[i] - plane[i - distance], 2);
  return sum;
}

static void
texture_turns_as_it_is_told (gconstpointer data)
{
  const gboolean gaussian = GPOINTER_TO_INT (data);
  const GeglRectangle area = { 0, 0, MADE, MADE };
  g_autofree gfloat *plane = texture_new (TEXTURE_FUZZ, 3, DONOR, DONOR);
  g_autoptr (GeglBuffer) picture
      = picture_of_texture ("R'G'B' float", plane, DONOR, DONOR, 0.5f, STRENGTH);
  const RetextureExemplarRecipe recipe = { .area = *gegl_buffer_get_extent (picture),
                                           .radius = RADIUS,
                                           .size = 1.0,
                                           .pixel_size = 1.0,
                                           .gaussian = gaussian,
                                           .patch = gaussian ? 0.0 : PATCH,
                                           .turned = TRUE };
  g_autoptr (RetextureExemplar) exemplar = retexture_exemplar_new (picture, &recipe, NULL);
  g_autofree gfloat *values = g_new (gfloat, MADE * MADE);

  g_assert_nonnull (exemplar);
  if (gaussian)
    retexture_tiling_render (exemplar, 1, &area, quarter_turn, NULL, values);
  else
    {
      g_autoptr (RetextureQuilt) quilt
          = retexture_quilt_new (exemplar, 1, PATCH, &area, quarter_turn, NULL, NULL);

      retexture_quilt_render (quilt, &area, values);
    }
  /* Along the hairs less changes. */
  g_assert_cmpfloat (steepness (values, MADE), <, 0.5 * steepness (values, 1));
  g_assert_cmpfloat (fabs (deviation_of (values, MADE * MADE) - 1.0), <, 0.1);
}

/* How like a patch is to what is known of its surroundings: a piece of the exemplar itself, in the
 * columns from `first` on. */
static gdouble
likeness_of_chosen (RetextureExemplar *exemplar, gint size, gint first, gint trial)
{
  const RetexturePlane *plane = retexture_exemplar_get_plane (exemplar, 0, 0, FALSE);
  g_autofree gfloat *values = g_new0 (gfloat, size * size), *known = g_new0 (gfloat, size * size);
  const RetextureSurroundings around = { size, 6, size, values, known };
  gfloat chances[RETEXTURE_PATCH_CHANCES];
  gdouble products = 0.0, one = 0.0, other = 0.0;
  RetexturePatch chosen;
  const gfloat *pixels;
  gint stride;

  for (gint i = 0; i < size * size; i++)
    if (i % size >= first)
      {
        known[i] = 1.0f;
        values[i] = plane->values[(5 * trial + i / size) * plane->width + 7 * trial + i % size];
      }
  for (gint i = 0; i < RETEXTURE_PATCH_CHANCES; i++)
    chances[i] = 2.0f * noise_at (i, trial, size) - 1.0f;
  chosen = retexture_patch_choose (exemplar, &around, 0, chances, NULL, 0);
  pixels = retexture_patch_pixels (exemplar, &chosen, 0, &stride);
  for (gint i = 0; i < size * size; i++)
    {
      const gdouble there = known[i] * pixels[i / size * stride + i % size];

      products += there * values[i];
      one += there * there;
      other += values[i] * values[i];
    }
  return products / sqrt (one * other);
}

/* In whichever of them something is known: a size is no multiple of anything. */
static void
patches_are_chosen_by_all_their_columns (void)
{
  static const gint sizes[] = { 24, 31, 37 };
  g_autoptr (RetextureExemplar) exemplar = exemplar_of_kind (TEXTURE_WEAVE, FALSE);

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      gdouble likeness = 0.0;

      for (gint trial = 0; trial < TRIALS; trial++)
        likeness += likeness_of_chosen (exemplar, sizes[s], sizes[s] / 16 * 16, trial) / TRIALS;
      g_test_message ("measured: patches of %d pixels are alike by %.2f", sizes[s], likeness);
      g_assert_cmpfloat (likeness, >, 0.5);
    }
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar *like = g_strdup_printf ("/synthesis/like-its-donor/%u", i);
      g_autofree gchar *place = g_strdup_printf ("/synthesis/function-of-the-place/%u", i);
      g_autofree gchar *seams = g_strdup_printf ("/synthesis/no-seams/%u", i);

      g_test_add_data_func (like, &cases[i], made_texture_is_like_its_donor);
      g_test_add_data_func (place, &cases[i], texture_is_a_function_of_the_place);
      if (!cases[i].gaussian)
        g_test_add_data_func (seams, &cases[i], patches_have_no_seams);
    }
  g_test_add_func ("/synthesis/chosen-by-all-columns", patches_are_chosen_by_all_their_columns);
  g_test_add_data_func ("/synthesis/turned/stochastic", GINT_TO_POINTER (TRUE),
                        texture_turns_as_it_is_told);
  g_test_add_data_func ("/synthesis/turned/structured", GINT_TO_POINTER (FALSE),
                        texture_turns_as_it_is_told);

  return g_test_run ();
}
