/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The formats a picture is handed over in, and how GIMP's own savers are told to write them.
 */
#pragma once

#include <libgimp/gimp.h>

typedef struct
{
  const gchar *const *endings; /* of a file's name, in lower case, without a dot; NULL ends them */
  const gchar *mime;
  gboolean transparent; /* whether it keeps transparency */
  gboolean indexed;     /* whether it can have a palette */
  gboolean (*save) (gint32 image, gint32 layer, const gchar *path, gint quality);
} RetextureExportFormat;

/* By the ending of a file's name; NULL where it is none of ours. */
const RetextureExportFormat *retexture_export_format_find (const gchar *name);

/* What can be written, for a sentence: "jpg, jpeg, png …". */
gchar *retexture_export_format_list (void);
