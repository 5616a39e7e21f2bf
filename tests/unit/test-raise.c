/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Imperfection Level without an original: that plastic places get healthy texture to begin with,
 * that nothing else changes, and when there is none.
 */
#include "exemplar.h"
#include "inspect-level.h"
#include "known-loss.h"
#include "rendering.h"
#include "textures.h"
#include "stand-in.h"

#define SIZE 600

/* Everything is meant, and sizes are those of a face of this height. */
#define MEANT "surface=everything\nsize=600\n"

/* The plastic place, in the middle: its radius, and how far around it something may be done. */
#define PLACE 90.0
#define AROUND 130.0

/* Finer than this, as a standard deviation, is texture. */
#define TEXTURE 2.0

/* ---- pictures ---- */

static GeglBuffer *
pores (void)
{
  g_autofree gfloat *plane = texture_new (TEXTURE_PORES, 17, SIZE, SIZE);

  return picture_of_texture ("R'G'B' float", plane, SIZE, SIZE, 0.5f, 0.03f);
}

static gdouble
distance_from_middle (gint i)
{
  return hypot (i % SIZE - SIZE / 2, i / SIZE - SIZE / 2);
}

/* Smoothed within the place, or everywhere. */
static GeglBuffer *
smoothed (const gfloat *pixels, gboolean everywhere)
{
  g_autofree gfloat *soft = blurred_pixels (pixels, SIZE, SIZE, 3.0);

  for (gint i = 0; i < SIZE * SIZE && !everywhere; i++)
    {
      const gfloat share = CLAMP ((PLACE - distance_from_middle (i)) / 10.0, 0.0, 1.0);

      for (gint c = 0; c < 4; c++)
        soft[4 * i + c] = pixels[4 * i + c] + share * (soft[4 * i + c] - pixels[4 * i + c]);
    }
  return picture_from_pixels ("R'G'B' float", GEGL_RECTANGLE (0, 0, SIZE, SIZE), soft);
}

/* Deviation of green's texture well inside of the place. */
static gdouble
texture_of_place (const gfloat *pixels)
{
  g_autofree gfloat *soft = blurred_pixels (pixels, SIZE, SIZE, TEXTURE);
  gdouble sum = 0.0;
  gint n = 0;

  for (gint i = 0; i < SIZE * SIZE; i++)
    if (distance_from_middle (i) < 0.7 * PLACE)
      {
        const gdouble d = pixels[4 * i + 1] - soft[4 * i + 1];

        sum += d * d;
        n++;
      }
  return sqrt (sum / n);
}

/* ---- what is rendered ---- */

static const RetextureBlending blending = { .composition = RETEXTURE_COMPOSITION_TEXTURE };

static void
set_values (RetextureRendering *rendering, const gchar *values)
{
  g_autoptr (RetextureParameters) parameters = retexture_method_parameters_new ("retexture:level");

  g_assert_true (retexture_parameters_from_text (parameters, values, NULL));
  retexture_rendering_set_parameters (rendering, parameters);
}

/* As the plug-in goes about it. */
static void
prepare (RetextureRendering *rendering)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GeglBuffer) stand_in = retexture_rendering_find_stand_in (rendering, NULL, &error);
  g_autoptr (GObject) imperfection = NULL;

  g_assert_no_error (error);
  if (stand_in)
    retexture_rendering_set_stand_in (rendering, stand_in);
  imperfection = retexture_analyse_level (rendering, NULL, &error);
  g_assert_no_error (error);
  retexture_rendering_set_analysis (rendering, imperfection);
}

static gfloat *
rendered (GeglBuffer *edit, const gchar *values)
{
  g_autoptr (RetextureRendering) rendering
      = retexture_rendering_new ("retexture:level", &blending, edit, NULL, NULL, 1.0);
  g_autoptr (GeglBuffer) made
      = gegl_buffer_new (gegl_buffer_get_extent (edit), babl_format ("R'G'B'A float"));

  set_values (rendering, values);
  prepare (rendering);
  gegl_node_blit_buffer (retexture_rendering_get_node (rendering, RETEXTURE_VIEW_RESULT), made,
                         NULL, 0, GEGL_ABYSS_NONE);
  return pixels_of (made);
}

/* ---- tests ---- */

/* What is the same is so up to the roundings of laying a layer over a picture. */

