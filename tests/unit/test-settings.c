/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "pictures.h"
#include "rendering.h"
#include "settings.h"

static RetextureParameters *
map_parameters (void)
{
  return retexture_method_parameters_new ("retexture:map");
}

static void
settings_are_set_by_name_and_the_rest_stays (void)
{
  g_autoptr (RetextureParameters) parameters = map_parameters ();
  g_autoptr (GError) error = NULL;

  retexture_parameters_set_number (parameters, "scale", 3.0, NULL);
  g_assert_true (
      retexture_settings_apply (parameters, " tone=luminance  radius='6.5'\n amount=80", &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (retexture_parameters_get_number (parameters, "radius"), ==, 6.5);
  g_assert_cmpfloat (retexture_parameters_get_number (parameters, "amount"), ==, 80.0);
  g_assert_cmpfloat (retexture_parameters_get_number (parameters, "tone"), ==, 1.0);
  g_assert_cmpfloat (retexture_parameters_get_number (parameters, "scale"), ==, 3.0);
}

static void
nothing_to_set_changes_nothing (void)
{
  g_autoptr (RetextureParameters) parameters = map_parameters ();
  g_autofree gchar *before = retexture_settings_to_text (parameters);
  g_autofree gchar *after = NULL;

  g_assert_true (retexture_settings_apply (parameters, "", NULL));
  g_assert_true (retexture_settings_apply (parameters, "  \n", NULL));
  after = retexture_settings_to_text (parameters);
  g_assert_cmpstr (before, ==, after);
}

static void
what_cannot_be_is_refused_by_name_and_nothing_changes (void)
{
  static const struct
  {
    const gchar *text, *says;
  } bad[] = {
    { "radius=6 sharpness=2", "“sharpness”" },
    { "radius=6 sharpness=2", "amount, radius" },
    { "radius=6 amount=900", "0 to 200" },
    { "radius=6 tone=loud", "luminance" },
    { "radius=6 radius=7", "twice" },
    { "radius", "“radius” in the settings" },
    { "=6", "“”" },
    { "radius='6", "cannot be read" },
    { "radius=", "0.3 to 100" },
    { "radius=6x", "6x" },
    { "radius=nan", "0.3 to 100" },
  };
  g_autoptr (RetextureParameters) parameters = map_parameters ();
  g_autofree gchar *before = retexture_settings_to_text (parameters);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree gchar *after = NULL;

      g_assert_false (retexture_settings_apply (parameters, bad[i].text, &error));
      g_assert_nonnull (error);
      g_test_message ("%s: %s", bad[i].text, error->message);
      g_assert_nonnull (strstr (error->message, bad[i].says));
      after = retexture_settings_to_text (parameters);
      g_assert_cmpstr (before, ==, after);
    }
}

/* Text that a shell, GLib's escapes or our own lines could stumble over. */
static void
what_is_written_is_read_back (void)
{
  static const gchar *const hard[] = { "",
                                       "plain",
                                       "two words",
                                       "it's \"quoted\"",
                                       "back\\slash\\n",
                                       "a\nb\tc",
                                       "größer – 大",
                                       "$(rm) `x` ; # %s",
                                       "=",
                                       " ",
                                       " both ends  " };

  for (guint i = 0; i < G_N_ELEMENTS (hard); i++)
    {
      g_autoptr (RetextureParameters) one = map_parameters ();
      g_autoptr (RetextureParameters) other = map_parameters ();
      g_autofree gchar *text = NULL;
      g_auto (GValue) value = G_VALUE_INIT;
      g_autoptr (GError) error = NULL;

      retexture_parameters_add (
          one, g_param_spec_string ("note", "Note", "Note", "", G_PARAM_READWRITE));
      retexture_parameters_add (
          other, g_param_spec_string ("note", "Note", "Note", "", G_PARAM_READWRITE));
      g_value_init (&value, G_TYPE_STRING);
      g_value_set_string (&value, hard[i]);
      g_assert_true (retexture_parameters_set_value (one, "note", &value, NULL));
      retexture_parameters_set_number (one, "radius", 0.1 + 0.2 + 3.0, NULL);
      text = retexture_settings_to_text (one);
      g_assert_true (retexture_settings_apply (other, text, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (g_value_get_string (retexture_parameters_get_value (other, "note")), ==,
                       hard[i]);
      g_assert_cmpfloat (retexture_parameters_get_number (other, "radius"), ==, 0.1 + 0.2 + 3.0);
    }
}

/* What a script says stays true when a method gains a property, wherever it stands. */
static void
a_text_outlives_new_parameters (void)
{
  static const gchar *const text = "radius=6 amount=80 tone=luminance";
  g_autoptr (RetextureParameters) older = map_parameters ();
  g_autoptr (RetextureParameters) newer = retexture_parameters_new ();

  retexture_parameters_add (newer, g_param_spec_double ("brand-new", "Brand new", "Brand new", 0.0,
                                                        9.0, 5.0, G_PARAM_READWRITE));
  for (guint i = 0; i < retexture_parameters_get_n (older); i++)
    retexture_parameters_add (newer, retexture_parameters_get_spec (older, i));
  g_assert_true (retexture_settings_apply (older, text, NULL));
  g_assert_true (retexture_settings_apply (newer, text, NULL));
  for (guint i = 0; i < retexture_parameters_get_n (older); i++)
    {
      const gchar *name = retexture_parameters_get_spec (older, i)->name;

      g_assert_cmpfloat (retexture_parameters_get_number (older, name), ==,
                         retexture_parameters_get_number (newer, name));
    }
  g_assert_cmpfloat (retexture_parameters_get_number (newer, "brand-new"), ==, 5.0);
}

static void
one_setting_can_be_taken_out (void)
{
  g_autofree gchar *preset = NULL;
  g_autofree gchar *rest = retexture_settings_take ("a='b c' preset='Jewellery, macro' d=\"it's\"",
                                                    "preset", &preset, NULL);
  g_autofree gchar *none = NULL;
  g_autofree gchar *same = retexture_settings_take ("a=1", "preset", &none, NULL);
  g_auto (GStrv) words = NULL;

  g_assert_cmpstr (preset, ==, "Jewellery, macro");
  g_assert_true (g_shell_parse_argv (rest, NULL, &words, NULL));
  g_assert_cmpuint (g_strv_length (words), ==, 2);
  g_assert_cmpstr (words[0], ==, "a=b c");
  g_assert_cmpstr (words[1], ==, "d=it's");
  g_assert_null (none);
  g_assert_nonnull (strstr (same, "a=1"));
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
  g_test_add_func ("/settings/by-name", settings_are_set_by_name_and_the_rest_stays);
  g_test_add_func ("/settings/nothing", nothing_to_set_changes_nothing);
  g_test_add_func ("/settings/refused", what_cannot_be_is_refused_by_name_and_nothing_changes);
  g_test_add_func ("/settings/there-and-back", what_is_written_is_read_back);
  g_test_add_func ("/settings/new-parameters", a_text_outlives_new_parameters);
  g_test_add_func ("/settings/take", one_setting_can_be_taken_out);
  return g_test_run ();
}
