/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a place of the picture has its texture from.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  RETEXTURE_SOURCE_ADJUSTED,     /* its own, made weaker, stronger or lit otherwise */
  RETEXTURE_SOURCE_PHOTOGRAPHED, /* the untouched photograph */
  RETEXTURE_SOURCE_BORROWED,     /* another place of a photograph */
  RETEXTURE_SOURCE_SYNTHESISED,  /* made by the program */
  RETEXTURE_SOURCE_UNTOUCHED,    /* its own */
  RETEXTURE_N_SOURCES
} RetextureTextureSource;

/* In records, and back; what is not known counts as adjusted. */
const gchar *retexture_texture_source_to_nick (RetextureTextureSource source);
RetextureTextureSource retexture_texture_source_from_nick (const gchar *nick);

/* For people, translated. */
const gchar *retexture_texture_source_get_label (RetextureTextureSource source);

/* In maps: red, green, blue. */
const guint8 *retexture_texture_source_get_color (RetextureTextureSource source);

G_END_DECLS
