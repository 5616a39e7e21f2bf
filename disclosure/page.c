/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "page.h"

#include <glib/gi18n-lib.h>

#include <string.h>

static const gchar style[]
    = "body{max-width:70em;margin:2em auto;padding:0 1em;font-family:sans-serif;line-height:1.4}"
      "figure{display:inline-block;margin:0 1em 1em 0;vertical-align:top}"
      "img{max-width:100%;display:block}td,th{text-align:left;vertical-align:top;padding:.2em 1em "
      ".2em 0}code{overflow-wrap:anywhere}.key{display:inline-block;width:1em;height:1em;"
      "margin-right:.4em;vertical-align:middle}";

/* `text` is anything. */
static void
append (GString *html, const gchar *before, const gchar *text, const gchar *after)
{
  g_autofree gchar *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (html, "%s%s%s", before, escaped, after);
}

static void
append_picture (GString *html, GBytes *picture, const gchar *caption)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (picture, &size);
  g_autofree gchar *text = g_base64_encode (data, size);
  const gboolean png = size > 1 && data[0] == 0x89;

  g_string_append_printf (html, "<figure><img alt=\"\" src=\"data:image/%s;base64,%s\">",
                          png ? "png" : "jpeg", text);
  append (html, "<figcaption>", caption, "</figcaption></figure>\n");
}

static void
append_shares (GString *html, const RetexturePage *self)
{
  /* From what was photographed to what is as it was. */
  static const RetextureTextureSource order[]
      = { RETEXTURE_SOURCE_PHOTOGRAPHED, RETEXTURE_SOURCE_BORROWED, RETEXTURE_SOURCE_SYNTHESISED,
          RETEXTURE_SOURCE_ADJUSTED, RETEXTURE_SOURCE_UNTOUCHED };

  append (html, "<h2>", _ ("Where its texture is from"), "</h2>\n");
  append_picture (html, self->map, _ ("Place by place"));
  g_string_append (html, "<table>\n");
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      const guint8 *color = retexture_texture_source_get_color (order[i]);

      g_string_append_printf (html,
                              "<tr><td><span class=\"key\" "
                              "style=\"background:rgb(%d,%d,%d)\"></span>",
                              color[0], color[1], color[2]);
      append (html, "", retexture_texture_source_get_label (order[i]), "</td>");
      g_string_append_printf (html, "<td>%.1f %%</td></tr>\n", 100.0 * self->shares[order[i]]);
    }
  g_string_append (html, "</table>\n");
  if (self->incomplete)
    append (html, "<p>",
            _ ("Some steps are no longer layers of their own: what they changed is not in these "
               "shares, and where is not known."),
            "</p>\n");
}

static const gchar *
describe_state (const RetextureStep *step)
{
  switch (step->state)
    {
    case RETEXTURE_STEP_VISIBLE:
      return _ ("a layer");
    case RETEXTURE_STEP_IN_PLACE:
      return _ ("in place");
    case RETEXTURE_STEP_GONE:
    default:
      return _ ("layer merged or deleted since");
    }
}

static void
append_steps (GString *html, const RetextureDisclosure *disclosure)
{
  append (html, "<h2>", _ ("Steps"), "</h2>\n<table>\n");
  for (guint i = 0; i < disclosure->steps->len; i++)
    {
      const RetextureStep *step = disclosure->steps->pdata[i];
      g_autofree gchar *agent = retexture_disclosure_agent_of (disclosure, step);

      append (html, "<tr><td>", *step->when ? step->when : _ ("time not known"), "</td>");
      append (html, "<td>", step->title, "</td>");
      append (html, "<td>", describe_state (step), "</td>");
      append (html, "<td>", agent, "</td>");
      append (html, "<td><code>", step->settings, "</code></td></tr>\n");
    }
  g_string_append (html, "</table>\n");
}

gchar *
retexture_page_to_html (const RetexturePage *self, const RetextureDisclosure *disclosure)
{
  GString *html = g_string_new ("<!DOCTYPE html>\n<meta charset=\"utf-8\">\n");
  g_autofree gchar *statement = retexture_disclosure_to_statement (disclosure, self->source_type);

  append (html, "<title>", self->title, "</title>\n<style>");
  g_string_append_printf (html, "%s</style>\n", style);
  append (html, "<h1>", self->title, "</h1>\n");
  append (html, "<p>", statement, "</p>\n");
  if (self->source_type)
    append (html, "<p>Digital Source Type: <code>", self->source_type, "</code></p>\n");
  append_picture (html, self->before, _ ("Before"));
  append_picture (html, self->after, _ ("After"));
  append (html, "<h2>", _ ("Where most changed, at full size"), "</h2>\n");
  append_picture (html, self->before_detail, _ ("Before"));
  append_picture (html, self->after_detail, _ ("After"));
  append_shares (html, self);
  append_steps (html, disclosure);
  return g_string_free (html, FALSE);
}
