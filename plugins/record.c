/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "record.h"

#include "parasites.h"

#include <stdlib.h>
#include <string.h>

/* The parasite's and the session data's text: these lines, then the parameters' own. */
#define PARASITE "retexture"
#define REPORT "retexture-report"
#define LINE_METHOD "method"
#define LINE_VERSION "version"
#define LINE_WHEN "when"
#define LINE_TEXTURE "texture-source"
#define LINE_EDIT "edit-tattoo"
#define LINE_SECOND "original-tattoo"
#define LINE_SECOND_ID "original-id"

static gchar *
line_value (const gchar *text, const gchar *name)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree gchar *prefix = g_strconcat (name, "=", NULL);

  for (guint i = 0; lines[i]; i++)
    if (g_str_has_prefix (lines[i], prefix))
      return g_strdup (lines[i] + strlen (prefix));
  return NULL;
}

static gint
line_number (const gchar *text, const gchar *name)
{
  g_autofree gchar *value = line_value (text, name);

  return value ? atoi (value) : 0;
}

static gint
tattoo_in (gint32 image, gint32 item)
{
  return gimp_item_is_valid (item) && gimp_item_get_image (item) == image
             ? gimp_item_get_tattoo (item)
             : 0;
}

static gint32
layer_with_tattoo (gint32 image, gint tattoo)
{
  return tattoo > 0 ? gimp_image_get_layer_by_tattoo (image, tattoo) : -1;
}

static gint32
second_with_tattoo (const RetextureJob *job, gint tattoo)
{
  const gint32 layer = layer_with_tattoo (job->image, tattoo);

  return layer == -1 && tattoo > 0 && retexture_method_takes_marks (job->method)
             ? gimp_image_get_channel_by_tattoo (job->image, tattoo)
             : layer;
}

static void
attach_values (const RetextureJob *job, gint32 layer, const gchar *when)
{
  g_autofree gchar *values = retexture_parameters_to_text (job->parameters);
  g_autofree gchar *text = g_strdup_printf (
      LINE_METHOD "=%s\n" LINE_VERSION "=" RETEXTURE_VERSION "\n" LINE_WHEN "=%s\n" LINE_TEXTURE
                  "=%s\n" LINE_EDIT "=%d\n" LINE_SECOND "=%d\n%s",
      job->method->procedure, when, retexture_texture_source_to_nick (job->method->source),
      tattoo_in (job->image, job->edit), tattoo_in (job->image, job->second), values);

  retexture_parasite_attach (layer, PARASITE, text);
}

static void
attach_report (gint32 layer, const RetextureReturned *names, const gdouble *numbers)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gint i = 0; names[i].name; i++)
    {
      gchar number[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (text, "%s=%s\n", names[i].name,
                              g_ascii_formatd (number, sizeof number, "%.4g", numbers[i]));
    }
  retexture_parasite_attach (layer, REPORT, text->str);
}

void
retexture_record_attach (const RetextureJob *job,
                         gint32 layer,
                         const gchar *when,
                         const gdouble *measures)
{
  attach_values (job, layer, when);
  if (job->method->delivery)
    attach_report (layer, job->method->delivery->measures, measures);
}

/* The values' lines as one, for what is no longer or not yet a method of this build, too. */
static gchar *
settings_in (const gchar *text)
{
  static const gchar *const ours[]
      = { LINE_METHOD, LINE_VERSION, LINE_WHEN, LINE_TEXTURE, LINE_EDIT, LINE_SECOND, NULL };
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *settings = g_string_new (NULL);

  for (guint i = 0; lines[i]; i++)
    {
      const gchar *equals = strchr (lines[i], '=');
      g_autofree gchar *name = equals ? g_strndup (lines[i], equals - lines[i]) : NULL;

      if (name && !g_strv_contains (ours, name))
        g_string_append_printf (settings, "%s%s", settings->len > 0 ? " " : "", lines[i]);
    }
  return g_string_free (settings, FALSE);
}

gboolean
retexture_record_is_there (gint32 layer)
{
  g_autofree gchar *text = retexture_parasite_read (layer, PARASITE);

  return text != NULL;
}

