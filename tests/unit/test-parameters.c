/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "parameters.h"
#include "pictures.h"
#include "rendering.h"

#include <locale.h>

static RetextureParameters *
map_parameters (void)
{
  return retexture_method_parameters_new ("retexture:map");
}

static void
parameters_follow_the_operations_declaration (void)
{
  static const gchar *names[]
      = { "amount",   "radius",    "returned",      "tone", "scale",  "offset",
          "tone-low", "tone-high", "tone-softness", "mask", "output", "align-first" };
  g_autoptr (RetextureParameters) parameters = map_parameters ();

  g_assert_cmpuint (retexture_parameters_get_n (parameters), ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (retexture_parameters_get_spec (parameters, i)->name, ==, names[i]);
  g_assert_cmpfloat (retexture_parameters_get_number (parameters, "radius"), ==, 4.0);
  g_assert_cmpfloat (retexture_parameters_get_number (parameters, "scale"), ==, 2.0);
  g_assert_cmpstr (retexture_parameters_get_key (parameters, "radius", "unit"), ==,
                   "pixel-distance");
}

static void
count (RetextureParameters *parameters, gpointer n)
{
  (*(gint *) n)++;
}

static void
a_value_out_of_range_is_refused_by_name_and_range (void)
{
  static const struct
  {
    const gchar *name;
    gdouble number;
    const gchar *range;
  } bad[] = {
    { "amount", -1.0, "0 to 200" },       { "amount", 200.5, "0 to 200" },
    { "radius", 0.2, "0.3 to 100" },      { "radius", NAN, "0.3 to 100" },
    { "radius", INFINITY, "0.3 to 100" }, { "scale", 4.1, "1 to 4" },
    { "offset", 256.0, "0 to 255" },      { "tone", 2.0, "0 (all)" },
    { "tone", 0.5, "0 (all)" },           { "mask", 4.0, "3 (automatic)" },
    { "output", -1.0, "1 (single)" },
  };
  g_autoptr (RetextureParameters) parameters = map_parameters ();
  g_autofree gchar *before = retexture_parameters_to_text (parameters);
  g_autofree gchar *after = NULL;
  gint told = 0;

  g_signal_connect (parameters, "changed", G_CALLBACK (count), &told);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree gchar *quoted = g_strdup_printf ("“%s”", bad[i].name);

      g_assert_false (
          retexture_parameters_set_number (parameters, bad[i].name, bad[i].number, &error));
      g_assert_error (error, RETEXTURE_PARAMETERS_ERROR, RETEXTURE_PARAMETERS_ERROR_RANGE);
      g_assert_nonnull (strstr (error->message, quoted));
      g_assert_nonnull (strstr (error->message, bad[i].range));
    }
  after = retexture_parameters_to_text (parameters);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (told, ==, 0);
}

static void
a_change_is_told_once_and_only_when_it_is_one (void)
{
  g_autoptr (RetextureParameters) parameters = map_parameters ();
  gint told = 0;

  g_signal_connect (parameters, "changed", G_CALLBACK (count), &told);
  g_assert_true (retexture_parameters_set_number (parameters, "amount", 50.0, NULL));
  g_assert_true (retexture_parameters_set_number (parameters, "amount", 50.0, NULL));
  g_assert_cmpint (told, ==, 1);
  g_assert_true (retexture_parameters_from_text (parameters, "amount=60\nradius=7", NULL));
  g_assert_cmpint (told, ==, 2);
  retexture_parameters_reset (parameters);
  retexture_parameters_reset (parameters);
  g_assert_cmpint (told, ==, 3);
}

static void
text_gives_the_same_values_back (void)
{
  g_autoptr (RetextureParameters) parameters = map_parameters ();
  g_autoptr (RetextureParameters) other = map_parameters ();
  g_autofree gchar *text = NULL;
  g_autofree gchar *again = NULL;

  retexture_parameters_set_number (parameters, "radius", 1.0 / 3.0, NULL);
  retexture_parameters_set_number (parameters, "tone", 1, NULL);
  retexture_parameters_set_number (parameters, "output", RETEXTURE_OUTPUT_IN_PLACE, NULL);
  text = retexture_parameters_to_text (parameters);
  g_assert_nonnull (strstr (text, "tone=luminance\n"));
  g_assert_true (retexture_parameters_from_text (other, text, NULL));
  again = retexture_parameters_to_text (other);
  g_assert_cmpstr (text, ==, again);
  g_assert_cmpfloat (retexture_parameters_get_number (other, "radius"), ==, 1.0 / 3.0);
}

