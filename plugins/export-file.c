/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "export-file.h"

#include "job.h"
#include "xmp.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define CHUNK (1 << 20)

gint32
retexture_export_file_flatten (gint32 image, const RetextureExportFormat *format)
{
  const gint32 copy = gimp_image_duplicate (image);
  gint n;
  g_autofree gint *layers = gimp_image_get_layers (copy, &n);
  gint32 layer = -1;

  if (gimp_image_base_type (copy) == GIMP_INDEXED && !format->indexed)
    gimp_image_convert_rgb (copy);
  if (n > 0)
    layer = format->transparent ? gimp_image_merge_visible_layers (copy, GIMP_CLIP_TO_IMAGE)
                                : gimp_image_flatten (copy);
  if (layer != -1)
    {
      gimp_layer_resize_to_image_size (layer);
      return copy;
    }
  gimp_image_delete (copy);
  return -1;
}

/* That nothing has yet, with the same ending. */
static gchar *
temporary_name (const gchar *path)
{
  g_autofree gchar *folder = g_path_get_dirname (path);
  const gchar *ending = strrchr (path, '.');
  gchar *name = NULL;

  do
    {
      g_autofree gchar *base = g_strdup_printf (".retexture-%08x%s", g_random_int (), ending);

      g_free (name);
      name = g_build_filename (folder, base, NULL);
    }
  while (g_file_test (name, G_FILE_TEST_EXISTS));
  return name;
}

gchar *
retexture_export_file_get_hash (const gchar *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *bytes = g_malloc (CHUNK);
  gssize n = -1;

  while (stream
         && (n = g_input_stream_read (G_INPUT_STREAM (stream), bytes, CHUNK, NULL, NULL)) > 0)
    g_checksum_update (sum, bytes, n);
  return n == 0 ? g_strdup (g_checksum_get_string (sum)) : NULL;
}

/* ---- writing and reading back ---- */

static gboolean
refuse (GError **error, const gchar *sentence, const gchar *why)
{
  g_set_error (error, RETEXTURE_ERROR, RETEXTURE_ERROR_REFUSED, sentence, why ? why : "");
  return FALSE;
}

static GExiv2Metadata *
open_metadata (const gchar *path, GError **error)
{
  g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();
  g_autoptr (GError) problem = NULL;

  if (gexiv2_metadata_open_path (metadata, path, &problem))
    return g_steal_pointer (&metadata);
  refuse (error, _ ("The metadata of the new file cannot be read: %s"), problem->message);
  return NULL;
}

/* What the saver left out, by the user's own settings or for want of support, is put in. */
static gboolean
complete_metadata (const gchar *path, GExiv2Metadata *wanted, GError **error)
{
  g_autoptr (GExiv2Metadata) there = open_metadata (path, error);
  g_autofree gchar *missing = there ? retexture_xmp_find_missing (there, wanted) : NULL;
  g_autoptr (GError) problem = NULL;

  if (!there)
    return FALSE;
  if (!missing)
    return TRUE;
  if (retexture_xmp_copy (there, wanted, &problem)
      && gexiv2_metadata_save_file (there, path, &problem))
    return TRUE;
  return refuse (error, _ ("The metadata cannot be written into the new file: %s"),
                 problem ? problem->message : missing);
}

static gboolean
check_metadata (const gchar *path, GExiv2Metadata *wanted, GError **error)
{
  g_autoptr (GExiv2Metadata) there = open_metadata (path, error);
  g_autofree gchar *missing = there ? retexture_xmp_find_missing (there, wanted) : NULL;

  if (!there)
    return FALSE;
  return !missing
         || refuse (error, _ ("The new file was read back, and it lacks %s. It was not kept."),
                    missing);
}

/* Reads all of a picture, and says its size: by GdkPixbuf, which needs no process of its own, or,
 * where that does not know the format, by GIMP. */
static gboolean
read_picture (const gchar *path, gint *width, gint *height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_file (path, NULL);
  gint32 image;

  if (pixbuf)
    {
      *width = gdk_pixbuf_get_width (pixbuf);
      *height = gdk_pixbuf_get_height (pixbuf);
      return TRUE;
    }
  image = gimp_file_load (GIMP_RUN_NONINTERACTIVE, path, path);
  if (image == -1)
    return FALSE;
  *width = gimp_image_width (image);
  *height = gimp_image_height (image);
  gimp_image_delete (image);
  return TRUE;
}

static gboolean
check_picture (const gchar *path, gint32 image, GError **error)
{
  gint width, height;
  const gboolean same = read_picture (path, &width, &height) && width == gimp_image_width (image)
                        && height == gimp_image_height (image);

  return same
         || refuse (error, _ ("The new file cannot be read back: %s It was not kept."),
                    gimp_get_pdb_error ());
}

gboolean
retexture_export_file_rename (const gchar *temporary, const gchar *path, GError **error)
{
  g_autoptr (GFile) from = g_file_new_for_path (temporary);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (GError) problem = NULL;

  return g_file_move (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &problem)
         || refuse (error, _ ("The file cannot be given its name: %s"), problem->message);
}

gboolean
retexture_export_file_write_new (gint32 image,
                                 const RetextureExportFormat *format,
                                 const gchar *path,
                                 gint quality,
                                 GExiv2Metadata *metadata,
                                 GError **error)
{
  const gint32 layer = gimp_image_get_active_layer (image);

  if ((format->save (image, layer, path, quality)
       || refuse (error, _ ("GIMP could not save the file: %s"), gimp_get_pdb_error ()))
      && complete_metadata (path, metadata, error) && check_metadata (path, metadata, error)
      && check_picture (path, image, error))
    return TRUE;
  g_unlink (path);
  return FALSE;
}

gchar *
retexture_export_file_write (gint32 image,
                             const RetextureExportFormat *format,
                             const gchar *path,
                             gint quality,
                             GExiv2Metadata *metadata,
                             GError **error)
{
  g_autofree gchar *temporary = temporary_name (path);

  return retexture_export_file_write_new (image, format, temporary, quality, metadata, error)
             ? g_steal_pointer (&temporary)
             : NULL;
}
