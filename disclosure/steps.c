/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "steps.h"

#include <stdlib.h>

/* Of a line of the text, in this order, separated by tabs, which no escaped field holds. */
enum
{
  FIELD_WHEN,
  FIELD_METHOD,
  FIELD_VERSION,
  FIELD_TATTOO,
  FIELD_SETTINGS,
  N_FIELDS
};

RetextureStep *
retexture_step_new (const gchar *method,
                    const gchar *version,
                    const gchar *when,
                    const gchar *settings,
                    gint tattoo)
{
  RetextureStep *step = g_new0 (RetextureStep, 1);

  step->method = g_strdup (method);
  step->title = g_strdup (method);
  step->version = g_strdup (version);
  step->when = g_strdup (when);
  step->settings = g_strdup (settings);
  step->tattoo = tattoo;
  step->state = tattoo > 0 ? RETEXTURE_STEP_GONE : RETEXTURE_STEP_IN_PLACE;
  return step;
}

void
retexture_step_free (RetextureStep *step)
{
  g_free (step->method);
  g_free (step->title);
  g_free (step->version);
  g_free (step->when);
  g_free (step->settings);
  g_free (step);
}

gboolean
retexture_step_is_same (const RetextureStep *one, const RetextureStep *other)
{
  return g_str_equal (one->when, other->when) && g_str_equal (one->method, other->method)
         && g_str_equal (one->settings, other->settings);
}

gchar *
retexture_step_to_line (const RetextureStep *step)
{
  return *step->settings ? g_strconcat (step->method, " ", step->settings, NULL)
                         : g_strdup (step->method);
}

static void
free_step (gpointer step)
{
  retexture_step_free (step);
}

GPtrArray *
retexture_steps_new (void)
{
  return g_ptr_array_new_with_free_func (free_step);
}

gchar *
retexture_steps_to_text (GPtrArray *steps)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < steps->len; i++)
    {
      const RetextureStep *step = steps->pdata[i];
      g_autofree gchar *settings = g_strescape (step->settings, NULL);

      g_string_append_printf (text, "%s\t%s\t%s\t%d\t%s\n", step->when, step->method, step->version,
                              step->tattoo, settings);
    }
  return g_string_free (text, FALSE);
}

GPtrArray *
retexture_steps_from_text (const gchar *text)
{
  GPtrArray *steps = retexture_steps_new ();
  g_auto (GStrv) lines = g_strsplit (text ? text : "", "\n", -1);

  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", -1);
      g_autofree gchar *settings = NULL;

      if (g_strv_length (fields) != N_FIELDS || *fields[FIELD_METHOD] == '\0')
        continue;
      settings = g_strcompress (fields[FIELD_SETTINGS]);
      g_ptr_array_add (steps, retexture_step_new (fields[FIELD_METHOD], fields[FIELD_VERSION],
                                                  fields[FIELD_WHEN], settings,
                                                  atoi (fields[FIELD_TATTOO])));
    }
  return steps;
}

GPtrArray *
retexture_steps_in_picture (GPtrArray *steps)
{
  GPtrArray *seen = g_ptr_array_new ();

  for (guint i = 0; i < steps->len; i++)
    if (((const RetextureStep *) steps->pdata[i])->state != RETEXTURE_STEP_HIDDEN)
      g_ptr_array_add (seen, steps->pdata[i]);
  return seen;
}
