/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "export.h"

#include "export-companions.h"
#include "export-file.h"
#include "job.h"
#include "known.h"
#include "xmp.h"

#include <glib/gstdio.h>
#include <string.h>

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
      parameters, g_param_spec_boolean ("page", _ ("Report page"),
                                        _ ("Whether a page for people lies beside the file, with "
                                           "before and after, where texture is from, and the "
                                           "steps: FILE.html"),
                                        FALSE, G_PARAM_READWRITE));
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
  const gchar *name = retexture_parameters_get_text (job->parameters, "file");
  g_autofree gchar *local = *name ? g_filename_from_utf8 (name, -1, NULL, NULL, NULL) : NULL;

  if (local)
    return g_canonicalize_filename (local, NULL);
  g_set_error_literal (error, RETEXTURE_ERROR, RETEXTURE_ERROR_ARGUMENT,
                       _ ("“file” is empty. Name the file that the picture is to go to."));
  return NULL;
}

/* ---- the file's name ---- */

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
  g_autofree gchar *path = retexture_export_get_image_path (job->image);
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
check_all_free (const RetextureJob *job, const gchar *path, GError **error)
{
  if (!check_free (path, error))
    return FALSE;
  for (guint i = 0; i < RETEXTURE_N_COMPANIONS; i++)
    {
      g_autofree gchar *beside = g_strconcat (path, retexture_companions[i].ending, NULL);

      if (is_on (job, retexture_companions[i].parameter) && !check_free (beside, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_path (const RetextureJob *job, const gchar *path, GError **error)
{
  g_autofree gchar *folder = g_path_get_dirname (path);
  g_autofree gchar *shown = g_filename_display_name (folder);
  g_autofree gchar *endings = retexture_export_format_list ();

  if (!retexture_export_format_find (path))
    return refuse (error, _ ("“file” must end with one of these: %s."), endings);
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return refuse (error, _ ("“file”: there is no folder %s."), shown);
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return refuse (error, _ ("“file” is a folder: %s."), path);
  return is_on (job, "overwrite") || check_all_free (job, path, error);
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

/* ---- the errand ---- */

static gchar *
foretell (const RetextureJob *job, GError **error)
{
  g_autofree gchar *path = get_path (job, error);
  g_autofree gchar *shown = path ? g_filename_display_name (path) : NULL;
  g_autofree gchar *source_type = NULL;
  GimpMetadata *metadata;
  GString *text;

  if (!path || !check_image (job, error) || !check_path (job, path, error))
    return NULL;
  text = g_string_new (shown);
  for (guint i = 0; i < RETEXTURE_N_COMPANIONS; i++)
    if (is_on (job, retexture_companions[i].parameter))
      g_string_append_printf (text, "\n%s%s", shown, retexture_companions[i].ending);
  metadata = gimp_image_get_metadata (job->image);
  source_type = metadata ? retexture_xmp_get_source_type (GEXIV2_METADATA (metadata)) : NULL;
  g_clear_object (&metadata);
  g_string_append_printf (text, "\n\n%s",
                          source_type ? retexture_source_type_describe (source_type)
                                      : _ ("The metadata do not say what the picture was made "
                                           "from: Disclose does."));
  return g_string_free (text, FALSE);
}

/* Those that were wished; or none, and an error. */
static gboolean
write_companions (const RetextureJob *job,
                  const gchar *path,
                  const RetextureExported *exported,
                  GError **error)
{
  for (guint i = 0; i < RETEXTURE_N_COMPANIONS; i++)
    {
      const RetextureCompanion *companion = &retexture_companions[i];
      g_autofree gchar *beside = g_strconcat (path, companion->ending, NULL);
      g_autofree gchar *text
          = is_on (job, companion->parameter) ? companion->make (exported) : NULL;
      g_autoptr (GError) problem = NULL;

      if (text && !g_file_set_contents (beside, text, -1, &problem))
        return refuse (error, _ ("What lies beside the file cannot be written: %s"),
                       problem->message);
    }
  return TRUE;
}

/* `flat` is the picture as one layer. Steps since the last disclosure, or without any, go in: those
 * at least are known. */
static gboolean
export_known (const RetextureJob *job,
              const gchar *path,
              gint32 flat,
              const RetextureKnown *known,
              GError **error)
{
  const RetextureExportFormat *format = retexture_export_format_find (path);
  const gint quality = retexture_parameters_get_number (job->parameters, "quality");
  g_autofree gchar *source_type = retexture_xmp_get_source_type (known->metadata);
  g_autofree gchar *name = g_path_get_basename (path);
  g_autofree gchar *title = g_filename_display_name (name);
  const RetextureExported exported = { job->image, title, format->mime, source_type, &known->said };
  g_autofree gchar *temporary = NULL;
  gboolean done;

  if (!retexture_xmp_write (known->metadata, &known->said, RETEXTURE_STATEMENT_NOWHERE, error))
    return FALSE;
  gimp_image_set_metadata (flat, GIMP_METADATA (known->metadata));
  temporary = retexture_export_file_write (flat, format, path, quality, known->metadata, error);
  if (!temporary)
    return FALSE;
  done = write_companions (job, path, &exported, error)
         && retexture_export_file_rename (temporary, path, error);
  if (!done)
    g_unlink (temporary);
  return done;
}

static gboolean
export_to (const RetextureJob *job, const gchar *path, GError **error)
{
  const gint32 flat
      = retexture_export_file_flatten (job->image, retexture_export_format_find (path));
  RetextureKnown known;
  gboolean done;

  if (flat == -1)
    return refuse (error, _ ("GIMP could not merge the layers: %s"), gimp_get_pdb_error ());
  gimp_progress_init (_ ("Export"));
  retexture_known_find (&known, job->image);
  done = export_known (job, path, flat, &known, error);
  retexture_known_clear (&known);
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
