/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "run.h"

#include "contact.h"
#include "results.h"
#include "worker.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* After so many deaths of workers a picture is set aside. */
#define MOST_ATTEMPTS 2

typedef struct
{
  BatchWorker *worker;
  BatchPicture *picture; /* in work; NULL: none */
  gchar *temporary;      /* its file */
  gint64 begun;
  guint timeout;
} Place;

typedef struct
{
  BatchRun *run;
  BatchCounts *counts;
  GMainLoop *loop;
  GQueue *waiting; /* pictures */
  Place *places;
  gboolean checked; /* the steps, by the first worker */
  gint64 started;
  guint total;
  gchar *key; /* of the steps */
  GError *problem;
} State;

/* ---- the ledger ---- */

/* FALSE where it cannot be written: then the run ends, for it could not be taken up again. */
static gboolean
note (State *self, const BatchPicture *picture, BatchState state, JsonObject *line)
{
  g_autofree gchar *name = batch_results_get_name (picture);
  g_autofree gchar *edit = batch_results_get_uri (picture->edit);
  g_autofree gchar *inputs = batch_results_get_inputs (picture);

  json_object_set_string_member (line, "edit", edit);
  json_object_set_string_member (line, "inputs", inputs);
  json_object_set_string_member (line, "steps", self->key);
  if (batch_ledger_add (self->run->ledger, name, state, line,
                        self->problem ? NULL : &self->problem))
    return TRUE;
  g_main_loop_quit (self->loop);
  return FALSE;
}

/* What was found out of a picture before it took its name. */
static JsonObject *
copy_line (JsonObject *line)
{
  static const gchar *const kept[] = { "sha256", "seconds", "missed", "report" };
  JsonObject *copy = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (json_object_has_member (line, kept[i]))
      json_object_set_member (copy, kept[i],
                              json_node_copy (json_object_get_member (line, kept[i])));
  return copy;
}

static gboolean
is_missed (JsonObject *line)
{
  return line && *json_object_get_string_member_with_default (line, "missed", "");
}

/* What a run that was killed left of this picture. TRUE where nothing is left to do. */
static gboolean
settle (State *self, BatchPicture *picture)
{
  g_autofree gchar *name = batch_results_get_name (picture);
  g_autofree gchar *inputs = batch_results_get_inputs (picture);
  JsonObject *line = batch_ledger_find (self->run->ledger, name, inputs, self->key);
  const BatchState state = batch_ledger_get_state (line);
  const gchar *temporary
      = line ? json_object_get_string_member_with_default (line, "temporary", "") : "";
  const gchar *hash = line ? json_object_get_string_member_with_default (line, "sha256", "") : "";
  /* A ledger that was tampered with deletes nothing else. */
  g_autofree gchar *path = batch_results_get_temporary_path (picture, temporary);
  g_autofree gchar *final = batch_results_get_path (picture, is_missed (line));
  gboolean whole = FALSE;

  picture->made_before = batch_ledger_knows (self->run->ledger, name);
  if (state == BATCH_DONE)
    return g_file_test (final, G_FILE_TEST_EXISTS);
  if (state == BATCH_SET_ASIDE)
    return !self->run->retry;
  if (state == BATCH_WRITTEN)
    whole = (path && batch_results_has_hash (path, hash)
             && batch_results_give_name (picture, path, final))
            || batch_results_has_hash (final, hash);
  if (path && !whole)
    g_unlink (path);
  if (whole)
    note (self, picture, BATCH_DONE, copy_line (line));
  return whole;
}

/* ---- progress ---- */

static void
say (State *self, const BatchPicture *picture, const gchar *what)
{
  const BatchCounts *counts = self->counts;
  const guint over = counts->done + counts->failed + counts->set_aside;
  const gdouble seconds = (g_get_monotonic_time () - self->started) / 1e6;
  const gint left = over > 0 ? (gint) (seconds / over * (self->total - over)) : 0;
  g_autofree gchar *name = g_path_get_basename (picture->out);
  g_autofree gchar *shown = g_filename_display_name (name);

  /* A name is to take one line, and no command of the terminal's. */
  for (gchar *c = shown; *c; c++)
    if (g_ascii_iscntrl (*c))
      *c = '?';
  g_printerr (_ ("%u of %u, %d:%02d left: %s: %s\n"), over, self->total, left / 60, left % 60,
              shown, what);
}

/* ---- pictures ---- */

static void fill_place (State *self, Place *place);

static void
ask_for (State *self, Place *place)
{
  const BatchPicture *picture = place->picture;
  g_autoptr (JsonObject) question = json_object_new ();
  g_autofree gchar *path = batch_results_get_temporary_path (picture, place->temporary);
  g_autofree gchar *edit = batch_results_get_uri (picture->edit);
  g_autofree gchar *original
      = picture->original ? batch_results_get_uri (picture->original) : g_strdup ("");
  g_autofree gchar *file = batch_results_get_uri (path);

  json_object_set_string_member (question, "edit", edit);
  json_object_set_string_member (question, "original", original);
  json_object_set_string_member (question, "file", file);
  json_object_set_int_member (question, "quality", self->run->quality);
  json_object_set_boolean_member (question, "sheet", self->run->contact);
  json_object_set_array_member (question, "steps", json_array_ref (self->run->steps));
  batch_worker_ask (place->worker, question);
}

