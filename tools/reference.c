/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * reference FILE...: fills the part between the two marks of a reference page, docs/PROCEDURE.md,
 * with the procedure's arguments as its operation declares them. Run by `make docs`; the tests run
 * it with
 * --check, which only tells whether a page is up to date.
 */
#include <gegl.h>
#include <stdio.h>
#include <string.h>

#include "method.h"
#include "operations.h"
#include "rendering.h"

#define BEGIN "<!-- arguments: written by make docs -->\n"
#define END "<!-- end of arguments -->\n"

#define METHOD(name) extern const RetextureMethod retexture_method_##name;
#include "methods.inc"
#undef METHOD

static const RetextureMethod *const methods[] = {
#define METHOD(name) &retexture_method_##name,
#include "methods.inc"
#undef METHOD
};

static void
append_row (GString *table, GParamSpec *spec)
{
  g_string_append_printf (table, "| `%s` | %s | ", spec->name, g_param_spec_get_nick (spec));
  if (G_IS_PARAM_SPEC_DOUBLE (spec))
    g_string_append_printf (table, "%g to %g | %g", G_PARAM_SPEC_DOUBLE (spec)->minimum,
                            G_PARAM_SPEC_DOUBLE (spec)->maximum,
                            G_PARAM_SPEC_DOUBLE (spec)->default_value);
  else if (G_IS_PARAM_SPEC_INT (spec))
    g_string_append_printf (table, "%d to %d | %d", G_PARAM_SPEC_INT (spec)->minimum,
                            G_PARAM_SPEC_INT (spec)->maximum,
                            G_PARAM_SPEC_INT (spec)->default_value);
  else if (G_IS_PARAM_SPEC_BOOLEAN (spec))
    g_string_append_printf (table, "0, 1 | %d", G_PARAM_SPEC_BOOLEAN (spec)->default_value);
  else if (G_IS_PARAM_SPEC_STRING (spec))
    g_string_append (table, "text | ");
  else if (G_IS_PARAM_SPEC_ENUM (spec))
    {
      GEnumClass *choices = G_PARAM_SPEC_ENUM (spec)->enum_class;

      for (guint i = 0; i < choices->n_values; i++)
        g_string_append_printf (table, "%s%d %s", i ? ", " : "", choices->values[i].value,
                                choices->values[i].value_nick);
      g_string_append_printf (table, " | %d", G_PARAM_SPEC_ENUM (spec)->default_value);
    }
  g_string_append_printf (table, " | %s |\n", g_param_spec_get_blurb (spec));
}

/* What each sets, without what is a default. */
static void
append_presets (GString *table, const RetextureMethod *method, RetextureParameters *parameters)
{
  for (guint i = 0; method->presets && method->presets[i].name; i++)
    {
      g_auto (GStrv) lines = g_strsplit (method->presets[i].values, "\n", -1);
      g_autofree gchar *values = g_strjoinv (", ", lines);
      g_autoptr (GError) error = NULL;

      if (!retexture_parameters_from_text (parameters, method->presets[i].values, &error))
        g_error ("%s: %s", method->presets[i].name, error->message);
      for (guint k = 0; lines[k]; k++)
        *strchr (lines[k], '=') = '\0';
      for (guint k = 0; lines[k]; k++)
        if (!retexture_parameters_find (parameters, lines[k]))
          g_error ("%s: %s is no parameter", method->presets[i].name, lines[k]);
      if (i == 0)
        g_string_append (table, "\n| Preset | Sets, and the rest to its default |\n|---|---|\n");
      g_string_append_printf (table, "| %s | %s |\n", method->presets[i].name, values);
    }
}

static gchar *
arguments_of (const RetextureMethod *method)
{
  g_autoptr (RetextureParameters) parameters = retexture_method_get_parameters (method);
  GString *table;

  table = g_string_new ("| Argument | In the dialog | Values | Default | What it does |\n"
                        "|---|---|---|---|---|\n"
                        "| `run-mode` | | 0 interactive, 1 non-interactive, 2 last values | | |\n"
                        "| `image` | | | | The image |\n"
                        "| `drawable` | | | | ");
  g_string_append_printf (table, "%s |\n",
                          method->errand ? "Any layer of it, or -1"
                                         : "The edit that lost its texture, or a layer made "
                                           "from it before");

  if (retexture_method_takes_second (method))
    g_string_append_printf (
        table, "| `%s` | %s | %s | | %s |\n", method->second.name, method->second.label,
        method->second.use == RETEXTURE_SECOND_REQUIRED ? "" : "-1: none", method->second.help);
  for (guint i = 0; i < retexture_parameters_get_n (parameters); i++)
    append_row (table, retexture_parameters_get_spec (parameters, i));
  append_presets (table, method, parameters);
  return g_string_free (table, FALSE);
}

/* The page with its arguments as they are now, or NULL where it lacks the marks or the method. */
static gchar *
fill (const gchar *path, const gchar *page)
{
  g_autofree gchar *name = g_path_get_basename (path);
  const gchar *begin = strstr (page, BEGIN);
  const gchar *end = begin ? strstr (begin, END) : NULL;

  for (guint i = 0; end && i < G_N_ELEMENTS (methods); i++)
    {
      g_autofree gchar *expected = g_strconcat (methods[i]->procedure, ".md", NULL);

      if (g_str_equal (name, expected))
        {
          g_autofree gchar *arguments = arguments_of (methods[i]);
          g_autofree gchar *before = g_strndup (page, begin - page);

          return g_strconcat (before, BEGIN, "\n", arguments, "\n", end, NULL);
        }
    }
  return NULL;
}

static gboolean
update (const gchar *path, gboolean only_check)
{
  g_autoptr (GError) error = NULL;
  g_autofree gchar *page = NULL;
  g_autofree gchar *filled = NULL;

  if (!g_file_get_contents (path, &page, NULL, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return FALSE;
    }
  filled = fill (path, page);
  if (!filled)
    {
      fprintf (stderr, "%s: no such method, or no place for its arguments\n", path);
      return FALSE;
    }
  if (g_str_equal (page, filled))
    return TRUE;
  if (only_check)
    {
      fprintf (stderr, "%s is out of date; run make docs\n", path);
      return FALSE;
    }
  return g_file_set_contents (path, filled, -1, NULL);
}

int
main (int argc, char **argv)
{
  const gboolean only_check = argc > 1 && g_str_equal (argv[1], "--check");
  gboolean good = TRUE;

  gegl_init (NULL, NULL);
  retexture_operations_register ();
  for (gint i = only_check ? 2 : 1; i < argc; i++)
    good &= update (argv[i], only_check);
  return good ? 0 : 1;
}
