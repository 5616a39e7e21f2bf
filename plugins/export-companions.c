/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "export-companions.h"

#include "export-manifest.h"
#include "export-page.h"

const RetextureCompanion retexture_companions[RETEXTURE_N_COMPANIONS] = {
  { "manifest", ".c2pa.json", retexture_export_manifest_make },
  { "page", ".html", retexture_export_page_make },
};

gchar *
retexture_export_get_image_path (gint32 image)
{
  g_autofree gchar *imported = gimp_image_get_imported_uri (image);
  g_autofree gchar *uri = imported && *imported ? g_strdup (imported) : gimp_image_get_uri (image);

  return uri ? g_filename_from_uri (uri, NULL, NULL) : NULL;
}
