/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "export-manifest.h"

#include "export-file.h"
#include "manifest.h"

#include <gio/gio.h>

/* What was opened in GIMP, where it was a picture and no work in progress. */
static gchar *
opened_path (gint32 image)
{
  g_autofree gchar *path = retexture_export_get_image_path (image);

  return path && !g_str_has_suffix (path, ".xcf") ? g_steal_pointer (&path) : NULL;
}

static gchar *
mime_of (const gchar *path)
{
  g_autofree gchar *type = path ? g_content_type_guess (path, NULL, 0, NULL) : NULL;

  return type ? g_content_type_get_mime_type (type) : NULL;
}

gchar *
retexture_export_manifest_make (const RetextureExported *exported)
{
  g_autofree gchar *before = opened_path (exported->image);
  g_autofree gchar *before_format = mime_of (before);
  g_autofree gchar *before_hash = before ? retexture_export_file_get_hash (before) : NULL;
  const RetextureManifest manifest = { .title = exported->title,
                                       .format = exported->mime,
                                       .source_type = exported->source_type,
                                       .before_format = before_format,
                                       .before_hash = before_hash };

  return retexture_manifest_to_json (&manifest, exported->disclosure);
}
