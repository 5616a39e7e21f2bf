/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "batch-picture.h"

#include "apply.h"
#include "changes.h"
#include "comparison.h"
#include "export-file.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* A picture in work. */
typedef struct
{
  gint32 image, layer;
} Loaded;

static gboolean
refuse (GError **error, const gchar *sentence, const gchar *what)
{
  g_set_error (error, RETEXTURE_ERROR, RETEXTURE_ERROR_REFUSED, sentence, what ? what : "");
  return FALSE;
}

/* GIMP is told names in UTF-8 only: a file that has another is loaded by a link. */
static gint32
load_by_link (const gchar *path)
{
  g_autofree gchar *folder = g_dir_make_tmp ("retexture-XXXXXX", NULL);
  const gchar *ending = strrchr (path, '.');
  g_autofree gchar *name = g_strconcat ("picture", ending, NULL);
  g_autofree gchar *link = folder ? g_build_filename (folder, name, NULL) : NULL;
  gint32 image = -1;

  if (link && symlink (path, link) == 0)
    {
      image = gimp_file_load (GIMP_RUN_NONINTERACTIVE, link, link);
      g_unlink (link);
    }
  if (folder)
    g_rmdir (folder);
  return image;
}

/* As one layer, whatever it was. */
static gboolean
load (const gchar *uri, Loaded *self, GError **error)
{
  g_autofree gchar *path = g_filename_from_uri (uri, NULL, error);

  if (!path)
    return FALSE;
  self->image = g_utf8_validate (path, -1, NULL)
                    ? gimp_file_load (GIMP_RUN_NONINTERACTIVE, path, path)
                    : load_by_link (path);
  if (self->image == -1)
    return refuse (error, _ ("The picture cannot be read: %s"), gimp_get_pdb_error ());
  gimp_image_undo_disable (self->image);
  /* A palette cannot hold texture. */
  if (gimp_image_base_type (self->image) == GIMP_INDEXED)
    gimp_image_convert_rgb (self->image);
  self->layer = gimp_image_merge_visible_layers (self->image, GIMP_CLIP_TO_IMAGE);
  if (self->layer != -1)
    gimp_layer_resize_to_image_size (self->layer);
  return self->layer != -1
         || refuse (error, _ ("The picture cannot be read: %s"), _ ("it has no visible layer"));
}

static void
unload (Loaded *self)
{
  if (self->image != -1)
    gimp_image_delete (self->image);
}

/* Each step works on what the one before made of the picture. */
static gboolean
take_step (const RetextureJob *job,
           const Loaded *edit,
           gint32 original,
           JsonObject *step,
           JsonBuilder *answer,
           GError **error)
{
  const gchar *method = json_object_get_string_member (step, "method");
  g_autofree gchar *report
      = retexture_apply_in_place (job, edit->image, edit->layer, original, method,
                                  json_object_get_string_member (step, "settings"), error);
  g_auto (GStrv) words = NULL;

  if (!report)
    {
      g_prefix_error (error, "%s: ", method);
      return FALSE;
    }
  if (!g_shell_parse_argv (report, NULL, &words, NULL))
    return TRUE;
  for (guint i = 0; words[i]; i++)
    {
      g_auto (GStrv) parts = g_strsplit (words[i], "=", 2);
      g_autofree gchar *name = g_strconcat (method, ".", parts[0], NULL);
      gchar *end;
      const gdouble number = g_ascii_strtod (parts[1], &end);

      json_builder_set_member_name (answer, name);
      if (end != parts[1] && *end == '\0')
        json_builder_add_double_value (answer, number);
      else
        json_builder_add_string_value (answer, parts[1]);
    }
  return TRUE;
}

static gboolean
take_steps (const RetextureJob *job,
            const Loaded *edit,
            gint32 original,
            JsonArray *steps,
            JsonBuilder *answer,
            GError **error)
{
  gboolean taken = TRUE;

  json_builder_set_member_name (answer, "report");
  json_builder_begin_object (answer);
  for (guint i = 0; taken && i < json_array_get_length (steps); i++)
    taken
        = take_step (job, edit, original, json_array_get_object_element (steps, i), answer, error);
  json_builder_end_object (answer);
  return taken;
}

/* ---- saving ---- */

