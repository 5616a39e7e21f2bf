/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "export.h"

#include "export-file.h"
#include "history.h"
#include "job.h"
#include "manifest.h"
#include "xmp.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define MANIFEST_ENDING ".c2pa.json"
/* Of a suggested name, before the dot. */
#define NAME_ENDING "-retexture"

/* ---- what it can be told ---- */

static void
declare (RetextureParameters *parameters)
{
  GParamSpec *file = g_param_spec_string (
      "file", _ ("File"),
      _ ("Where the picture goes; the name's ending says in which format: jpg, png, tif or webp"),
      "", G_PARAM_READWRITE);

  retexture_parameters_add (parameters, file);
  g_param_spec_set_qdata (file, g_quark_from_static_string ("unit"), (gpointer) "file");
  retexture_parameters_add (
      parameters,
      g_param_spec_int ("quality", _ ("Quality"),
                        _ ("Of JPEG and WebP, in percent; higher keeps more texture and takes more "
                           "room, 100 is without loss in WebP"),
                        1, 100, 95, G_PARAM_READWRITE));
  retexture_parameters_add (
      parameters, g_param_spec_boolean ("manifest", _ ("Content Credentials"),
                                        _ ("Whether a manifest lies beside the file, ready to be "
                                           "signed: FILE.c2pa.json"),
                                        TRUE, G_PARAM_READWRITE));
  retexture_parameters_add (
      parameters, g_param_spec_boolean ("overwrite", _ ("Overwrite"),
                                        _ ("Whether files that are there already may be replaced"),
                                        FALSE, G_PARAM_READWRITE));
}

static gboolean
is_on (const RetextureJob *job, const gchar *name)
{
  return retexture_parameters_get_number (job->parameters, name) != 0.0;
}

/* The whole path; NULL and an error where the name cannot be one. */
static gchar *
get_path (const RetextureJob *job, GError **error)
{
  const gchar *name = g_value_get_string (retexture_parameters_get_value (job->parameters, "file"));
  g_autofree gchar *local
      = name && *name ? g_filename_from_utf8 (name, -1, NULL, NULL, NULL) : NULL;

  if (local)
    return g_canonicalize_filename (local, NULL);
  g_set_error_literal (error, RETEXTURE_ERROR, RETEXTURE_ERROR_ARGUMENT,
                       _ ("“file” is empty. Name the file that the picture is to go to."));
  return NULL;
}

static gchar *
manifest_path (const gchar *path)
{
  return g_strconcat (path, MANIFEST_ENDING, NULL);
}

/* ---- the file's name ---- */

/* Of the file that the image was opened from or last saved to. */
static gchar *
image_path (gint32 image)
{
  g_autofree gchar *imported = gimp_image_get_imported_uri (image);
  g_autofree gchar *uri = imported && *imported ? g_strdup (imported) : gimp_image_get_uri (image);

  return uri ? g_filename_from_uri (uri, NULL, NULL) : NULL;
}

static void
set_file (const RetextureJob *job, const gchar *path)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  g_value_take_string (&value, g_filename_to_utf8 (path, -1, NULL, NULL, NULL));
  if (g_value_get_string (&value))
    retexture_parameters_set_value (job->parameters, "file", &value, NULL);
}

/* Beside the image's own file and called after it, in the last one's format. */
static void
suggest (const RetextureJob *job)
{
  g_autofree gchar *last = get_path (job, NULL);
  g_autofree gchar *path = image_path (job->image);
  const gchar *ending = last ? strrchr (last, '.') : NULL;
  g_autofree gchar *suggested = NULL;

  if (!path)
    {
      const gchar *pictures = g_get_user_special_dir (G_USER_DIRECTORY_PICTURES);

      path = g_build_filename (pictures ? pictures : g_get_home_dir (), _ ("Untitled"), NULL);
    }
  else if (strrchr (path, '.') > strrchr (path, '/'))
    *strrchr (path, '.') = '\0';
  suggested = g_strconcat (path, NAME_ENDING, ending ? ending : ".jpg", NULL);
  set_file (job, suggested);
}

/* ---- checks ---- */

static gboolean
refuse (GError **error, const gchar *sentence, const gchar *what)
{
  g_set_error (error, RETEXTURE_ERROR, RETEXTURE_ERROR_ARGUMENT, sentence, what);
  return FALSE;
}

static gboolean
check_free (const gchar *path, GError **error)
{
  g_autofree gchar *shown = g_filename_display_name (path);

  return !g_file_test (path, G_FILE_TEST_EXISTS)
         || refuse (error, _ ("“file”: there is a %s already. Choose another name, or overwrite."),
                    shown);
}

static gboolean
check_path (const RetextureJob *job, const gchar *path, GError **error)
{
  g_autofree gchar *folder = g_path_get_dirname (path);
  g_autofree gchar *shown = g_filename_display_name (folder);
  g_autofree gchar *manifest = manifest_path (path);
  g_autofree gchar *endings = retexture_export_format_list ();

  if (!retexture_export_format_find (path))
    return refuse (error, _ ("“file” must end with one of these: %s."), endings);
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return refuse (error, _ ("“file”: there is no folder %s."), shown);
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return refuse (error, _ ("“file” is a folder: %s."), path);
  return is_on (job, "overwrite")
         || (check_free (path, error)
             && (!is_on (job, "manifest") || check_free (manifest, error)));
}

static gboolean
check_image (const RetextureJob *job, GError **error)
{
  gint n;
  g_autofree gint *layers = gimp_image_get_layers (job->image, &n);

  for (gint i = 0; i < n; i++)
    if (gimp_item_get_visible (layers[i]))
      return TRUE;
  g_set_error_literal (error, RETEXTURE_ERROR, RETEXTURE_ERROR_ARGUMENT,
                       _ ("“image” has no visible layer, so there is no picture to export."));
  return FALSE;
}