static void
text_does_not_depend_on_the_locale (void)
{
  g_autoptr (RetextureParameters) parameters = map_parameters ();
  g_autofree gchar *text = NULL;

  if (!setlocale (LC_NUMERIC, "de_DE.UTF-8"))
    {
      g_test_skip ("no German locale on this machine");
      return;
    }
  retexture_parameters_set_number (parameters, "radius", 2.5, NULL);
  text = retexture_parameters_to_text (parameters);
  g_assert_nonnull (strstr (text, "radius=2.5\n"));
  g_assert_true (retexture_parameters_from_text (parameters, "radius=3.5", NULL));
  g_assert_cmpfloat (retexture_parameters_get_number (parameters, "radius"), ==, 3.5);
  setlocale (LC_NUMERIC, "C");
}

static void
bad_text_changes_nothing (void)
{
  static const gchar *bad[]
      = { "amount=50\nradius=1000", "amount=50\nradius=", "amount=50\nradius=3x",
          "amount=50\ntone=green", "amount=50\nnonsense" };
  g_autoptr (RetextureParameters) parameters = map_parameters ();

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (retexture_parameters_from_text (parameters, bad[i], &error));
      g_assert_nonnull (error);
      g_assert_cmpfloat (retexture_parameters_get_number (parameters, "amount"), ==, 100.0);
    }
}

static void
text_of_another_version_is_read (void)
{
  g_autoptr (RetextureParameters) parameters = map_parameters ();

  g_assert_true (
      retexture_parameters_from_text (parameters, "# a note\nnew-thing=7\n\namount = 50\n", NULL));
  g_assert_cmpfloat (retexture_parameters_get_number (parameters, "amount"), ==, 50.0);
  g_assert_cmpfloat (retexture_parameters_get_number (parameters, "radius"), ==, 4.0);
}

static void
lengths_follow_the_zoom_of_a_preview (void)
{
  g_autoptr (RetextureParameters) parameters = map_parameters ();
  g_autoptr (GeglNode) node = gegl_node_new ();
  gdouble radius, amount;

  gegl_node_set (node, "operation", "retexture:map", NULL);
  retexture_parameters_set_number (parameters, "radius", 8.0, NULL);
  retexture_parameters_apply (parameters, node, 0.25);
  gegl_node_get (node, "radius", &radius, "amount", &amount, NULL);
  g_assert_cmpfloat (radius, ==, 2.0);
  g_assert_cmpfloat (amount, ==, 100.0);
  /* What would be shorter than the operation takes is as short as it can be. */
  retexture_parameters_apply (parameters, node, 0.01);
  gegl_node_get (node, "radius", &radius, NULL);
  g_assert_cmpfloat (fabs (radius - 0.3), <, 1e-9);
}

static void
a_boolean_is_a_number_and_survives_as_text (void)
{
  g_autoptr (RetextureParameters) parameters
      = retexture_method_parameters_new ("retexture:luminosity");
  g_autofree gchar *text = NULL;

  g_assert_cmpfloat (retexture_parameters_get_number (parameters, "band-limit"), ==, 1.0);
  g_assert_true (retexture_parameters_set_number (parameters, "band-limit", 0.0, NULL));
  g_assert_cmpfloat (retexture_parameters_get_number (parameters, "band-limit"), ==, 0.0);
  text = retexture_parameters_to_text (parameters);
  retexture_parameters_reset (parameters);
  g_assert_true (retexture_parameters_from_text (parameters, text, NULL));
  g_assert_cmpfloat (retexture_parameters_get_number (parameters, "band-limit"), ==, 0.0);
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
#define TEST(name) g_test_add_func ("/parameters/" #name, name)
  TEST (parameters_follow_the_operations_declaration);
  TEST (a_value_out_of_range_is_refused_by_name_and_range);
  TEST (a_change_is_told_once_and_only_when_it_is_one);
  TEST (text_gives_the_same_values_back);
  TEST (text_does_not_depend_on_the_locale);
  TEST (bad_text_changes_nothing);
  TEST (text_of_another_version_is_read);
  TEST (lengths_follow_the_zoom_of_a_preview);
  TEST (a_boolean_is_a_number_and_survives_as_text);
  return g_test_run ();
}
