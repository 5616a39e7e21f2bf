/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclosure.h"

#include <glib/gi18n-lib.h>

/* The method whose steps are a person's own strokes. */
#define BY_HAND "borrow-by-hand"

gchar *
retexture_disclosure_agent_of (const RetextureDisclosure *self, const RetextureStep *step)
{
  return g_strdup_printf ("%s %s (%s)", self->agent, step->version, self->host);
}

RetextureDone
retexture_disclosure_get_done (const RetextureDisclosure *self)
{
  RetextureDone done = RETEXTURE_DONE_NOTHING;

  for (guint i = 0; i < self->steps->len; i++)
    {
      const RetextureStep *step = self->steps->pdata[i];

      done = MAX (done, g_str_equal (step->method, BY_HAND) ? RETEXTURE_DONE_BY_HAND
                                                            : RETEXTURE_DONE_BY_ALGORITHM);
    }
  return done;
}

static void
append_beneath (const RetextureDisclosure *self, GString *text, const gchar *source_type)
{
  const gchar *meaning = retexture_source_type_describe (source_type);

  g_string_append (text, meaning ? meaning : _ ("What this picture was made from is not known."));
  if (*self->system)
    g_string_append_printf (text, " %s %s%s%s.", _ ("AI system:"), self->system,
                            *self->system_version ? " " : "", self->system_version);
}

/* Each method once, however often it was used. */
static void
append_methods (const RetextureDisclosure *self, GString *text)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  gboolean gone = FALSE;

  for (guint i = 0; i < self->steps->len; i++)
    {
      const RetextureStep *step = self->steps->pdata[i];

      gone |= step->state == RETEXTURE_STEP_GONE;
      if (!g_ptr_array_find_with_equal_func (names, step->title, g_str_equal, NULL))
        g_ptr_array_add (names, step->title);
    }
  if (names->len == 0)
    return;
  g_string_append_printf (text, " %s ", _ ("Texture and finish with Retexture:"));
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", (const gchar *) names->pdata[i]);
  g_string_append_c (text, '.');
  if (gone)
    g_string_append_printf (
        text, " %s", _ ("Some of its layers were merged or deleted since; which is not known."));
}

gchar *
retexture_disclosure_to_statement (const RetextureDisclosure *self, const gchar *source_type)
{
  GString *text = g_string_new (NULL);

  append_beneath (self, text, source_type);
  append_methods (self, text);
  return g_string_free (text, FALSE);
}