/* ---- the manifest ---- */

/* What was opened in GIMP, where it was a picture and no work in progress. */
static gchar *
opened_path (gint32 image)
{
  g_autofree gchar *path = image_path (image);

  return path && !g_str_has_suffix (path, ".xcf") ? g_steal_pointer (&path) : NULL;
}

static gchar *
mime_of (const gchar *path)
{
  g_autofree gchar *type = path ? g_content_type_guess (path, NULL, 0, NULL) : NULL;

  return type ? g_content_type_get_mime_type (type) : NULL;
}

static gboolean
write_manifest (const RetextureJob *job,
                const gchar *path,
                GExiv2Metadata *metadata,
                const RetextureDisclosure *disclosure,
                GError **error)
{
  g_autofree gchar *name = g_path_get_basename (path);
  g_autofree gchar *title = g_filename_display_name (name);
  g_autofree gchar *source_type = retexture_xmp_get_source_type (metadata);
  g_autofree gchar *before = opened_path (job->image);
  g_autofree gchar *before_format = mime_of (before);
  g_autofree gchar *before_hash = before ? retexture_export_file_get_hash (before) : NULL;
  const RetextureManifest manifest = { .title = title,
                                       .format = retexture_export_format_find (path)->mime,
                                       .source_type = source_type,
                                       .before_format = before_format,
                                       .before_hash = before_hash };
  g_autofree gchar *json = retexture_manifest_to_json (&manifest, disclosure);
  g_autofree gchar *beside = manifest_path (path);
  g_autoptr (GError) problem = NULL;

  return g_file_set_contents (beside, json, -1, &problem)
         || refuse (error, _ ("The manifest cannot be written: %s"), problem->message);
}

/* ---- the errand ---- */

static gchar *
foretell (const RetextureJob *job, GError **error)
{
  g_autofree gchar *path = get_path (job, error);
  g_autofree gchar *shown = path ? g_filename_display_name (path) : NULL;
  g_autofree gchar *manifest = path ? manifest_path (shown) : NULL;
  GimpMetadata *metadata;
  g_autofree gchar *source_type = NULL;

  if (!path || !check_image (job, error) || !check_path (job, path, error))
    return NULL;
  metadata = gimp_image_get_metadata (job->image);
  source_type = metadata ? retexture_xmp_get_source_type (GEXIV2_METADATA (metadata)) : NULL;
  g_clear_object (&metadata);
  return g_strconcat (shown, is_on (job, "manifest") ? "\n" : "",
                      is_on (job, "manifest") ? manifest : "", "\n\n",
                      source_type ? retexture_source_type_describe (source_type)
                                  : _ ("The metadata do not say what the picture was made from: "
                                       "Disclose does."),
                      NULL);
}

/* What the metadata say of it already, and its steps. */
static gboolean
export_to (const RetextureJob *job, const gchar *path, GError **error)
{
  const RetextureExportFormat *format = retexture_export_format_find (path);
  const gint quality = retexture_parameters_get_number (job->parameters, "quality");
  const gint32 flat = retexture_export_file_flatten (job->image, format);
  GimpMetadata *held = gimp_image_get_metadata (job->image);
  g_autoptr (GExiv2Metadata) metadata = GEXIV2_METADATA (held ? held : gimp_metadata_new ());
  g_autoptr (GPtrArray) all = retexture_history_collect (job->image);
  g_autoptr (GPtrArray) seen = retexture_steps_in_picture (all);
  g_autofree gchar *host = g_strconcat ("GIMP ", gimp_version (), NULL);
  g_autofree gchar *system = NULL;
  g_autofree gchar *system_version = NULL;
  RetextureDisclosure disclosure
      = { .steps = seen, .agent = "Retexture", .version = RETEXTURE_VERSION, .host = host };
  g_autofree gchar *temporary = NULL;
  gboolean done;

  if (flat == -1)
    return refuse (error, _ ("GIMP could not merge the layers: %s"), gimp_get_pdb_error ());
  retexture_xmp_get_system (metadata, &system, &system_version);
  disclosure.system = system;
  disclosure.system_version = system_version;
  /* Steps since the last disclosure, or without any: those at least are known. */
  done = retexture_xmp_write (metadata, &disclosure, RETEXTURE_STATEMENT_NOWHERE, error);
  gimp_image_set_metadata (flat, GIMP_METADATA (metadata));
  gimp_progress_init (_ ("Export"));
  if (done)
    temporary = retexture_export_file_write (flat, format, path, quality, metadata, error);
  done = temporary
         && (!is_on (job, "manifest") || write_manifest (job, path, metadata, &disclosure, error))
         && retexture_export_file_rename (temporary, path, error);
  if (temporary && !done)
    g_unlink (temporary);
  gimp_image_delete (flat);
  gimp_progress_end ();
  return done;
}

static gboolean
carry_out (const RetextureJob *job, GimpParam *values, GError **error)
{
  g_autofree gchar *path = get_path (job, error);

  if (!path || !export_to (job, path, error))
    return FALSE;
  values[0].type = GIMP_PDB_STRING;
  values[0].data.d_string = g_filename_to_utf8 (path, -1, NULL, NULL, NULL);
  return TRUE;
}

static const GimpParamDef returned[] = {
  { GIMP_PDB_STRING, "path", "The whole path of the file that was written" },
};

const RetextureErrand retexture_export = {
  .declare = declare,
  .suggest = suggest,
  .foretell = foretell,
  .carry_out = carry_out,
  .returned = returned,
  .n_returned = G_N_ELEMENTS (returned),
};