/* By the export's savers where they have the format, with metadata and all; else by GIMP's. */
static gboolean
save (const Loaded *edit, const gchar *path, gint quality, GError **error)
{
  const RetextureExportFormat *format = retexture_export_format_find (path);
  GimpMetadata *held = format ? gimp_image_get_metadata (edit->image) : NULL;
  g_autoptr (GExiv2Metadata) metadata
      = format ? GEXIV2_METADATA (held ? held : gimp_metadata_new ()) : NULL;

  if (!format)
    return gimp_file_save (GIMP_RUN_NONINTERACTIVE, edit->image, edit->layer, path, path)
           || refuse (error, _ ("GIMP could not save the file: %s"), gimp_get_pdb_error ());
  if (format->transparent)
    gimp_image_merge_visible_layers (edit->image, GIMP_CLIP_TO_IMAGE);
  else
    gimp_image_flatten (edit->image);
  return retexture_export_file_write_new (edit->image, format, path, quality, metadata, error);
}

static gboolean
save_and_hash (
    const Loaded *edit, const gchar *uri, gint quality, JsonBuilder *answer, GError **error)
{
  g_autofree gchar *path = g_filename_from_uri (uri, NULL, error);
  g_autofree gchar *hash = NULL;

  if (!path || !save (edit, path, quality, error))
    return FALSE;
  hash = retexture_export_file_get_hash (path);
  if (!hash)
    return refuse (error, _ ("The new file cannot be read back: %s It was not kept."), path);
  json_builder_set_member_name (answer, "sha256");
  json_builder_add_string_value (answer, hash);
  return TRUE;
}

/* ---- what people see of it ---- */

static void
add_picture (JsonBuilder *answer, const gchar *name, GBytes *picture)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (picture, &size);
  g_autofree gchar *text = g_base64_encode (data, size);

  json_builder_set_member_name (answer, name);
  json_builder_add_string_value (answer, text);
}

static void
add_sheet (const Loaded *edit, GeglBuffer *before, JsonBuilder *answer)
{
  const gint32 visible = gimp_layer_new_from_visible (edit->image, edit->image, "visible");
  g_autoptr (GeglBuffer) after = gimp_drawable_get_buffer (visible);
  g_autoptr (RetextureChanges) changes
      = retexture_changes_new (gegl_buffer_get_width (before), gegl_buffer_get_height (before));
  RetextureComparison pictures;
  GeglRectangle detail;

  retexture_changes_find (changes, before, after);
  detail = retexture_changes_find_most (changes, RETEXTURE_COMPARISON_DETAIL_WIDTH,
                                        RETEXTURE_COMPARISON_DETAIL_HEIGHT);
  retexture_comparison_make (&pictures, before, after, &detail);
  json_builder_set_member_name (answer, "sheet");
  json_builder_begin_object (answer);
  add_picture (answer, "before", pictures.before);
  add_picture (answer, "after", pictures.after);
  add_picture (answer, "before-detail", pictures.before_detail);
  add_picture (answer, "after-detail", pictures.after_detail);
  json_builder_end_object (answer);
  retexture_comparison_clear (&pictures);
  gimp_item_delete (visible);
}

/* The edit's pixels as they are now, in the image's own frame. */
static GeglBuffer *
remember (const Loaded *edit)
{
  g_autoptr (GeglBuffer) buffer = gimp_drawable_get_buffer (edit->layer);

  return gegl_buffer_dup (buffer);
}

gboolean
retexture_batch_picture_make (const RetextureJob *job,
                              JsonObject *asked,
                              JsonBuilder *answer,
                              GError **error)
{
  const gchar *original_uri = json_object_get_string_member (asked, "original");
  Loaded edit = { -1, -1 }, original = { -1, -1 };
  g_autoptr (GeglBuffer) before = NULL;
  gboolean made = load (json_object_get_string_member (asked, "edit"), &edit, error)
                  && (!*original_uri || load (original_uri, &original, error));

  if (made && json_object_get_boolean_member_with_default (asked, "sheet", FALSE))
    before = remember (&edit);
  made = made
         && take_steps (job, &edit, original.layer, json_object_get_array_member (asked, "steps"),
                        answer, error);
  if (made && before)
    add_sheet (&edit, before, answer);
  made = made
         && save_and_hash (&edit, json_object_get_string_member (asked, "file"),
                           json_object_get_int_member (asked, "quality"), answer, error);

  unload (&edit);
  unload (&original);
  return made;
}
