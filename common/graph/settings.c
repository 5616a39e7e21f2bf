/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* Of a value that stands without quotes. */
#define PLAIN "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.,:/_@%"

static gboolean
is_text (RetextureParameters *parameters, const gchar *name)
{
  return G_IS_PARAM_SPEC_STRING (retexture_parameters_find (parameters, name));
}

/* ---- writing ---- */

/* One line of the parameters' text as a word. */
static void
append_word (GString *text, RetextureParameters *parameters, gchar *line)
{
  gchar *value = strchr (line, '=') + 1;
  g_autofree gchar *plain = NULL;
  g_autofree gchar *quoted = NULL;

  value[-1] = '\0';
  plain = is_text (parameters, line) ? g_strcompress (value) : g_strdup (value);
  quoted = plain[strspn (plain, PLAIN)] == '\0' ? g_strdup (plain) : g_shell_quote (plain);
  g_string_append_printf (text, "%s%s=%s", text->len > 0 ? " " : "", line, quoted);
}

gchar *
retexture_settings_to_text (RetextureParameters *parameters)
{
  g_autofree gchar *values = retexture_parameters_to_text (parameters);
  g_auto (GStrv) lines = g_strsplit (values, "\n", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; lines[i] && *lines[i]; i++)
    append_word (text, parameters, lines[i]);
  return g_string_free (text, FALSE);
}

/* ---- reading ---- */

static gchar *
list_names (RetextureParameters *parameters)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < retexture_parameters_get_n (parameters); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            retexture_parameters_get_spec (parameters, i)->name);
  return g_string_free (names, FALSE);
}

static void
refuse_twice (const gchar *name, GError **error)
{
  g_set_error (error, RETEXTURE_PARAMETERS_ERROR, RETEXTURE_PARAMETERS_ERROR_SYNTAX,
               _ ("“%s” stands twice in the settings."), name);
}

/* A word as a line of the parameters' text; NULL and an error where it is none. */
static gchar *
line_of (RetextureParameters *parameters, const gchar *word, GHashTable *seen, GError **error)
{
  const gchar *equals = strchr (word, '=');
  g_autofree gchar *name = equals ? g_strndup (word, equals - word) : NULL;
  g_autofree gchar *value = NULL;

  if (!equals)
    {
      g_set_error (error, RETEXTURE_PARAMETERS_ERROR, RETEXTURE_PARAMETERS_ERROR_SYNTAX,
                   _ ("“%s” in the settings is no name=value."), word);
      return NULL;
    }
  if (!retexture_parameters_find (parameters, name))
    {
      g_autofree gchar *names = list_names (parameters);

      g_set_error (error, RETEXTURE_PARAMETERS_ERROR, RETEXTURE_PARAMETERS_ERROR_SYNTAX,
                   _ ("There is no setting “%s”, only %s."), name, names);
      return NULL;
    }
  if (!g_hash_table_add (seen, g_strdup (name)))
    {
      refuse_twice (name, error);
      return NULL;
    }
  value = is_text (parameters, name) ? retexture_parameters_escape (equals + 1)
                                     : g_strdup (equals + 1);
  return g_strconcat (name, "=", value, NULL);
}

/* NULL and an error where it cannot be read. */
static GStrv
split (const gchar *text, GError **error)
{
  g_autoptr (GError) problem = NULL;
  GStrv words = NULL;

  if (g_shell_parse_argv (text, NULL, &words, &problem))
    return words;
  if (g_error_matches (problem, G_SHELL_ERROR, G_SHELL_ERROR_EMPTY_STRING))
    return g_new0 (gchar *, 1);
  g_set_error (error, RETEXTURE_PARAMETERS_ERROR, RETEXTURE_PARAMETERS_ERROR_SYNTAX,
               _ ("The settings cannot be read: %s"), problem->message);
  return NULL;
}

gboolean
retexture_settings_apply (RetextureParameters *parameters, const gchar *text, GError **error)
{
  g_auto (GStrv) words = split (text, error);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!words)
    return FALSE;
  for (guint i = 0; words[i]; i++)
    {
      g_autofree gchar *line = line_of (parameters, words[i], seen, error);

      if (!line)
        return FALSE;
      g_string_append_printf (lines, "%s\n", line);
    }
  return retexture_parameters_from_text (parameters, lines->str, error);
}

gchar *
retexture_settings_take (const gchar *text, const gchar *name, gchar **value, GError **error)
{
  g_auto (GStrv) words = split (text, error);
  g_autofree gchar *prefix = g_strconcat (name, "=", NULL);
  g_autoptr (GString) rest = g_string_new (NULL);
  const gchar *found = NULL;

  *value = NULL;
  if (!words)
    return NULL;
  for (guint i = 0; words[i]; i++)
    if (!g_str_has_prefix (words[i], prefix))
      {
        g_autofree gchar *quoted = g_shell_quote (words[i]);

        g_string_append_printf (rest, "%s ", quoted);
      }
    else if (found)
      {
        refuse_twice (name, error);
        return NULL;
      }
    else
      found = words[i] + strlen (prefix);
  *value = g_strdup (found);
  return g_strdup (rest->str);
}
