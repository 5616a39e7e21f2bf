/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "worker.h"

#include "swift-start.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define LAST_LINES 5

/* The procedure is told nothing: all is said through the pipes. */
static const gchar *const command[] = {
  "gimp-console",
  "--no-interface",
  "--new-instance",
  "--batch",
  "(plug-in-retexture-batch-worker RUN-NONINTERACTIVE -1 -1)",
  "--batch",
  "(gimp-quit 1)",
  NULL,
};

struct _BatchWorker
{
  GSubprocess *process;
  gchar *folder; /* of the pipes and what it says */
  int jobs;
  GDataInputStream *answers;
  GCancellable *cancellable;
  gint64 megabytes;
  BatchAnswered answered;
  gpointer user_data;
};

static gchar *
path_in (const BatchWorker *self, const gchar *name)
{
  return g_build_filename (self->folder, name, NULL);
}

/* ---- what comes back ---- */

static void await_line (BatchWorker *self);

static void
heard (GObject *stream, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree gchar *line
      = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (stream), result, NULL, &error);
  g_autoptr (JsonParser) parser = json_parser_new ();
  BatchWorker *self = user_data;

  /* Where it was cancelled, the worker is gone. */
  if (!line)
    return;
  await_line (self);
  if (json_parser_load_from_data (parser, line, -1, NULL)
      && JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    self->answered (self, json_node_get_object (json_parser_get_root (parser)), self->user_data);
}

static void
await_line (BatchWorker *self)
{
  g_data_input_stream_read_line_async (self->answers, G_PRIORITY_DEFAULT, self->cancellable, heard,
                                       self);
}

static void
ended (GObject *process, GAsyncResult *result, gpointer user_data)
{
  BatchWorker *self = user_data;
  g_autoptr (GError) error = NULL;

  if (g_subprocess_wait_finish (G_SUBPROCESS (process), result, &error))
    self->answered (self, NULL, self->user_data);
}

/* ---- starting ---- */

/* It is not to write files behind the back of the next run, should this program be killed. */
static void
set_up_child (gpointer user_data)
{
  const BatchWorker *self = user_data;
  const rlim_t bytes = (rlim_t) self->megabytes << 20;
  const struct rlimit limit = { bytes, bytes };

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (self->megabytes > 0)
    setrlimit (RLIMIT_AS, &limit);
}

/* Both ends are held open here, so that neither side waits for the other; when this program dies
 * the worker finds the end of its jobs. */
static int
open_pipe (const BatchWorker *self, const gchar *name, GError **error)
{
  g_autofree gchar *path = path_in (self, name);
  const int pipe = mkfifo (path, 0600) == 0 ? open (path, O_RDWR | O_CLOEXEC) : -1;

  if (pipe < 0)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", path,
                 g_strerror (errno));
  return pipe;
}

static GSubprocess *
spawn (BatchWorker *self, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autofree gchar *words = path_in (self, "words");

  batch_swift_start_prepare (launcher);
  g_subprocess_launcher_setenv (launcher, "RETEXTURE_BATCH", self->folder, TRUE);
  g_subprocess_launcher_set_stdout_file_path (launcher, words);
  g_subprocess_launcher_set_child_setup (launcher, set_up_child, self, NULL);
  return g_subprocess_launcher_spawnv (launcher, command, error);
}

BatchWorker *
batch_worker_start (gint64 megabytes, BatchAnswered answered, gpointer user_data, GError **error)
{
  BatchWorker *self = g_new0 (BatchWorker, 1);
  int answers = -1;

  self->megabytes = megabytes;
  self->answered = answered;
  self->user_data = user_data;
  self->cancellable = g_cancellable_new ();
  self->jobs = -1;
  self->folder = g_dir_make_tmp ("retexture-batch-XXXXXX", error);
  if (self->folder)
    self->jobs = open_pipe (self, "jobs", error);
  if (self->jobs >= 0)
    answers = open_pipe (self, "answers", error);
  if (answers >= 0)
    {
      g_autoptr (GInputStream) stream = g_unix_input_stream_new (answers, TRUE);

      self->answers = g_data_input_stream_new (stream);
      self->process = spawn (self, error);
    }
  if (!self->process)
    {
      batch_worker_free (self);
      return NULL;
    }
  await_line (self);
  g_subprocess_wait_async (self->process, self->cancellable, ended, self);
  return self;
}

void
batch_worker_ask (BatchWorker *self, JsonObject *question)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree gchar *json = NULL;
  g_autofree gchar *line = NULL;
  gsize done = 0;

  json_node_set_object (node, question);
  json_generator_set_root (generator, node);
  json = json_generator_to_data (generator, NULL);
  line = g_strconcat (json, "\n", NULL);
  while (done < strlen (line))
    {
      const gssize n = write (self->jobs, line + done, strlen (line) - done);

      /* Its death is about to be told. */
      if (n < 0 && errno != EINTR)
        return;
      done += MAX (n, 0);
    }
}

void
batch_worker_kill (BatchWorker *self)
{
  g_subprocess_force_exit (self->process);
}

gchar *
batch_worker_get_last_words (BatchWorker *self)
{
  g_autofree gchar *path = path_in (self, "words");
  g_autofree gchar *words = NULL;
  g_auto (GStrv) lines = NULL;
  guint n;

  if (!g_file_get_contents (path, &words, NULL, NULL))
    return g_strdup ("");
  g_strchomp (words);
  lines = g_strsplit (words, "\n", -1);
  n = g_strv_length (lines);
  return g_strjoinv ("\n", lines + (n > LAST_LINES ? n - LAST_LINES : 0));
}

static void
remove_file (const BatchWorker *self, const gchar *name)
{
  g_autofree gchar *path = path_in (self, name);

  g_unlink (path);
}

/* The end of its jobs is the end of its work. */
void
batch_worker_free (BatchWorker *self)
{
  g_cancellable_cancel (self->cancellable);
  if (self->jobs >= 0)
    close (self->jobs);
  g_clear_object (&self->answers);
  g_clear_object (&self->process);
  if (self->folder)
    {
      remove_file (self, "jobs");
      remove_file (self, "answers");
      remove_file (self, "words");
      g_rmdir (self->folder);
    }
  g_free (self->folder);
  g_object_unref (self->cancellable);
  g_free (self);
}
