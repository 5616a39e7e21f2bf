/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "texture-source.h"

#include <glib/gi18n-lib.h>

/* The colours are those of Recover's own map. */
static const struct
{
  const gchar *nick, *label;
  guint8 color[3];
} sources[RETEXTURE_N_SOURCES] = {
  [RETEXTURE_SOURCE_ADJUSTED] = { "adjusted", N_ ("its own, adjusted"), { 60, 120, 230 } },
  [RETEXTURE_SOURCE_PHOTOGRAPHED] = { "photographed", N_ ("photographed"), { 13, 158, 140 } },
  [RETEXTURE_SOURCE_BORROWED] = { "borrowed", N_ ("borrowed"), { 255, 133, 20 } },
  [RETEXTURE_SOURCE_SYNTHESISED] = { "synthesised", N_ ("synthesised"), { 148, 92, 235 } },
  [RETEXTURE_SOURCE_UNTOUCHED] = { "untouched", N_ ("untouched"), { 200, 200, 200 } },
};

const gchar *
retexture_texture_source_to_nick (RetextureTextureSource source)
{
  return sources[source].nick;
}

RetextureTextureSource
retexture_texture_source_from_nick (const gchar *nick)
{
  for (gint i = 0; nick && i < RETEXTURE_N_SOURCES; i++)
    if (g_str_equal (sources[i].nick, nick))
      return i;
  return RETEXTURE_SOURCE_ADJUSTED;
}

const gchar *
retexture_texture_source_get_label (RetextureTextureSource source)
{
  return _ (sources[source].label);
}

const guint8 *
retexture_texture_source_get_color (RetextureTextureSource source)
{
  return sources[source].color;
}