static gboolean
lose_patience (gpointer data)
{
  Place *place = data;

  place->timeout = 0;
  batch_worker_kill (place->worker);
  return G_SOURCE_REMOVE;
}

static void
begin (State *self, Place *place)
{
  JsonObject *line = json_object_new ();

  place->picture = g_queue_pop_head (self->waiting);
  place->temporary = batch_results_new_temporary (place->picture);
  place->begun = g_get_monotonic_time ();
  json_object_set_string_member (line, "temporary", place->temporary);
  if (!note (self, place->picture, BATCH_BEGUN, line))
    return;
  place->timeout = g_timeout_add_seconds (self->run->patience, lose_patience, place);
  ask_for (self, place);
}

static void
end (Place *place)
{
  if (place->timeout)
    g_source_remove (place->timeout);
  place->timeout = 0;
  place->picture = NULL;
  g_clear_pointer (&place->temporary, g_free);
}

static void
fail (State *self, Place *place, BatchState state, const gchar *why)
{
  JsonObject *line = json_object_new ();
  g_autofree gchar *path = batch_results_get_temporary_path (place->picture, place->temporary);
  g_autofree gchar *valid = g_utf8_make_valid (why, -1);

  g_unlink (path);
  json_object_set_string_member (line, "error", valid);
  note (self, place->picture, state, line);
  if (state == BATCH_FAILED)
    self->counts->failed++;
  else
    self->counts->set_aside++;
  say (self, place->picture, valid);
  end (place);
}

/* What the answer says of it, the gate's verdict among it. */
static JsonObject *
line_of (const State *self, const Place *place, JsonObject *answer)
{
  JsonObject *report = json_object_has_member (answer, "report")
                           ? json_object_get_object_member (answer, "report")
                           : NULL;
  g_autofree gchar *missed = batch_gate_judge (self->run->gate, report);
  JsonObject *line = json_object_new ();

  json_object_set_string_member (line, "sha256",
                                 json_object_get_string_member_with_default (answer, "sha256", ""));
  json_object_set_double_member (line, "seconds", (g_get_monotonic_time () - place->begun) / 1e6);
  if (report)
    json_object_set_object_member (line, "report", json_object_ref (report));
  if (missed)
    json_object_set_string_member (line, "missed", missed);
  return line;
}

/* The ledger knows before and after the file takes its name. */
static void
finish (State *self, Place *place, JsonObject *answer)
{
  BatchPicture *picture = place->picture;
  g_autofree gchar *path = batch_results_get_temporary_path (picture, place->temporary);
  g_autofree gchar *name = batch_results_get_name (picture);
  JsonObject *line = line_of (self, place, answer);
  g_autoptr (JsonObject) done = copy_line (line);
  const gchar *missed = json_object_get_string_member_with_default (done, "missed", NULL);
  g_autofree gchar *final = batch_results_get_path (picture, missed != NULL);

  if (json_object_has_member (answer, "sheet"))
    batch_contact_keep (self->run->out, name, json_object_get_object_member (answer, "sheet"));
  json_object_set_string_member (line, "temporary", place->temporary);
  if (!note (self, picture, BATCH_WRITTEN, line))
    return;
  if (!batch_results_give_name (picture, path, final))
    {
      fail (self, place, BATCH_FAILED, g_strerror (errno));
      return;
    }
  note (self, picture, BATCH_DONE, json_object_ref (done));
  self->counts->done++;
  if (missed)
    self->counts->missed++;
  say (self, picture, missed ? missed : _ ("done"));
  end (place);
}

/* ---- workers ---- */

static Place *
place_of (State *self, BatchWorker *worker)
{
  for (gint i = 0; i < self->run->jobs; i++)
    if (self->places[i].worker == worker)
      return &self->places[i];
  g_assert_not_reached ();
}

/* All workers that have nothing to do are let go; with the last of them it is over. */
static void
let_go (State *self, Place *place)
{
  g_clear_pointer (&place->worker, batch_worker_free);
  for (gint i = 0; i < self->run->jobs; i++)
    if (self->places[i].worker)
      return;
  g_main_loop_quit (self->loop);
}

static void
stop (State *self, const gchar *why)
{
  if (!self->problem)
    self->problem = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "%s", why);
  g_main_loop_quit (self->loop);
}

/* A picture that killed a worker gets one more, at the end. */
static void
mourn (State *self, Place *place)
{
  g_autofree gchar *words = batch_worker_get_last_words (place->worker);
  BatchPicture *picture = place->picture;

  if (!self->checked || !picture)
    {
      g_autofree gchar *why = g_strdup_printf (
          _ ("GIMP ended before it could work. Is the suite installed for you (make install)? It "
             "said:\n%s"),
          words);

      stop (self, why);
      return;
    }
  if (++picture->attempts < MOST_ATTEMPTS)
    {
      g_queue_push_tail (self->waiting, picture);
      say (self, picture, _ ("the worker died; once more later"));
      end (place);
    }
  else
    fail (self, place, BATCH_SET_ASIDE, _ ("two workers died of it; set aside"));
  g_clear_pointer (&place->worker, batch_worker_free);
  fill_place (self, place);
}

