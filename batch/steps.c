/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "steps.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* One past the end of the step that begins at `text`: quotes as in a shell. */
static const gchar *
find_end (const gchar *text)
{
  gchar quote = '\0';

  for (; *text && (quote || !strchr (";\n", *text)); text++)
    if (*text == '\\' && quote != '\'' && text[1])
      text++;
    else if (quote ? *text == quote : *text == '\'' || *text == '"')
      quote = quote ? '\0' : *text;
  return text;
}

/* Its first word is the method. */
static void
add_step (JsonArray *steps, gchar *text)
{
  JsonObject *step;
  gchar *settings;

  g_strstrip (text);
  if (*text == '\0' || *text == '#')
    return;
  settings = text + strcspn (text, " \t");
  if (*settings)
    *settings++ = '\0';
  step = json_object_new ();
  json_object_set_string_member (step, "method", text);
  json_object_set_string_member (step, "settings", g_strchug (settings));
  json_array_add_object_element (steps, step);
}

JsonArray *
batch_steps_read (const gchar *text, GError **error)
{
  g_autofree gchar *contents = NULL;
  g_autoptr (JsonArray) steps = json_array_new ();
  const gchar *at = text, *end;

  if (g_file_test (text, G_FILE_TEST_IS_REGULAR))
    {
      if (!g_file_get_contents (text, &contents, NULL, error))
        return NULL;
      at = contents;
    }
  if (!g_utf8_validate (at, -1, NULL))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _ ("The steps are no text in UTF-8."));
      return NULL;
    }
  for (; *at; at = *end ? end + 1 : end)
    {
      g_autofree gchar *step = NULL;

      /* A quote in a remark opens nothing. */
      at += strspn (at, " \t");
      end = *at == '#' ? at + strcspn (at, "\n") : find_end (at);
      step = g_strndup (at, end - at);
      add_step (steps, step);
    }
  if (json_array_get_length (steps) > 0)
    return g_steal_pointer (&steps);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       _ ("There are no steps to take."));
  return NULL;
}
