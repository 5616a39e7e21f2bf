/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "plug-in.h"

#include "arguments.h"
#include "dialog.h"
#include "drawables.h"
#include "module-links.h"
#include "operations.h"
#include "record.h"
#include "run.h"
#include "errand-dialog.h"

/* The translations lie beside the executable, wherever it was installed. */
static gchar *
get_locale_folder (void)
{
  g_autofree gchar *executable = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree gchar *folder = executable ? g_path_get_dirname (executable) : g_strdup (".");

  return g_build_filename (folder, "locale", NULL);
}

/* GEGL's own modules; the others are of file formats, and of what no method needs. */
static gboolean
is_wanted (const gchar *module)
{
  return g_str_has_prefix (module, "gegl-");
}

static void
start_gegl (void)
{
  g_autofree gchar *modules = retexture_module_links_get ("own-modules", is_wanted);

  if (modules)
    g_setenv (RETEXTURE_MODULE_PATH, modules, TRUE);
  gegl_init (NULL, NULL);
}

static void
start (void)
{
  g_autofree gchar *locale_folder = get_locale_folder ();

  bindtextdomain (GETTEXT_PACKAGE, locale_folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");

  start_gegl ();
  retexture_operations_register ();
}

void
retexture_plug_in_query (const RetextureMethod *const *methods)
{
  g_autofree gchar *locale_folder = get_locale_folder ();

  start ();
  /* GIMP translates the menu labels itself, and looks for them there. */
  gimp_plugin_domain_register (GETTEXT_PACKAGE, locale_folder);
  for (; *methods; methods++)
    retexture_arguments_install (*methods);
}

static const RetextureMethod *
find_method (const RetextureMethod *const *methods, const gchar *procedure)
{
  while (*methods && !g_str_equal ((*methods)->procedure, procedure))
    methods++;
  return *methods;
}

static gboolean
accepts_second (gint32 image, gint32 item, gpointer user_data)
{
  return retexture_drawables_accept_second (user_data, item);
}

static gboolean
accepts_model (gint32 image, gint32 item, gpointer user_data)
{
  return retexture_drawables_accept_model (user_data, item);
}

static RetextureRendering *
load_for_dialog (gint32 second, gpointer user_data, GError **error)
{
  RetextureJob *job = user_data;
  RetextureRendering *rendering = retexture_drawables_load (job, second, error);

  if (rendering)
    job->seen = retexture_drawables_glance (job, second);
  return rendering;
}

static const gchar *
translate (const gchar *text)
{
  return text ? _ (text) : NULL;
}

static void
clear (RetextureJob *job)
{
  g_object_unref (job->parameters);
  g_clear_object (&job->known);
  g_free (job->next);
}

/* FALSE without an error where the user thought better of it. */
static gboolean
ask (RetextureJob *job)
{
  const RetextureMethod *method = job->method;
  const RetextureSecond *second = &method->second;
  RetextureDialog dialog = {
    .procedure = method->procedure,
    .title = retexture_job_get_title (job),
    .image = job->image,
    .edit = job->edit,
    .second_chooser = {
      .label = translate (second->use != RETEXTURE_SECOND_NONE ? second->label : NULL),
      .help = translate (second->help),
      .none = translate (second->none),
      .accepts = accepts_second,
    },
    .second = job->second,
    .model_chooser = {
      .label = translate (method->model.label),
      .help = translate (method->model.help),
      .none = translate (method->model.none),
      .accepts = accepts_model,
    },
    .parameters = job->parameters,
    .load = load_for_dialog,
    .presets = method->presets,
    .questions = &method->questions,
    .user_data = job,
  };
  const gboolean agreed = retexture_dialog_run (&dialog);

  job->second = dialog.second;
  job->known = dialog.rendering;
  job->next = dialog.next;
  return agreed;
}

/* Values and drawables by run mode: those given, those recorded on the layer, or the last ones. */
static gboolean
fill (
    RetextureJob *job, GimpRunMode run_mode, gint n_params, const GimpParam *params, GError **error)
{
  gint32 given;

  retexture_arguments_read_drawables (job, n_params, params);
  if (!job->method->errand && gimp_item_is_valid (job->edit)
      && !retexture_record_resume (job, error))
    return FALSE;
  if (!job->interactive)
    return retexture_arguments_read_parameters (job, n_params, params, error);

  given = job->second;
  if (job->previous == -1)
    retexture_record_recall (job);
  if (job->second != given && !retexture_drawables_accept_second (job, job->second))
    job->second = -1;
  if (job->second == -1)
    job->second = retexture_drawables_guess_second (job);
  return TRUE;
}

static GimpPDBStatusType
conclude (const RetextureJob *job, GimpRunMode run_mode)
{
  if (run_mode == GIMP_RUN_INTERACTIVE)
    retexture_record_remember (job);
  if (job->interactive)
    gimp_displays_flush ();
  return GIMP_PDB_SUCCESS;
}

static gchar *
foretell (gpointer user_data, GError **error)
{
  const RetextureJob *job = user_data;

  return job->method->errand->foretell (job, error);
}

/* As for layers, but that there is nothing to preview. */
static GimpPDBStatusType
run_errand (RetextureJob *job,
            GimpRunMode run_mode,
            gint n_params,
            const GimpParam *params,
            GimpParam *values,
            GError **error)
{
  const RetextureMethod *method = job->method;
  const RetextureErrandDialog dialog = {
    .procedure = method->procedure,
    .title = retexture_job_get_title (job),
    .presets = method->presets,
    .parameters = job->parameters,
    .foretell = foretell,
    .user_data = job,
  };

  if (!fill (job, run_mode, n_params, params, error))
    return GIMP_PDB_CALLING_ERROR;
  if (job->interactive && method->errand->suggest)
    method->errand->suggest (job);
  if (run_mode == GIMP_RUN_INTERACTIVE && !retexture_errand_dialog_run (&dialog))
    return GIMP_PDB_CANCEL;
  if (!retexture_run_errand (job, values, error))
    return GIMP_PDB_EXECUTION_ERROR;
  return conclude (job, run_mode);
}

static GimpPDBStatusType run_job (RetextureJob *job,
                                  GimpRunMode run_mode,
                                  gint n_params,
                                  const GimpParam *params,
                                  gint32 *result,
                                  gdouble *measures,
                                  GError **error);

/* To another method on the same layer, as if it had been chosen in the menu; what it measures is
 * its own. */
static GimpPDBStatusType
go_on (const RetextureJob *job, gint32 *result, GError **error)
{
  g_autofree gchar *procedure = g_strconcat (RETEXTURE_PROCEDURES, job->next, NULL);
  const GimpParam params[] = {
    { GIMP_PDB_INT32, { .d_int32 = GIMP_RUN_INTERACTIVE } },
    { GIMP_PDB_IMAGE, { .d_image = job->image } },
    { GIMP_PDB_DRAWABLE, { .d_drawable = job->edit } },
  };
  RetextureJob next = {
    .methods = job->methods,
    .method = find_method (job->methods, procedure),
    .interactive = TRUE,
    .previous = -1,
  };
  gdouble measures[RETEXTURE_MOST_MEASURES];
  GimpPDBStatusType status;

  next.parameters = retexture_method_get_parameters (next.method);
  status = run_job (&next, GIMP_RUN_INTERACTIVE, G_N_ELEMENTS (params), params, result, measures,
                    error);
  clear (&next);
  return status;
}

static GimpPDBStatusType
run_job (RetextureJob *job,
         GimpRunMode run_mode,
         gint n_params,
         const GimpParam *params,
         gint32 *result,
         gdouble *measures,
         GError **error)
{
  if (!fill (job, run_mode, n_params, params, error))
    return GIMP_PDB_CALLING_ERROR;

  if (run_mode == GIMP_RUN_INTERACTIVE)
    {
      if (!retexture_drawables_check_edit (job, error))
        return GIMP_PDB_EXECUTION_ERROR;
      if (!ask (job))
        return job->next ? go_on (job, result, error) : GIMP_PDB_CANCEL;
    }
  *result = retexture_run_method (job, measures, error);
  if (*result == -1)
    return GIMP_PDB_EXECUTION_ERROR;

  return conclude (job, run_mode);
}

/* How many there are. */
static gint
add_measures (const RetextureDelivery *delivery, const gdouble *measures, GimpParam *values)
{
  gint n = 0;

  for (; delivery && delivery->measures[n].name; n++)
    {
      values[n].type = GIMP_PDB_FLOAT;
      values[n].data.d_float = measures[n];
    }
  return n;
}

void
retexture_plug_in_run (const RetextureMethod *const *methods,
                       const gchar *name,
                       gint n_params,
                       const GimpParam *params,
                       gint *n_results,
                       GimpParam **results)
{
  static GimpParam values[2 + RETEXTURE_MOST_MEASURES];
  static gchar *message;
  RetextureJob job = { .image = -1, .edit = -1, .second = -1, .previous = -1 };
  g_autoptr (GError) error = NULL;
  gint32 result = -1;
  gdouble measures[RETEXTURE_MOST_MEASURES] = { 0.0 };

  start ();
  gimp_plugin_enable_precision ();

  job.methods = methods;
  job.interactive = params[0].data.d_int32 != GIMP_RUN_NONINTERACTIVE;
  job.method = find_method (methods, name);
  job.parameters = retexture_method_get_parameters (job.method);

  values[0].type = GIMP_PDB_STATUS;
  values[0].data.d_status
      = job.method->errand
            ? run_errand (&job, params[0].data.d_int32, n_params, params, values + 1, &error)
            : run_job (&job, params[0].data.d_int32, n_params, params, &result, measures, &error);
  *n_results = 1;
  if (error)
    {
      message = g_strdup (error->message);
      values[1].type = GIMP_PDB_STRING;
      values[1].data.d_string = message;
      *n_results = 2;
    }
  else if (job.method->errand && values[0].data.d_status == GIMP_PDB_SUCCESS)
    *n_results = 1 + job.method->errand->n_returned;
  else if (result != -1)
    {
      values[1].type = job.method->delivery && job.method->delivery->deliver ? GIMP_PDB_DRAWABLE
                                                                             : GIMP_PDB_LAYER;
      values[1].data.d_drawable = result;
      *n_results = 2 + add_measures (job.method->delivery, measures, values + 2);
    }
  *results = values;

  clear (&job);
  gegl_exit ();
}