static void
answered (BatchWorker *worker, JsonObject *answer, gpointer user_data)
{
  State *self = user_data;
  Place *place = place_of (self, worker);
  const gboolean done
      = answer && json_object_get_boolean_member_with_default (answer, "done", FALSE);
  const gchar *error
      = answer ? json_object_get_string_member_with_default (answer, "error", "") : NULL;

  if (self->problem)
    return;
  if (!answer)
    {
      mourn (self, place);
      return;
    }
  if (!self->checked)
    {
      if (!done)
        {
          stop (self, error);
          return;
        }
      self->checked = TRUE;
      for (gint i = 0; i < self->run->jobs; i++)
        fill_place (self, &self->places[i]);
      return;
    }
  if (done)
    finish (self, place, answer);
  else
    fail (self, place, BATCH_FAILED, error);
  if (!self->problem)
    fill_place (self, place);
}

/* Gives a place its next picture, and a worker where it has none. */
static void
fill_place (State *self, Place *place)
{
  g_autoptr (GError) error = NULL;

  if (place->picture)
    return;
  if (g_queue_is_empty (self->waiting))
    {
      let_go (self, place);
      return;
    }
  if (!place->worker)
    place->worker = batch_worker_start (self->run->megabytes, answered, self, &error);
  if (place->worker)
    begin (self, place);
  else
    stop (self, error->message);
}

/* ---- the whole ---- */

static void
add_obstacle (GString *obstacles, const gchar *path)
{
  g_autofree gchar *shown = g_filename_display_name (path);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    g_string_append_printf (obstacles, _ ("%s is there already, and no batch made it.\n"), shown);
}

/* Whatever the gate will say of a picture. */
gchar *
batch_run_find_obstacles (const BatchRun *run)
{
  GString *obstacles = g_string_new (NULL);

  for (guint i = 0; !run->overwrite && i < run->pictures->len; i++)
    {
      const BatchPicture *picture = run->pictures->pdata[i];
      g_autofree gchar *name = batch_results_get_name (picture);
      g_autofree gchar *missed = batch_results_get_path (picture, TRUE);

      if (batch_ledger_knows (run->ledger, name))
        continue;
      add_obstacle (obstacles, picture->out);
      add_obstacle (obstacles, missed);
    }
  return g_string_free (obstacles, FALSE);
}

GPtrArray *
batch_run_list_own_lines (const BatchRun *run)
{
  GPtrArray *lines = g_ptr_array_new ();
  g_autofree gchar *key = batch_results_get_key (run->steps, run->quality, run->gate_text);

  for (guint i = 0; i < run->pictures->len; i++)
    {
      const BatchPicture *picture = run->pictures->pdata[i];
      g_autofree gchar *name = batch_results_get_name (picture);
      g_autofree gchar *inputs = batch_results_get_inputs (picture);
      JsonObject *line = batch_ledger_find (run->ledger, name, inputs, key);

      if (line)
        g_ptr_array_add (lines, line);
    }
  return lines;
}

GPtrArray *
batch_run_list_all_lines (const BatchRun *run)
{
  g_autofree gchar *key = batch_results_get_key (run->steps, run->quality, run->gate_text);

  return batch_ledger_list (run->ledger, key);
}

static void
ask_whether_steps_are_good (State *self)
{
  g_autoptr (JsonObject) question = json_object_new ();

  json_object_set_array_member (question, "check", json_array_ref (self->run->steps));
  batch_worker_ask (self->places[0].worker, question);
}

gboolean
batch_run (BatchRun *run, BatchCounts *counts, GError **error)
{
  State self = { .run = run, .counts = counts };

  memset (counts, 0, sizeof *counts);
  self.key = batch_results_get_key (run->steps, run->quality, run->gate_text);
  self.waiting = g_queue_new ();
  self.loop = g_main_loop_new (NULL, FALSE);
  self.places = g_new0 (Place, run->jobs);
  self.started = g_get_monotonic_time ();
  for (guint i = 0; !self.problem && i < run->pictures->len; i++)
    if (settle (&self, run->pictures->pdata[i]))
      counts->already++;
    else
      g_queue_push_tail (self.waiting, run->pictures->pdata[i]);
  self.total = self.waiting->length;
  if (!self.problem && self.total > 0)
    {
      self.places[0].worker = batch_worker_start (run->megabytes, answered, &self, &self.problem);
      if (self.places[0].worker)
        {
          ask_whether_steps_are_good (&self);
          g_main_loop_run (self.loop);
        }
    }
  for (gint i = 0; i < run->jobs; i++)
    {
      end (&self.places[i]);
      g_clear_pointer (&self.places[i].worker, batch_worker_free);
    }
  g_free (self.places);
  g_queue_free (self.waiting);
  g_main_loop_unref (self.loop);
  g_free (self.key);
  if (!self.problem)
    return TRUE;
  g_propagate_error (error, self.problem);
  return FALSE;
}
