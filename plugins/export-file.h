/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A picture written to a file by GIMP's own savers, with all that is disclosed of it; read back and
 * compared before it takes its name.
 */
#pragma once

#include <gexiv2/gexiv2.h>
#include <libgimp/gimp.h>

#include "export-format.h"

/* What is visible of an image, as one layer of an image of its own; to be deleted. -1 where there
 * is nothing. */
gint32 retexture_export_file_flatten (gint32 image, const RetextureExportFormat *format);

/* Writes `image`, of one layer, to a file that is not there yet, and in it what discloses something
 * in `metadata`. TRUE once all of it was read back; or FALSE and an error, and no file then. */
gboolean retexture_export_file_write_new (gint32 image,
                                          const RetextureExportFormat *format,
                                          const gchar *path,
                                          gint quality,
                                          GExiv2Metadata *metadata,
                                          GError **error);

/* The same, to a file beside `path`. Its name; or NULL and an error. */
gchar *retexture_export_file_write (gint32 image,
                                    const RetextureExportFormat *format,
                                    const gchar *path,
                                    gint quality,
                                    GExiv2Metadata *metadata,
                                    GError **error);

/* Gives it its own name, over what has it; FALSE and an error. */
gboolean retexture_export_file_rename (const gchar *temporary, const gchar *path, GError **error);

/* Of a file's bytes, in hexadecimal digits; NULL where it cannot be read. */
gchar *retexture_export_file_get_hash (const gchar *path);
