/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * retexture-batch: takes folders of pictures through the suite's methods. Exit status: 0 all
 * pictures are there, 1 some are not, 2 nothing was begun.
 */
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>

#include "contact.h"
#include "run.h"
#include "steps.h"

static gchar *edits, *originals, *out, *steps, *ending, *unpaired = "stop", *shard, *gate;
static gint quality = 95, jobs = 1, patience = 600, megabytes;
static gboolean overwrite, retry, dry_run, no_contact;

static const GOptionEntry entries[] = {
  { "edits", 0, 0, G_OPTION_ARG_FILENAME, &edits, N_ ("the pictures to work on"), N_ ("FOLDER") },
  { "originals", 0, 0, G_OPTION_ARG_FILENAME, &originals,
    N_ ("the photographs they were made from"), N_ ("FOLDER") },
  { "out", 0, 0, G_OPTION_ARG_FILENAME, &out, N_ ("where the results go"), N_ ("FOLDER") },
  { "steps", 0, 0, G_OPTION_ARG_STRING, &steps,
    N_ ("what to do, or a file that says it: \"recover preset='Natural portrait'; disclose "
        "beneath=edited\""),
    N_ ("STEPS") },
  { "format", 0, 0, G_OPTION_ARG_STRING, &ending,
    N_ ("jpg, png, tif, webp or xcf for all results; by default, each its own"), N_ ("ENDING") },
  { "quality", 0, 0, G_OPTION_ARG_INT, &quality, N_ ("of JPEG and WebP, 1 to 100; by default 95"),
    "N" },
  { "jobs", 'j', 0, G_OPTION_ARG_INT, &jobs, N_ ("how many pictures at a time; by default 1"),
    "N" },
  { "unpaired", 0, 0, G_OPTION_ARG_STRING, &unpaired,
    N_ ("what to do where a picture has no original: stop (the default), skip or process"),
    N_ ("WHAT") },
  { "overwrite", 0, 0, G_OPTION_ARG_NONE, &overwrite,
    N_ ("replace files that are there already and that no batch made"), NULL },
  { "retry", 0, 0, G_OPTION_ARG_NONE, &retry, N_ ("try again what was set aside"), NULL },
  { "timeout", 0, 0, G_OPTION_ARG_INT, &patience,
    N_ ("seconds for one picture until it counts as stuck; by default 600"), "N" },
  { "limit-memory", 0, 0, G_OPTION_ARG_INT, &megabytes,
    N_ ("megabytes for each process; by default as many as it takes"), "N" },
  { "shard", 0, 0, G_OPTION_ARG_STRING, &shard,
    N_ ("only the Ith of N equal parts of the list, for many machines"), "I/N" },
  { "gate", 0, 0, G_OPTION_ARG_STRING, &gate,
    N_ ("what results must measure, such as \"halo<1 tone<0.5 recovered>80\"; others go to the folder "
        "missed"),
    N_ ("CRITERIA") },
  { "no-contact", 0, 0, G_OPTION_ARG_NONE, &no_contact, N_ ("make no contact sheet"), NULL },
  { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &dry_run, N_ ("only say what would be done"), NULL },
  { NULL },
};

/* The translations lie beside this program where it was built, else with the plug-in. */
static gchar *
find_translations (void)
{
  g_autofree gchar *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree gchar *folder = program ? g_path_get_dirname (program) : g_strdup (".");
  const gchar *settings = g_getenv ("GIMP2_DIRECTORY");
  gchar *places[] = {
    g_build_filename (folder, "locale", NULL),
    g_build_filename (folder, "..", "lib", "gimp", "2.0", "plug-ins", "retexture", "locale", NULL),
    settings ? g_build_filename (settings, "plug-ins", "retexture", "locale", NULL)
             : g_build_filename (g_get_user_config_dir (), "GIMP", "2.10", "plug-ins", "retexture",
                                 "locale", NULL),
  };
  gchar *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (!found && g_file_test (places[i], G_FILE_TEST_IS_DIR))
      found = places[i];
    else
      g_free (places[i]);
  return found;
}

static gboolean
refuse (GError **error, const gchar *sentence)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, sentence);
  return FALSE;
}

static gboolean
check_options (GError **error)
{
  static const gchar *const formats[]
      = { "jpg", "jpeg", "png", "tif", "tiff", "webp", "xcf", NULL };
  static const gchar *const unpaired_choices[] = { "stop", "skip", "process", NULL };

  if (!edits || !out || !steps)
    return refuse (error, _ ("--edits, --out and --steps are needed; --help says more."));
  if (ending && !g_strv_contains (formats, ending))
    return refuse (error, _ ("--format must be jpg, jpeg, png, tif, tiff, webp or xcf."));
  if (!g_strv_contains (unpaired_choices, unpaired))
    return refuse (error, _ ("--unpaired must be stop, skip or process."));
  if (quality < 1 || quality > 100)
    return refuse (error, _ ("--quality must be from 1 to 100."));
  if (jobs < 1 || jobs > 256)
    return refuse (error, _ ("--jobs must be from 1 to 256."));
  if (patience < 1)
    return refuse (error, _ ("--timeout must be 1 or more."));
  if (megabytes < 0)
    return refuse (error, _ ("--limit-memory must be 0 or more."));
  return TRUE;
}

