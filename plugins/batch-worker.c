/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "batch-worker.h"

#include "apply.h"
#include "batch-picture.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* Names the folder where the two pipes lie; retexture-batch sets it. */
#define VARIABLE "RETEXTURE_BATCH"
#define JOBS "jobs"
#define ANSWERS "answers"

static void
declare (RetextureParameters *parameters)
{
}

static gchar *
foretell (const RetextureJob *job, GError **error)
{
  if (g_getenv (VARIABLE))
    return g_strdup ("");
  g_set_error_literal (error, RETEXTURE_ERROR, RETEXTURE_ERROR_ARGUMENT,
                       _ ("This procedure is retexture-batch's own. Run that program."));
  return NULL;
}

/* ---- what is asked ---- */

static gboolean
check_steps (const RetextureJob *job, JsonArray *steps, GError **error)
{
  for (guint i = 0; i < json_array_get_length (steps); i++)
    {
      JsonObject *step = json_array_get_object_element (steps, i);

      if (!retexture_apply_check (job, json_object_get_string_member (step, "method"),
                                  json_object_get_string_member (step, "settings"), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
answer (const RetextureJob *job, JsonObject *asked, JsonBuilder *json, GError **error)
{
  if (json_object_has_member (asked, "check"))
    return check_steps (job, json_object_get_array_member (asked, "check"), error);
  return retexture_batch_picture_make (job, asked, json, error);
}

static gchar *
to_line (JsonBuilder *json)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (json);

  json_generator_set_root (generator, root);
  return json_generator_to_data (generator, NULL);
}

static gchar *
answer_to (const RetextureJob *job, JsonObject *asked)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonBuilder) refusal = json_builder_new ();
  g_autoptr (GError) error = NULL;
  gboolean done;

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "done");
  json_builder_add_boolean_value (json, TRUE);
  done = answer (job, asked, json, &error);
  json_builder_end_object (json);
  if (done)
    return to_line (json);

  json_builder_begin_object (refusal);
  json_builder_set_member_name (refusal, "done");
  json_builder_add_boolean_value (refusal, FALSE);
  json_builder_set_member_name (refusal, "error");
  json_builder_add_string_value (refusal, error ? error->message : "");
  json_builder_end_object (refusal);
  return to_line (refusal);
}

/* ---- the pipes ---- */

/* Until the other side closes its end; when it is gone an answer goes nowhere, and that is the end,
 * too. */
static void
work (const RetextureJob *job, GDataInputStream *jobs, GOutputStream *answers)
{
  gchar *line;

  while ((line = g_data_input_stream_read_line (jobs, NULL, NULL, NULL)))
    {
      g_autoptr (JsonParser) parser = json_parser_new ();
      g_autofree gchar *text = NULL;
      g_autofree gchar *answered = NULL;

      if (json_parser_load_from_data (parser, line, -1, NULL)
          && JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
        text = answer_to (job, json_node_get_object (json_parser_get_root (parser)));
      g_free (line);
      answered = g_strconcat (text ? text : "{\"done\": false, \"error\": \"?\"}", "\n", NULL);
      if (!g_output_stream_write_all (answers, answered, strlen (answered), NULL, NULL, NULL))
        return;
    }
}

static gboolean
carry_out (const RetextureJob *job, GimpParam *values, GError **error)
{
  const gchar *folder = g_getenv (VARIABLE);
  g_autofree gchar *jobs_path = g_build_filename (folder, JOBS, NULL);
  g_autofree gchar *answers_path = g_build_filename (folder, ANSWERS, NULL);
  g_autoptr (GFile) jobs_file = g_file_new_for_path (jobs_path);
  g_autoptr (GFile) answers_file = g_file_new_for_path (answers_path);
  g_autoptr (GFileInputStream) input = g_file_read (jobs_file, NULL, error);
  g_autoptr (GFileIOStream) output
      = input ? g_file_open_readwrite (answers_file, NULL, error) : NULL;
  g_autoptr (GDataInputStream) jobs = NULL;

  if (!output)
    return FALSE;
  jobs = g_data_input_stream_new (G_INPUT_STREAM (input));
  work (job, jobs, g_io_stream_get_output_stream (G_IO_STREAM (output)));
  values[0].type = GIMP_PDB_STRING;
  values[0].data.d_string = g_strdup ("");
  return TRUE;
}

static const GimpParamDef returned[] = {
  { GIMP_PDB_STRING, "nothing", "Nothing: all is said through the pipes" },
};

const RetextureErrand retexture_batch_worker = {
  .declare = declare,
  .foretell = foretell,
  .carry_out = carry_out,
  .returned = returned,
  .n_returned = G_N_ELEMENTS (returned),
};