RetextureTextureSource
retexture_record_get_source (gint32 layer)
{
  g_autofree gchar *text = retexture_parasite_read (layer, PARASITE);
  g_autofree gchar *nick = text ? line_value (text, LINE_TEXTURE) : NULL;

  return retexture_texture_source_from_nick (nick);
}

RetextureStep *
retexture_record_get_step (gint32 layer)
{
  g_autofree gchar *text = retexture_parasite_read (layer, PARASITE);
  g_autofree gchar *method = text ? line_value (text, LINE_METHOD) : NULL;
  g_autofree gchar *version = text ? line_value (text, LINE_VERSION) : NULL;
  g_autofree gchar *when = text ? line_value (text, LINE_WHEN) : NULL;
  g_autofree gchar *settings = text ? settings_in (text) : NULL;

  return method ? retexture_step_new (retexture_method_get_name (method), version ? version : "",
                                      when ? when : "", settings, gimp_item_get_tattoo (layer))
                : NULL;
}

gint32
retexture_record_find (gint32 item)
{
  /* The new mask is what GIMP has selected after a run, ready to be painted. */
  if (gimp_item_is_valid (item) && gimp_item_is_layer_mask (item))
    item = gimp_layer_from_mask (item);

  while (gimp_item_is_valid (item))
    {
      g_autofree gchar *text = retexture_parasite_read (item, PARASITE);

      if (text)
        return item;
      item = gimp_item_get_parent (item);
    }
  return -1;
}

gboolean
retexture_record_resume (RetextureJob *job, GError **error)
{
  const gint32 layer = retexture_record_find (job->edit);
  g_autofree gchar *text = layer == -1 ? NULL : retexture_parasite_read (layer, PARASITE);
  g_autofree gchar *method = text ? line_value (text, LINE_METHOD) : NULL;
  gint32 edit;

  if (g_strcmp0 (method, job->method->procedure) != 0)
    return TRUE;

  edit = layer_with_tattoo (job->image, line_number (text, LINE_EDIT));
  if (edit == -1)
    {
      g_set_error (error, RETEXTURE_ERROR, RETEXTURE_ERROR_ARGUMENT,
                   _ ("The layer “%s” was made for an edit that is no longer in this image. Select "
                      "the edit to make a new one."),
                   gimp_item_get_name (layer));
      return FALSE;
    }
  job->previous = layer;
  job->edit = edit;
  if (job->second == -1)
    job->second = second_with_tattoo (job, line_number (text, LINE_SECOND));
  return retexture_parameters_from_text (job->parameters, text, error);
}

gboolean
retexture_record_has_same_mask (const RetextureJob *job)
{
  g_autofree gchar *text = retexture_parasite_read (job->previous, PARASITE);
  g_autoptr (RetextureParameters) before = retexture_parameters_copy (job->parameters);

  retexture_parameters_from_text (before, text, NULL);
  for (guint i = 0; i < retexture_parameters_get_n (before); i++)
    {
      const gchar *name = retexture_parameters_get_spec (before, i)->name;
      const gboolean shapes_mask
          = g_str_equal (name, RETEXTURE_PARAMETER_MASK)
            || g_strcmp0 (retexture_parameters_get_key (before, name, "role"), "tones") == 0;

      if (shapes_mask
          && retexture_parameters_get_number (before, name)
                 != retexture_parameters_get_number (job->parameters, name))
        return FALSE;
    }
  return TRUE;
}

void
retexture_record_remember (const RetextureJob *job)
{
  g_autofree gchar *values = retexture_parameters_to_text (job->parameters);
  g_autofree gchar *text = g_strdup_printf (LINE_SECOND_ID "=%d\n%s", job->second, values);

  gimp_set_data (job->method->procedure, text, strlen (text) + 1);
}

void
retexture_record_recall (RetextureJob *job)
{
  const gint size = gimp_get_data_size (job->method->procedure);
  g_autofree gchar *text = size > 0 ? g_malloc0 (size + 1) : NULL;

  if (!text || !gimp_get_data (job->method->procedure, text))
    return;

  retexture_parameters_from_text (job->parameters, text, NULL);
  if (job->second == -1)
    job->second = line_number (text, LINE_SECOND_ID);
}