/* Every Nth, so that all parts take about as long. */
static gboolean
take_shard (GPtrArray *pictures, GError **error)
{
  guint part, parts;
  gchar rest;

  if (!shard)
    return TRUE;
  if (sscanf (shard, "%u/%u%c", &part, &parts, &rest) != 2 || part < 1 || part > parts)
    return refuse (error, _ ("--shard must be like 2/5: the second of five parts."));
  for (guint i = pictures->len; i > 0; i--)
    if ((i - 1) % parts != part - 1)
      g_ptr_array_remove_index (pictures, i - 1);
  return TRUE;
}

/* Those without an original are told before anything is done. */
static gboolean
settle_unpaired (GPtrArray *pictures, GError **error)
{
  guint n = 0;

  for (guint i = pictures->len; originals && i > 0; i--)
    {
      const BatchPicture *picture = pictures->pdata[i - 1];
      g_autofree gchar *shown = g_filename_display_name (picture->edit);

      if (picture->original)
        continue;
      n++;
      g_printerr (_ ("%s has no original.\n"), shown);
      if (g_str_equal (unpaired, "skip"))
        g_ptr_array_remove_index (pictures, i - 1);
    }
  return n == 0 || !g_str_equal (unpaired, "stop")
         || refuse (error, _ ("Nothing was begun. --unpaired=skip leaves these out, "
                              "--unpaired=process works without."));
}

static void
print_plan (GPtrArray *pictures)
{
  for (guint i = 0; i < pictures->len; i++)
    {
      const BatchPicture *picture = pictures->pdata[i];
      g_autofree gchar *edit = g_filename_display_name (picture->edit);
      g_autofree gchar *original
          = picture->original ? g_filename_display_name (picture->original) : g_strdup ("-");
      g_autofree gchar *result = g_filename_display_name (picture->out);

      g_print ("%s\t%s\t%s\n", edit, original, result);
    }
}

static gboolean
stop_where (gchar *obstacles, GError **error)
{
  g_autofree gchar *lines = obstacles;

  g_printerr ("%s", lines);
  return !*lines || refuse (error, _ ("Nothing was begun."));
}

/* Tells which are not as they should be, and makes the contact sheet. */
static gboolean
sum_up (const BatchRun *run, guint *wrong, GError **error)
{
  g_autoptr (GPtrArray) lines = batch_run_list_own_lines (run);
  g_autoptr (GPtrArray) all = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      JsonObject *line = lines->pdata[i];
      const gchar *why = json_object_get_string_member_with_default (
          line, "error", json_object_get_string_member_with_default (line, "missed", NULL));

      *wrong += why ? 1 : 0;
      if (why)
        g_print ("%s\t%s\n", json_object_get_string_member (line, "out"), why);
    }
  if (!run->contact)
    return TRUE;
  all = batch_run_list_all_lines (run);
  return batch_contact_write (run->out, all, error);
}

/* FALSE and an error where nothing was begun. */
static gboolean
work (BatchCounts *counts, guint *wrong, GError **error)
{
  g_autoptr (JsonArray) list = NULL;
  g_autoptr (GPtrArray) pictures = NULL;
  g_autoptr (BatchLedger) ledger = NULL;
  g_autoptr (BatchGate) criteria = NULL;
  BatchRun run;

  if (!check_options (error) || !(criteria = batch_gate_new (gate, error))
      || !(list = batch_steps_read (steps, error))
      || !(pictures = batch_pictures_list (edits, originals, out, ending, error)))
    return FALSE;
  if (pictures->len == 0)
    return refuse (error, _ ("There are no pictures in the folder."));
  if (!take_shard (pictures, error) || !settle_unpaired (pictures, error)
      || !stop_where (batch_pictures_find_clashes (pictures), error))
    return FALSE;
  if (dry_run)
    {
      print_plan (pictures);
      return TRUE;
    }
  if (g_mkdir_with_parents (out, 0777) != 0)
    return refuse (error, _ ("The folder for the results cannot be made."));
  if (!(ledger = batch_ledger_open (out, error)))
    return FALSE;
  run = (BatchRun){ .pictures = pictures,
                    .steps = list,
                    .quality = quality,
                    .jobs = jobs,
                    .megabytes = megabytes,
                    .patience = patience,
                    .overwrite = overwrite,
                    .retry = retry,
                    .contact = !no_contact,
                    .gate_text = gate,
                    .gate = criteria,
                    .out = out,
                    .ledger = ledger };
  return stop_where (batch_run_find_obstacles (&run), error) && batch_run (&run, counts, error)
         && sum_up (&run, wrong, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree gchar *translations = find_translations ();
  BatchCounts counts = { 0 };
  guint wrong = 0;

  setlocale (LC_ALL, "");
  if (translations)
    bindtextdomain (GETTEXT_PACKAGE, translations);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  signal (SIGPIPE, SIG_IGN);
  context = g_option_context_new (NULL);
  g_option_context_set_summary (context,
                                _ ("Takes a folder of pictures through Retexture's methods."));
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error) || !work (&counts, &wrong, &error))
    {
      g_printerr ("retexture-batch: %s\n", error->message);
      return 2;
    }
  if (!dry_run)
    g_printerr (_ ("%u done, %u were there already, %u missed the gate, %u failed, %u set aside\n"),
                counts.done, counts.already, counts.missed, counts.failed, counts.set_aside);
  return wrong > 0 ? 1 : 0;
}
