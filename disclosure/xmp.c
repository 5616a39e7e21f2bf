/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "xmp.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include <string.h>

#define SOURCE_TYPE "Xmp.iptcExt.DigitalSourceType"
#define SYSTEM "Xmp.iptcExt.AISystemUsed"
#define SYSTEM_VERSION "Xmp.iptcExt.AISystemVersionUsed"
#define DESCRIPTION "Xmp.dc.description"
#define DEFAULT_LANGUAGE "lang=\"x-default\" "
#define INSTRUCTIONS "Xmp.photoshop.Instructions"
#define HISTORY "Xmp.xmpMM.History"
/* Only where somebody began it. */
#define PHOTOSHOP_HISTORY "Xmp.photoshop.History"

/* Of an event (XMP specification, part 2, ResourceEvent). */
#define EVENT_ACTION "action"
#define EVENT_WHEN "when"
#define EVENT_AGENT "softwareAgent"
#define EVENT_CHANGED "changed"
#define EVENT_PARAMETERS "parameters"

static const gchar *const simple_tags[]
    = { SOURCE_TYPE, SYSTEM, SYSTEM_VERSION, DESCRIPTION, INSTRUCTIONS, PHOTOSHOP_HISTORY };
static const gchar *const event_fields[]
    = { EVENT_ACTION, EVENT_WHEN, EVENT_AGENT, EVENT_CHANGED, EVENT_PARAMETERS };

/* Exiv2 writes a text in several languages as `lang="x-default" TEXT, lang="de" TEXT`. */
static gchar *
first_language (const gchar *text)
{
  g_autoptr (GRegex) others = g_regex_new (", lang=\"[A-Za-z-]+\" ", 0, 0, NULL);
  g_auto (GStrv) parts = g_regex_split (others, text, 0);

  return g_strdup (
      g_str_has_prefix (parts[0], DEFAULT_LANGUAGE) ? parts[0] + strlen (DEFAULT_LANGUAGE) : "");
}

/* "" where the tag is not there; without its language, where it has one. */
static gchar *
get (GExiv2Metadata *metadata, const gchar *tag)
{
  g_autofree gchar *text = gexiv2_metadata_try_has_tag (metadata, tag, NULL)
                               ? gexiv2_metadata_try_get_tag_string (metadata, tag, NULL)
                               : NULL;

  if (!text)
    return g_strdup ("");
  return g_str_equal (tag, DESCRIPTION) ? first_language (text) : g_steal_pointer (&text);
}

static gboolean
set (GExiv2Metadata *metadata, const gchar *tag, const gchar *value, GError **error)
{
  g_autofree gchar *text = g_str_equal (tag, DESCRIPTION)
                               ? g_strconcat (DEFAULT_LANGUAGE, value, NULL)
                               : g_strdup (value);
  g_autoptr (GError) problem = NULL;

  if (gexiv2_metadata_try_set_tag_string (metadata, tag, text, &problem))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The metadata would not take %s: %s"), tag,
               problem ? problem->message : "");
  return FALSE;
}

/* Below what stands there, unless it says so already. */
static gboolean
append (GExiv2Metadata *metadata, const gchar *tag, const gchar *text, GError **error)
{
  g_autofree gchar *there = get (metadata, tag);
  g_autofree gchar *both = *there ? g_strconcat (there, "\n", text, NULL) : g_strdup (text);

  return strstr (there, text) || set (metadata, tag, both, error);
}

/* ---- history ---- */

static gchar *
event_tag (guint number, const gchar *field)
{
  return g_strdup_printf (HISTORY "[%u]/stEvt:%s", number, field);
}

static gchar *
get_event (GExiv2Metadata *metadata, guint number, const gchar *field)
{
  g_autofree gchar *tag = event_tag (number, field);

  return get (metadata, tag);
}

/* Events are numbered from 1; one without any known field ends them only where no later one is. */
static guint
count_events (GExiv2Metadata *metadata)
{
  g_auto (GStrv) tags = gexiv2_metadata_get_xmp_tags (metadata);
  guint last = 0;

  for (guint i = 0; tags && tags[i]; i++)
    if (g_str_has_prefix (tags[i], HISTORY "["))
      last = MAX (last, (guint) g_ascii_strtoull (tags[i] + strlen (HISTORY "["), NULL, 10));
  return last;
}