static void
plastic_places_borrow_and_the_rest_stays (void)
{
  g_autoptr (GeglBuffer) photograph = pores ();
  g_autofree gfloat *before = pixels_of (photograph);
  g_autoptr (GeglBuffer) edit = smoothed (before, FALSE);
  g_autofree gfloat *plastic = pixels_of (edit);
  g_autofree gfloat *down = rendered (edit, "level=5\n" MEANT);
  g_autofree gfloat *raised = rendered (edit, "level=5\nraise=TRUE\n" MEANT);
  g_autofree gfloat *natural = rendered (edit, "level=3\nraise=TRUE\n" MEANT);
  const gdouble wanted = texture_of_place (before);
  const gdouble after = texture_of_place (raised), less = texture_of_place (natural);

  g_test_message ("texture: %.4f once, %.4f smoothed, %.4f raised, %.4f at level 3", wanted,
                  texture_of_place (plastic), after, less);
  g_assert_cmpfloat (largest_difference (down, plastic, 4 * SIZE * SIZE), <, 1e-4);
  g_assert_cmpfloat (texture_of_place (plastic), <, 0.4 * wanted);
  g_assert_cmpfloat (after, >, 0.75 * wanted);
  g_assert_cmpfloat (after, <, 1.25 * wanted);
  g_assert_cmpfloat (less, >, 0.7 * after);
  g_assert_cmpfloat (less, <, 0.95 * after);
  for (gint i = 0; i < SIZE * SIZE; i++)
    if (distance_from_middle (i) > AROUND)
      g_assert_cmpfloat_with_epsilon (raised[4 * i + 1], plastic[4 * i + 1], 1e-4);
}

static void
where_nothing_is_plastic_the_picture_is_raw (void)
{
  g_autoptr (GeglBuffer) photograph = pores ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GeglBuffer) made
      = retexture_stand_in_new (photograph, RETEXTURE_SURFACE_ANY, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (made == photograph);
}

static void
where_nothing_is_healthy_there_is_a_sentence (void)
{
  g_autoptr (GeglBuffer) photograph = pores ();
  g_autofree gfloat *pixels = pixels_of (photograph);
  g_autoptr (GeglBuffer) edit = smoothed (pixels, TRUE);
  g_autoptr (GError) error = NULL;

  g_assert_null (retexture_stand_in_new (edit, RETEXTURE_SURFACE_ANY, NULL, &error));
  g_assert_error (error, RETEXTURE_DONOR_ERROR, RETEXTURE_DONOR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "raise"));
}

static void
cancelled_it_gives_nothing (void)
{
  g_autoptr (GeglBuffer) photograph = pores ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (retexture_stand_in_new (photograph, RETEXTURE_SURFACE_ANY, cancellable, &error));
  g_assert_no_error (error);
}

/* It is kept while the values want one, and made anew for another surface; a photograph that is
 * given comes first. */
static void
it_follows_the_values (void)
{
  g_autoptr (GeglBuffer) photograph = pores ();
  g_autoptr (GeglBuffer) other = gegl_buffer_dup (photograph);
  g_autoptr (RetextureRendering) alone
      = retexture_rendering_new ("retexture:level", &blending, photograph, NULL, NULL, 1.0);
  g_autoptr (RetextureRendering) given
      = retexture_rendering_new ("retexture:level", &blending, photograph, other, NULL, 1.0);
  g_autoptr (RetextureRendering) copy = NULL;
  g_autoptr (GeglBuffer) anew = NULL;

  set_values (alone, "raise=TRUE\n" MEANT);
  prepare (alone);
  g_assert_true (retexture_rendering_get_original (alone) == photograph);
  copy = retexture_rendering_copy (alone);
  g_assert_true (retexture_rendering_get_original (copy) == photograph);
  g_assert_null (retexture_rendering_find_stand_in (alone, NULL, NULL));

  set_values (alone, "raise=FALSE\n" MEANT);
  g_assert_null (retexture_rendering_get_original (alone));
  g_assert_null (retexture_rendering_get_analysis (alone));
  set_values (alone, "raise=TRUE\n" MEANT);
  g_assert_true (retexture_rendering_get_original (alone) == photograph);
  set_values (alone, "raise=TRUE\nsurface=skin\n");
  g_assert_null (retexture_rendering_get_original (alone));
  anew = retexture_rendering_find_stand_in (alone, NULL, NULL);
  g_assert_nonnull (anew);

  set_values (given, "raise=TRUE\n" MEANT);
  g_assert_null (retexture_rendering_find_stand_in (given, NULL, NULL));
  g_assert_true (retexture_rendering_get_original (given) == other);
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);

  g_test_add_func ("/raise/plastic-places-borrow-and-the-rest-stays",
                   plastic_places_borrow_and_the_rest_stays);
  g_test_add_func ("/raise/where-nothing-is-plastic-the-picture-is-raw",
                   where_nothing_is_plastic_the_picture_is_raw);
  g_test_add_func ("/raise/where-nothing-is-healthy-there-is-a-sentence",
                   where_nothing_is_healthy_there_is_a_sentence);
  g_test_add_func ("/raise/cancelled-it-gives-nothing", cancelled_it_gives_nothing);
  g_test_add_func ("/raise/it-follows-the-values", it_follows_the_values);

  return g_test_run ();
}