/* As the last one; `values` in the order of event_fields. */
static gboolean
write_event (GExiv2Metadata *metadata, const gchar *const *values, GError **error)
{
  const guint number = count_events (metadata) + 1;

  if (!gexiv2_metadata_try_has_tag (metadata, HISTORY, NULL) && number == 1
      && !gexiv2_metadata_try_set_xmp_tag_struct (metadata, HISTORY, GEXIV2_STRUCTURE_XA_SEQ,
                                                  error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (event_fields); i++)
    {
      g_autofree gchar *tag = event_tag (number, event_fields[i]);

      if (*values[i] && !set (metadata, tag, values[i], error))
        return FALSE;
    }
  return TRUE;
}

static gchar *
parameters_of (const RetextureStep *step)
{
  g_autofree gchar *line = retexture_step_to_line (step);

  return step->state == RETEXTURE_STEP_GONE
             ? g_strconcat (line, " (layer merged or deleted since)", NULL)
             : g_strdup (line);
}

/* Its state may be another one than when it was written. */
static gboolean
is_event_of (GExiv2Metadata *metadata, guint number, const RetextureStep *step)
{
  g_autofree gchar *line = retexture_step_to_line (step);
  g_autofree gchar *when = get_event (metadata, number, EVENT_WHEN);
  g_autofree gchar *parameters = get_event (metadata, number, EVENT_PARAMETERS);

  return g_str_equal (when, step->when) && g_str_has_prefix (parameters, line);
}

static gboolean
add_event (GExiv2Metadata *metadata,
           const RetextureDisclosure *disclosure,
           const RetextureStep *step,
           GError **error)
{
  const guint n = count_events (metadata);
  g_autofree gchar *agent = retexture_disclosure_agent_of (disclosure, step);
  g_autofree gchar *parameters = parameters_of (step);
  const gchar *const values[] = { "filtered", step->when, agent, "/pixels", parameters };

  for (guint i = 1; i <= n; i++)
    if (is_event_of (metadata, i, step))
      return TRUE;
  return write_event (metadata, values, error);
}

static gboolean
add_history (GExiv2Metadata *metadata, const RetextureDisclosure *disclosure, GError **error)
{
  const gboolean in_photoshop = gexiv2_metadata_try_has_tag (metadata, PHOTOSHOP_HISTORY, NULL);

  for (guint i = 0; i < disclosure->steps->len; i++)
    {
      const RetextureStep *step = disclosure->steps->pdata[i];
      g_autofree gchar *agent = retexture_disclosure_agent_of (disclosure, step);
      g_autofree gchar *line = retexture_step_to_line (step);
      g_autofree gchar *sentence = g_strdup_printf ("%s %s: %s", step->when, agent, line);

      if (!add_event (metadata, disclosure, step, error)
          || (in_photoshop && !append (metadata, PHOTOSHOP_HISTORY, sentence, error)))
        return FALSE;
    }
  return TRUE;
}

/* ---- the whole ---- */

gchar *
retexture_xmp_get_source_type (GExiv2Metadata *metadata)
{
  g_autofree gchar *value = get (metadata, SOURCE_TYPE);

  return *value ? g_steal_pointer (&value) : NULL;
}

void
retexture_xmp_get_system (GExiv2Metadata *metadata, gchar **system, gchar **version)
{
  *system = get (metadata, SYSTEM);
  *version = get (metadata, SYSTEM_VERSION);
}

gboolean
retexture_xmp_write (GExiv2Metadata *metadata,
                     const RetextureDisclosure *disclosure,
                     RetextureStatementPlace places,
                     GError **error)
{
  g_autofree gchar *before = retexture_xmp_get_source_type (metadata);
  g_autofree gchar *source_type = retexture_source_type_choose (
      before, disclosure->beneath, retexture_disclosure_get_done (disclosure));
  g_autofree gchar *statement = retexture_disclosure_to_statement (disclosure, source_type);

  return (!source_type || set (metadata, SOURCE_TYPE, source_type, error))
         && (!*disclosure->system || set (metadata, SYSTEM, disclosure->system, error))
         && (!*disclosure->system_version
             || set (metadata, SYSTEM_VERSION, disclosure->system_version, error))
         && add_history (metadata, disclosure, error)
         && (!(places & RETEXTURE_STATEMENT_DESCRIPTION)
             || append (metadata, DESCRIPTION, statement, error))
         && (!(places & RETEXTURE_STATEMENT_INSTRUCTIONS)
             || append (metadata, INSTRUCTIONS, statement, error));
}

/* ---- in another file ---- */

static GStrv
get_event_values (GExiv2Metadata *metadata, guint number)
{
  GStrv values = g_new0 (gchar *, G_N_ELEMENTS (event_fields) + 1);

  for (guint i = 0; i < G_N_ELEMENTS (event_fields); i++)
    values[i] = get_event (metadata, number, event_fields[i]);
  return values;
}

/* GIMP adds an event of its own when it saves, so numbers differ. */
static gboolean
has_event (GExiv2Metadata *metadata, const gchar *const *values)
{
  const guint n = count_events (metadata);

  for (guint i = 1; i <= n; i++)
    {
      g_auto (GStrv) there = get_event_values (metadata, i);

      if (g_strv_equal ((const gchar *const *) there, values))
        return TRUE;
    }
  return FALSE;
}

gchar *
retexture_xmp_find_missing (GExiv2Metadata *metadata, GExiv2Metadata *wanted)
{
  const guint n = count_events (wanted);

  for (guint i = 0; i < G_N_ELEMENTS (simple_tags); i++)
    {
      g_autofree gchar *there = get (metadata, simple_tags[i]);
      g_autofree gchar *asked = get (wanted, simple_tags[i]);

      if (*asked && !g_str_equal (there, asked))
        return g_strdup (simple_tags[i]);
    }
  for (guint i = 1; i <= n; i++)
    {
      g_auto (GStrv) values = get_event_values (wanted, i);

      if (!has_event (metadata, (const gchar *const *) values))
        return event_tag (i, EVENT_PARAMETERS);
    }
  return NULL;
}

gboolean
retexture_xmp_copy (GExiv2Metadata *metadata, GExiv2Metadata *source, GError **error)
{
  const guint n = count_events (source);

  for (guint i = 0; i < G_N_ELEMENTS (simple_tags); i++)
    {
      g_autofree gchar *value = get (source, simple_tags[i]);

      if (*value && !set (metadata, simple_tags[i], value, error))
        return FALSE;
    }
  for (guint i = 1; i <= n; i++)
    {
      g_auto (GStrv) event = get_event_values (source, i);
      const gchar *const *values = (const gchar *const *) event;

      if (!has_event (metadata, values) && !write_event (metadata, values, error))
        return FALSE;
    }
  return TRUE;
}
